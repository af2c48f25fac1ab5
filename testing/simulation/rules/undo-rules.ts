import type { Ask, Outcome } from '../ask'
import { plusDays } from './calendar'
import { forgetEnded, gain, spendableOf, take } from './points'
import type { Member, Redeemed, World } from '../world'

type Of<K extends Ask['kind']> = Extract<Ask, { kind: K }>

/** Points of expired lots come back for this many days. */
const GRACE_DAYS = 7

/** The product's id of what was redeemed; null if nobody received the code. */
export function redemptionId(redeemed: Redeemed, { members }: World): string | null {
  const memberId = members.get(redeemed.who)?.memberId
  if (redeemed.kind === 'coupon') return redeemed.code && `shanyu:${redeemed.code}`
  return memberId ? `shanyu:${memberId}:${redeemed.requestId}` : null
}

export function cancel(world: World, ask: Of<'cancel'>): Outcome {
  if (!ask.staff && !world.members.has(ask.who)) return { refused: 'NOT_JOINED' }
  const redeemed = world.redeemed.find((each) => redemptionId(each, world) === ask.redemption)
  const member = redeemed && world.members.get(redeemed.who)
  if (!member || (!ask.staff && redeemed.who !== ask.who)) {
    return { refused: 'REDEMPTION_NOT_FOUND' }
  }
  const { cancelled } = redeemed
  if (cancelled?.requestId === ask.requestId) {
    return cancelled.staff === ask.staff ? { ok: cancelled.told } : { refused: 'REQUEST_ID_REUSED' }
  }
  if (cancelled) return { refused: 'ALREADY_CANCELLED' }
  if (redeemed.used) {
    return { refused: redeemed.kind === 'goods' ? 'ALREADY_FULFILLED' : 'COUPON_USED' }
  }
  const isOver = redeemed.kind === 'coupon' && world.today > redeemed.lastDay
  if (isOver && !ask.staff) return { refused: 'COUPON_EXPIRED' }
  const told = giveBack(member, redeemed, world.today)
  world.stock.set(redeemed.reward, (world.stock.get(redeemed.reward) ?? 0) + 1)
  redeemed.cancelled = { requestId: ask.requestId, staff: ask.staff, told }
  return { ok: told }
}

/**
 * Points of the earliest lots pay the deficit first; the rest returns to its lots, or gets a grace
 * if a lot has expired.
 */
function giveBack(member: Member, { paid }: Redeemed, today: string): Record<string, unknown> {
  forgetEnded(member, today)
  let [owed, restored] = [member.deficit, 0]
  for (const [day, points] of paid) {
    const toDeficit = Math.min(owed, points)
    owed -= toDeficit
    const back = points - toDeficit
    if (back === 0) continue
    const until = day < today ? plusDays(today, GRACE_DAYS) : day
    member.lots.set(until, (member.lots.get(until) ?? 0) + back)
    restored += back
  }
  const paidToDeficit = member.deficit - owed
  member.deficit = owed
  return { restored, paidToDeficit, balance: spendableOf(member, today) }
}

export function adjust(world: World, ask: Of<'adjust'>): Outcome {
  const member = world.members.get(ask.who)
  if (!member || member.memberId !== ask.memberId) return { refused: 'MEMBER_NOT_FOUND' }
  const first = member.adjusted.get(ask.requestId)
  if (first) return { ok: first }
  const { today, programme } = world
  if (-ask.points > spendableOf(member, today)) return { refused: 'POINTS_SHORT' }
  const paid = ask.points > 0 ? gain(member, ask.points, programme.expiry, today) : 0
  if (ask.points < 0) take(member, -ask.points, today)
  const moved = { points: ask.points - paid, deficit: 0 - paid }
  const told = { ...moved, balance: spendableOf(member, today) }
  member.adjusted.set(ask.requestId, told)
  return { ok: told }
}
