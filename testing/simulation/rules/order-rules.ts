import { STATUSES, type Ask, type Outcome, type Row } from '../ask'
import { dayAt, dayDistance, plusDays } from './calendar'
import { forgetEnded, gain, spendableOf, takeBack } from './points'
import { CHANNEL, ROUNDED, termsOf, worthOf } from './order-worth'
import { countOrder } from './task-rules'
import { grow } from './tier-rules'
import type { Member } from '../world/member'
import { waitingKey, type Order, type Waiting } from '../world/order'
import type { World } from '../world/world'

type ClaimAsk = Extract<Ask, { kind: 'claim' }>

export function claim(world: World, ask: ClaimAsk): Outcome {
  const member = world.members.get(ask.who)
  if (!member) return { refused: 'NOT_JOINED' }
  const about = member.claimRequests.get(ask.requestId)
  if (about !== undefined && about !== ask.orderNo) {
    return { refused: 'REQUEST_ID_REUSED' }
  }
  const order = world.orders.get(ask.orderNo)
  return order ? claimOrder(world, member, order, ask) : wait(world, member, ask)
}

function claimOrder(world: World, member: Member, order: Order, ask: ClaimAsk): Outcome {
  const { holder } = order
  if (holder?.who === ask.who) {
    const isAgain = holder.requestId === ask.requestId
    return isAgain ? { ok: view(order) } : { refused: 'ALREADY_CLAIMED_BY_YOU' }
  }
  const contest = holder ? contestOf(member, order) : 'moves'
  if (contest === 'staff') return askStaff(world, member, ask)
  const refused = contest === 'stays' ? 'ALREADY_CLAIMED' : refuseClaim(world, member, order)
  if (refused) return { refused }
  const terms = termsOf(world, member, order, world.today)
  countClaim(world, member, ask)
  if (holder) lose(world, order, null)
  order.holder = { who: ask.who, requestId: ask.requestId, shown: shownBy(member, order) }
  Object.assign(order, { state: 'waiting', terms })
  const paidToDeficit = settle(world, order)
  const credited = order.state === 'credited'
  const balance = spendableOf(member, world.today)
  return { ok: credited ? { ...view(order), balance, paidToDeficit } : view(order) }
}

/** Files of the lives say this phone where nobody's own one is meant. */
const NOBODYS_PHONE = '13800000027'

/** A member with the phone of an order is its buyer; of a phone only the last digits are compared. */
function shownBy({ phone }: Member, order: Order): 'phone' | 'number' {
  const ordered = order.phone ?? NOBODYS_PHONE
  return phone !== null && phone.slice(-4) === ordered.slice(-4) ? 'phone' : 'number'
}

/** The buyer comes before who knew the number, at once until it has posted, then by staff. */
function contestOf(member: Member, order: Order): 'moves' | 'staff' | 'stays' {
  if (shownBy(member, order) === 'number') return 'stays'
  const isOpen = order.state === 'waiting' || order.state === 'pending'
  return isOpen && order.holder?.shown === 'number' ? 'moves' : 'staff'
}

/** The claim goes to staff once; the member is refused in any case. */
function askStaff(world: World, member: Member, ask: ClaimAsk): Outcome {
  const key = waitingKey(ask.orderNo, ask.who)
  const there = world.waiting.get(key)
  const isNew = !there?.decided && there?.state !== 'review'
  if (isNew && tooMany(world, member, world.programme.claim.perDay) === null) {
    countClaim(world, member, ask)
    world.waiting.set(key, { ...waitingOf(world, ask), state: 'review', isQueued: true })
  }
  return { refused: 'ALREADY_CLAIMED' }
}

/** An order leaves its holder, of whose claim a trace stays. */
export function lose(world: World, order: Order, decided: Waiting['decided'] | null): void {
  const { holder, orderNo } = order
  if (!holder) return
  const { who, requestId } = holder
  const trace = { ...waitingOf(world, { who, requestId, orderNo }), state: 'closed' as const }
  world.waiting.set(
    waitingKey(orderNo, who),
    decided ? { ...trace, decided, isQueued: true } : trace,
  )
  Object.assign(order, { holder: null, state: 'free', points: 0, growth: 0, pending: 0 })
  Object.assign(order, { postsOn: null, counted: null, review: null })
}

function view({ state, points, pending }: Order): Record<string, unknown> {
  return { state, points: state === 'pending' ? pending : points }
}

function refuseClaim(world: World, member: Member, order: Order): string | null {
  const { programme } = world
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
  const { day, count, points } = member.claimsToday
  const isSame = day === world.today
  const now = { count: isSame ? count + 1 : 1, points: isSame ? points : 0 }
  member.claimsToday = { day: world.today, ...now }
  member.claimRequests.set(requestId, orderNo)
  const [oldest] = member.claimRequests.keys()
  if (oldest && member.claimRequests.size > REQUESTS_KEPT) member.claimRequests.delete(oldest)
}

/** The most requests of one member that are remembered. */
const REQUESTS_KEPT = 20

/** A number that no file has brought yet waits, for every member who sends it. */
function wait(world: World, member: Member, ask: ClaimAsk): Outcome {
  const { programme } = world
  const key = waitingKey(ask.orderNo, ask.who)
  const held = world.waiting.get(key)
  const waiting = { ok: { state: 'waiting', points: 0 } }
  // After its time a waiting member may ask again, even before the job has closed the claim.
  const isOver = held?.state === 'waiting' && held.lastDay < world.today
  if (held && held.state !== 'closed' && !isOver) return waiting
  const refused = tooMany(world, member, programme.claim.perDay)
  if (refused) return { refused }
  countClaim(world, member, ask)
  world.waiting.set(key, waitingOf(world, ask))
  return waiting
}

/** A claim of today that waits. */
function waitingOf(
  { programme, today, now }: World,
  { orderNo, who, requestId }: Pick<ClaimAsk, 'orderNo' | 'who' | 'requestId'>,
): Waiting {
  const lastDay = plusDays(today, programme.claim.waitDays)
  return { orderNo, who, requestId, lastDay, claimedOn: today, since: now, state: 'waiting' }
}

/** In whatever order reports come, the furthest status and the largest sums count. */
export function report(world: World, row: Row): void {
  const known = world.orders.get(row.orderNo)
  if (!known) {
    const nobody = { holder: null, state: 'free' as const, postsOn: null, terms: null }
    const heardOn = isUndated(row) ? world.today : null
    world.orders.set(row.orderNo, {
      ...row,
      ...nobody,
      heardOn,
      points: 0,
      growth: 0,
      pending: 0,
      counted: null,
      review: null,
      phone: row.phone ?? null,
    })
    return
  }
  if (STATUSES.indexOf(row.status) > STATUSES.indexOf(known.status)) known.status = row.status
  if (isUndated(row)) known.heardOn ??= world.today
  known.paidFen = Math.max(known.paidFen, row.paidFen)
  known.refundedFen = Math.max(known.refundedFen, row.refundedFen)
  const finished = [known.finishedAt, row.finishedAt].filter((at) => at !== null)
  known.finishedAt = finished.length > 0 ? Math.min(...finished) : null
  if (known.holder) settle(world, known)
}

/** Finished without a date: then the day of the first report counts. */
function isUndated({ status, finishedAt }: Row): boolean {
  return status === 'completed' && finishedAt === null
}

/** Matches one waiting claim with its order, or all claims that wait for a number. */
export function match(world: World, keyOrNumber: string): void {
  const one = world.waiting.get(keyOrNumber)
  const all = [...world.waiting.values()].filter(({ orderNo }) => orderNo === keyOrNumber)
  for (const waiting of one ? [one] : all) matchOne(world, waiting)
}

function matchOne(world: World, waiting: Waiting): void {
  const order = world.orders.get(waiting.orderNo)
  if (waiting.state !== 'waiting' || !order) return
  if (order.holder) waiting.state = order.holder.who === waiting.who ? 'matched' : 'closed'
  else if (order.status === 'closed') waiting.state = 'closed'
  else if (order.status !== 'unpaid') {
    const member = world.members.get(waiting.who)
    waiting.state = 'matched'
    if (member) giveTo(world, member, order, waiting)
  }
}

/** The order becomes this member's, on the terms of the day of the claim. */
export function giveTo(world: World, member: Member, order: Order, claimed: Waiting): void {
  const { who, requestId, claimedOn, isQueued } = claimed
  const shown = isQueued ? 'staff' : shownBy(member, order)
  order.holder = { who, requestId, shown }
  order.state = 'waiting'
  order.terms = termsOf(world, member, order, claimedOn)
  settle(world, order)
}

/** Gives a member what an order is worth by now; returns what paid a deficit. */
export function settle(world: World, order: Order): number {
  const member = world.members.get(order.holder?.who ?? '')
  const over = order.status === 'completed' || order.status === 'closed'
  const { terms } = order
  if (!member || !terms || order.state === 'closed' || !over) return 0
  const net = order.status === 'closed' ? 0 : Math.max(0, order.paidFen - order.refundedFen)
  const { claim: rules, expiry } = world.programme
  const worth = worthOf(terms, net)
  const growth = ROUNDED.floor(net * terms.growth, terms.growthPerFen)
  if (order.state === 'waiting') countPoints(world, member, worth)
  const finishedOn = order.finishedAt === null ? order.heardOn : dayAt(order.finishedAt)
  const days = rules.postDaysByChannel[CHANNEL] ?? rules.postDays
  order.postsOn ??= plusDays(finishedOn ?? world.today, days)
  if (order.status === 'completed' && order.state !== 'credited' && order.postsOn > world.today) {
    order.state = 'pending'
    order.pending = worth
    return 0
  }
  const [more, moreGrowth] = [worth - order.points, growth - order.growth]
  order.state = order.status === 'closed' ? 'closed' : 'credited'
  Object.assign(order, { pending: 0, points: worth, growth })
  grow(world, member, moreGrowth)
  forgetEnded(member, world.today)
  const paidToDeficit = gain(member, Math.max(0, more), expiry, world.today)
  takeBack(member, Math.max(0, -more), world.today, rules.deficitLimit)
  countOrder(world, member, order, net)
  return paidToDeficit
}

/** The first worth of a claim counts towards the cap of the day on which it becomes known. */
function countPoints({ today }: World, member: Member, worth: number): void {
  const { day, count, points } = member.claimsToday
  const isSame = day === today
  member.claimsToday = {
    day: today,
    count: isSame ? count : 0,
    points: (isSame ? points : 0) + worth,
  }
}
