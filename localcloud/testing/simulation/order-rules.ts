import { STATUSES, type Ask, type Outcome, type Row } from './ask'
import { dayAt, dayDistance, plusDays } from './calendar'
import { forgetEnded, gain, spendableOf, take } from './points'
import type { Rules } from './programme'
import type { Member, Order, World } from './world'

type ClaimAsk = Extract<Ask, { kind: 'claim' }>

export function claim(world: World, ask: ClaimAsk, rules: Rules): Outcome {
  const member = world.members.get(ask.who)
  if (!member) return { refused: 'NOT_JOINED' }
  // The number of the newest claim's request is known for another order.
  const about = member.claimRequests.get(ask.requestId)
  if (about !== undefined && about !== ask.orderNo && member.lastClaim === ask.requestId) {
    return { refused: 'REQUEST_ID_REUSED' }
  }
  const order = world.orders.get(ask.orderNo)
  return order ? claimOrder(world, member, order, ask, rules) : wait(world, member, ask, rules)
}

function claimOrder(
  world: World,
  member: Member,
  order: Order,
  ask: ClaimAsk,
  rules: Rules,
): Outcome {
  const { holder } = order
  if (holder?.who === ask.who && holder.requestId === ask.requestId) return { ok: view(order) }
  const refused = refuseClaim(world, member, order, ask.who, rules)
  if (refused) return { refused }
  countClaim(world, member, ask)
  order.holder = { who: ask.who, requestId: ask.requestId }
  Object.assign(order, { state: 'waiting' })
  const paidToDeficit = settle(world, order, rules)
  const credited = order.state === 'credited'
  const balance = spendableOf(member, world.today)
  return { ok: credited ? { ...view(order), balance, paidToDeficit } : view(order) }
}

function view({ state, points, pending }: Order): Record<string, unknown> {
  return { state, points: state === 'pending' ? pending : points }
}

function refuseClaim(
  world: World,
  member: Member,
  order: Order,
  who: string,
  { programme }: Rules,
): string | null {
  if (order.holder) {
    return order.holder.who === who ? 'ALREADY_CLAIMED_BY_YOU' : 'ALREADY_CLAIMED'
  }
  if (order.status === 'unpaid') return 'ORDER_UNPAID'
  if (order.status === 'closed') return 'ORDER_CLOSED'
  const age = dayDistance(dayAt(order.boughtAt), world.today)
  if (age > programme.claim.windowDays) return 'CLAIM_WINDOW_OVER'
  return tooMany(world, member, programme.claim.perDay)
}

function tooMany(world: World, { claimsToday }: Member, perDay: number): string | null {
  const full = claimsToday.day === world.today && claimsToday.count >= perDay
  return full ? 'CLAIM_LIMIT_REACHED' : null
}

function countClaim(world: World, member: Member, { requestId, orderNo }: ClaimAsk): void {
  const { day, count } = member.claimsToday
  member.claimsToday = { day: world.today, count: day === world.today ? count + 1 : 1 }
  member.claimRequests.set(requestId, orderNo)
  member.lastClaim = requestId
}

/** A number that no file has brought is held for the first who sends it. */
function wait(world: World, member: Member, ask: ClaimAsk, { programme }: Rules): Outcome {
  const held = world.waiting.get(ask.orderNo)
  const waiting = { ok: { state: 'waiting', points: 0 } }
  if (held && held.state !== 'closed') {
    return held.who === ask.who ? waiting : { refused: 'ALREADY_CLAIMED' }
  }
  const refused = tooMany(world, member, programme.claim.perDay)
  if (refused) return { refused }
  countClaim(world, member, ask)
  const lastDay = plusDays(world.today, programme.claim.waitDays)
  const { who, requestId } = ask
  world.waiting.set(ask.orderNo, { who, requestId, lastDay, state: 'waiting' })
  return waiting
}

/** Whatever order the reports come in, the furthest word and the largest sums stand. */
export function report(world: World, row: Row, rules: Rules): void {
  const known = world.orders.get(row.orderNo)
  if (!known) {
    const nobody = { holder: null, state: 'free' as const, postsOn: null }
    world.orders.set(row.orderNo, { ...row, ...nobody, points: 0, growth: 0, pending: 0 })
    return
  }
  if (STATUSES.indexOf(row.status) > STATUSES.indexOf(known.status)) known.status = row.status
  known.paidFen = Math.max(known.paidFen, row.paidFen)
  known.refundedFen = Math.max(known.refundedFen, row.refundedFen)
  known.finishedAt ??= row.finishedAt
  if (known.holder) settle(world, known, rules)
}

/** A number that waited meets its order. */
export function match(world: World, orderNo: string, rules: Rules): void {
  const [waiting, order] = [world.waiting.get(orderNo), world.orders.get(orderNo)]
  if (waiting?.state !== 'waiting' || !order) return
  if (order.holder) waiting.state = order.holder.who === waiting.who ? 'matched' : 'closed'
  else if (order.status === 'closed') waiting.state = 'closed'
  else if (order.status !== 'unpaid') {
    waiting.state = 'matched'
    order.holder = { who: waiting.who, requestId: waiting.requestId }
    order.state = 'waiting'
    settle(world, order, rules)
  }
}

/** Brings a member what an order is worth by now; gives back what went to a deficit. */
export function settle(world: World, order: Order, { programme }: Rules): number {
  const member = world.members.get(order.holder?.who ?? '')
  const over = order.status === 'completed' || order.status === 'closed'
  if (!member || order.state === 'closed' || !over) return 0
  const net = order.status === 'closed' ? 0 : Math.max(0, order.paidFen - order.refundedFen)
  const { earn, growth: rate, claim: rules, expiry } = programme
  const worth = Math.floor((net * earn.points) / earn.perFen)
  const growth = Math.floor((net * rate.growth) / rate.perFen)
  order.postsOn ??= plusDays(dayAt(order.finishedAt ?? order.boughtAt), rules.postDays)
  if (order.status === 'completed' && order.state !== 'credited' && order.postsOn > world.today) {
    order.state = 'pending'
    order.pending = worth
    return 0
  }
  const [more, moreGrowth] = [worth - order.points, growth - order.growth]
  order.state = order.status === 'closed' ? 'closed' : 'credited'
  Object.assign(order, { pending: 0, points: worth, growth })
  member.growth = Math.max(0, member.growth + moreGrowth)
  forgetEnded(member, world.today)
  if (more >= 0) return gain(member, more, expiry.months, world.today)
  member.deficit += take(member, -more, world.today)
  return 0
}
