import { STATUSES, type Ask, type Outcome, type Row } from '../ask'
import { dayAt, dayDistance, plusDays } from './calendar'
import { forgetEnded, gain, spendableOf, takeBack } from './points'
import type { Programme } from '../programme-shape'
import { countOrder } from './task-rules'
import { grow, standingTier } from './tier-rules'
import { waitingKey, type Member, type Order, type Terms, type Waiting, type World } from '../world'

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
  if (holder?.who === ask.who && holder.requestId === ask.requestId) return { ok: view(order) }
  const refused = refuseClaim(world, member, order, ask.who)
  if (refused) return { refused }
  const terms = termsOf(world, member, order, world.today)
  countClaim(world, member, ask)
  order.holder = { who: ask.who, requestId: ask.requestId }
  Object.assign(order, { state: 'waiting', terms })
  const paidToDeficit = settle(world, order)
  const credited = order.state === 'credited'
  const balance = spendableOf(member, world.today)
  return { ok: credited ? { ...view(order), balance, paidToDeficit } : view(order) }
}

function view({ state, points, pending }: Order): Record<string, unknown> {
  return { state, points: state === 'pending' ? pending : points }
}

function refuseClaim(world: World, member: Member, order: Order, who: string): string | null {
  const { programme } = world
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
  const lastDay = plusDays(world.today, programme.claim.waitDays)
  const { orderNo, who, requestId } = ask
  const waitingClaim = {
    orderNo,
    who,
    requestId,
    lastDay,
    claimedOn: world.today,
    since: world.now,
  }
  world.waiting.set(key, { ...waitingClaim, state: 'waiting' })
  return waiting
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
    order.holder = { who: waiting.who, requestId: waiting.requestId }
    order.state = 'waiting'
    if (member) order.terms = termsOf(world, member, order, waiting.claimedOn)
    settle(world, order)
  }
}

/** What the current programme promises for an order that is claimed. */
function termsOf(world: World, member: Member, order: Order, claimedOn: string): Terms {
  const tier = standingTier(member, world.programme, claimedOn)
  const had = pointsOn(member, claimedOn, world.today)
  const boughtOn = dayAt(order.boughtAt)
  return termsFor(world.programme, { tier, had, boughtOn, birthday: birthdayAt(member, boughtOn) })
}

interface Bought {
  tier: string
  had: number
  boughtOn: string
  birthday: string | null
}

/** All orders of the lives come from one shop. */
const CHANNEL = 'tmall'

/** An empty list is everything. */
function isOf(list: readonly string[], one: string): boolean {
  return list.length === 0 || list.includes(one)
}

/** The birthday that counts for a purchase: a changed one from the next year on. */
export function birthdayAt({ birthday }: Member, day: string): string | null {
  if (!birthday || day < birthday.since) return null
  const isOld = day.slice(0, 4) <= birthday.setOn.slice(0, 4)
  return isOld && birthday.before !== null ? birthday.before : birthday.day
}

function isBirthday(birthday: string | null, day: string, scope: 'day' | 'month'): boolean {
  if (birthday === null) return false
  return scope === 'day' ? day.slice(5) === birthday : day.slice(5, 7) === birthday.slice(0, 2)
}

function termsFor({ earn, growth }: Programme, { tier, had, boughtOn, birthday }: Bought): Terms {
  const dayOfMonth = Number(boughtOn.slice(8))
  const percents = [
    ...earn.tierMultipliers.filter((each) => each.tier === tier),
    ...earn.memberDays.filter((each) => each.dayOfMonth === dayOfMonth),
    ...(earn.birthday && isBirthday(birthday, boughtOn, earn.birthday.scope)
      ? [earn.birthday]
      : []),
    ...earn.campaigns.filter(
      ({ from, to, channels }) => from <= boughtOn && boughtOn <= to && isOf(channels, CHANNEL),
    ),
  ].map(({ percent }) => percent)
  const { rounding } = earn
  const other = earn.rates.find(
    ({ channels, tiers }) => isOf(channels, CHANNEL) && isOf(tiers, tier),
  )
  const { points, perFen } = other ?? earn
  const rate = { points, perFen, rounding, growth: growth.growth, growthPerFen: growth.perFen }
  return { tier, had, ...rate, percents, cap: capOf(earn, had) }
}

/** What an order of today would bring; nobody in particular stands in the first tier. */
export function worthToday(
  { programme, today }: World,
  member: Member | null,
  paidFen: number,
): number {
  const first = programme.tiers[0]?.id ?? ''
  const tier = member ? standingTier(member, programme, today) : first
  const had = member ? pointsOn(member, today, today) : 0
  const birthday = member && birthdayAt(member, today)
  return worthOf(termsFor(programme, { tier, had, boughtOn: today, birthday }), paidFen)
}

function capOf({ capPerOrder, capPerDay }: Programme['earn'], had: number): number | null {
  const left = capPerDay === null ? Infinity : Math.max(0, capPerDay - had)
  const cap = Math.min(capPerOrder ?? Infinity, left)
  return cap === Infinity ? null : cap
}

/** Order points on the day of the claim; only the newest day is kept. */
function pointsOn({ claimsToday: { day, points } }: Member, claimedOn: string, today: string) {
  return day === claimedOn && claimedOn <= today ? points : 0
}

const ROUNDED = {
  floor: (over: number, under: number) => (over - (over % under)) / under,
  ceil: (over: number, under: number) => (over + ((under - (over % under)) % under)) / under,
  nearest: (over: number, under: number) => ROUNDED.floor(2 * over + under, 2 * under),
}

/** Whole numbers below 2^53 all the way, so nothing is lost before the one rounding. */
function worthOf({ points, perFen, percents, cap, rounding }: Terms, net: number): number {
  const over = percents.reduce((product, percent) => product * percent, net * points)
  const under = percents.reduce((product) => product * 100, perFen)
  return Math.min(ROUNDED[rounding](over, under), cap ?? Infinity)
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
