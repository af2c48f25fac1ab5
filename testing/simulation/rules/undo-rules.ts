import type { Ask, Outcome } from '../ask'
import { DAY_MS, plusDays } from './calendar'
import { forgetEnded, gain, lastDayOf, pay, spendableOf } from './points'
import type { Rules } from '../programme/programme'
import { heldKey } from '../world/held'
import type { Known, Member } from '../world/member'
import type { Redeemed } from '../world/redeemed'
import type { World } from '../world/world'

/** What one person at the desk moves alone, at once and in a day. */
export const ALONE = 50_000
export const ALONE_PER_DAY = 120_000
const OPEN_DAYS = 3
/** The name that the desk gives with everything that it does. */
export const DESK = '店长'

type Of<K extends Ask['kind']> = Extract<Ask, { kind: K }>

const USED = { goods: 'ALREADY_FULFILLED', coupon: 'COUPON_USED', code: 'CODE_SHOWN' }

/** The product's id of what was redeemed; null if nobody received the code. */
export function redemptionId(redeemed: Redeemed, { members }: World): string | null {
  const memberId = members.get(redeemed.who)?.memberId
  if (redeemed.kind === 'coupon') return redeemed.code && `shanyu:${redeemed.code}`
  return memberId ? `shanyu:${memberId}:${redeemed.requestId}` : null
}

export function cancel(world: World, ask: Of<'cancel'>, { rewards }: Rules): Outcome {
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
    return { refused: USED[redeemed.kind] }
  }
  const isKept = rewards.get(redeemed.reward)?.cancellable === false
  if (isKept && !ask.staff) return { refused: 'NOT_CANCELLABLE' }
  const isOver = redeemed.kind === 'coupon' && world.today > redeemed.lastDay
  if (isOver && !ask.staff) return { refused: 'COUPON_EXPIRED' }
  const told = giveBack(member, redeemed, world.today, world.programme.expiry.graceDays)
  world.stock.set(redeemed.reward, (world.stock.get(redeemed.reward) ?? 0) + 1)
  redeemed.cancelled = { requestId: ask.requestId, staff: ask.staff, told }
  const held = world.held.get(heldKey(redeemed))
  if (held) held.refund = 'owed'
  return { ok: told }
}

/** A deficit takes the earliest lots first; then each lot is restored, ended ones with a grace. */
export function giveBack(
  member: Member,
  { paid }: Pick<Redeemed, 'paid'>,
  today: string,
  graceDays: number,
) {
  forgetEnded(member, today)
  let [owed, restored] = [member.deficit, 0]
  for (const [day, points] of paid) {
    const toDeficit = Math.min(owed, points)
    owed -= toDeficit
    const back = points - toDeficit
    if (back === 0) continue
    const until = day < today ? plusDays(today, graceDays) : day
    member.lots.set(until, (member.lots.get(until) ?? 0) + back)
    restored += back
  }
  const paidToDeficit = member.deficit - owed
  member.deficit = owed
  return { restored, paidToDeficit, balance: spendableOf(member, today) }
}

export function adjust(world: World, ask: Of<'adjust'>, outcome: Outcome | null): Outcome {
  const member = world.members.get(ask.who)
  if (!member || member.memberId !== ask.memberId) return { refused: 'MEMBER_NOT_FOUND' }
  const first = member.adjusted.get(ask.requestId)
  if (first) return { ok: first }
  const { today, programme } = world
  if (-ask.points > spendableOf(member, today)) return { refused: 'POINTS_SHORT' }
  const stopped = tooMuch(world, ask)
  if (stopped) return { refused: stopped }
  const paid = ask.points > 0 ? gain(member, ask.points, programme.expiry, today) : 0
  const given: [string, number][] =
    ask.points > paid ? [[lastDayOf(today, programme.expiry), ask.points - paid]] : []
  const lots = ask.points < 0 ? pay(member, -ask.points, today) : given
  noteEntry(member, outcome, { source: 'staff', points: ask.points, lots })
  const moved = { points: ask.points - paid, deficit: 0 - paid }
  const told = { ...moved, balance: spendableOf(member, today) }
  member.adjusted.set(ask.requestId, told)
  return { ok: told }
}

/** A large move waits for a second person, and many moves for the next day. */
function tooMuch(world: World, { who, requestId, memberId, points }: Of<'adjust'>): string | null {
  const { approvals, now } = world
  const size = Math.abs(points)
  if (size <= ALONE) {
    return movesAlone(world, size) ? null : 'DAY_LIMIT_REACHED'
  }
  const id = approvalId(memberId, requestId)
  const before = approvals.get(id)
  if (!before || before.decided || before.expiresAt < now) {
    const expiresAt = now + OPEN_DAYS * DAY_MS
    approvals.set(id, { who, requestId, points, requestedBy: DESK, expiresAt, decided: null })
  }
  return 'SECOND_PERSON_NEEDED'
}

/** Whether one person may move so many more points today; then they are counted. */
export function movesAlone(world: World, size: number): boolean {
  const { movedAlone, today } = world
  const moved = movedAlone.day === today ? movedAlone.points : 0
  if (moved + size > ALONE_PER_DAY) return false
  world.movedAlone = { day: today, points: moved + size }
  return true
}

/** An answer that names its entry. */
export function noteEntry(member: Member, outcome: Outcome | null, entry: Known): void {
  const seq = outcome && 'ok' in outcome ? outcome.ok.entry : null
  if (typeof seq === 'number') member.entries.set(seq, entry)
}

/** The product's id of a move that waits for a second person. */
export function approvalId(memberId: string, requestId: string): string {
  return `shanyu:${memberId}:adjust:${requestId}`
}
