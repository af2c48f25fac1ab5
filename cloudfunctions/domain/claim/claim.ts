import { spendable, type Account } from '../account/account'
import { birthdayAt } from '../account/birthday'
import { addDays, businessDay, type BusinessDay } from '../business-day'
import { isNoKind, lessKinds, noKind, type ByKind } from '../account/by-kind'
import type { Channel } from '../../contracts/order/channel'
import { claimFacts } from './claim-facts'
import type { ProofRules } from './claim-proof'
import { promisedTerms } from './claim-terms'
import { waiveAbove } from '../ledger/deficit-limit'
import { floorOfSpend, receiptFor, type EarnRules } from '../earning/earning'
import type { ExpiryPolicy } from '../ledger/expiry'
import type { TierRule } from '../tier/tier'
import { tierMoves } from '../tier/tier-due'
import { standingOf } from '../tier/tier-standing'
import type { TierTerms } from '../tier/tier-state'
import { clawBack, earn, expire } from '../ledger/ledger'
import { waitsForMoney, type Order, type OrderClaim, type OrderFacts } from '../order/order'
import type { TasksInForce } from '../task/task'
import type { Cause, Movement } from '../ledger/movement'
import type { Shown } from '../order/order-parts'

export interface ClaimRules extends ProofRules {
  version: number
  earn: EarnRules
  tiers: readonly TierRule[]
  /** Absent where the programme has no tier policy. */
  tierTerms?: TierTerms
  growth: { growth: number; perFen: number }
  tasks?: TasksInForce
  expiry: ExpiryPolicy
  windowDays: number
  waitDays: number
  perDay: number
  postDays: number
  postDaysByChannel: Partial<Record<Channel, number>>
  deficitLimit: number | null
}

export type ClaimRefusal =
  | 'ALREADY_CLAIMED'
  | 'ALREADY_CLAIMED_BY_YOU'
  | 'ORDER_UNPAID'
  | 'ORDER_CLOSED'
  | 'CLAIM_WINDOW_OVER'
  | 'CLAIM_LIMIT_REACHED'
  | 'CLAIM_LOCKED'

export interface ClaimRefused {
  refused: ClaimRefusal
  detail?: Record<string, string | number>
}

interface Worth {
  points: number
  growth: number
  byKind: ByKind
}

/** What a finished order is worth: its terms on what was paid less what came back. */
export function worthOf(facts: OrderFacts, claim: OrderClaim): Worth {
  const net = facts.status === 'completed' ? Math.max(0, facts.paidFen - facts.refundedFen) : 0
  const { points, byKind } = receiptFor(claim.terms, net)
  return {
    ...{ points, byKind },
    growth: floorOfSpend(net, claim.growthEach, claim.growthPerFen),
  }
}

/** Somebody has the order; of another member nothing but the day is told. */
export function refuseHeld(claim: OrderClaim, account: Account): ClaimRefused {
  const on = businessDay(claim.claimedAt)
  return claim.account === account._id
    ? { refused: 'ALREADY_CLAIMED_BY_YOU', detail: { on, points: claim.points } }
    : { refused: 'ALREADY_CLAIMED', detail: { on } }
}

/** Why this member cannot claim this order now, whoever has it, or null. */
export function refuseClaim(
  order: Order,
  account: Account,
  rules: ClaimRules,
  now: number,
): ClaimRefused | null {
  if (order.status === 'unpaid') return { refused: 'ORDER_UNPAID' }
  if (order.status === 'closed') return { refused: 'ORDER_CLOSED' }
  const boughtAt = order.paidAt ?? order.createdAt
  const lastDay = boughtAt === null ? null : addDays(businessDay(boughtAt), rules.windowDays)
  if (lastDay !== null && businessDay(now) > lastDay) {
    return { refused: 'CLAIM_WINDOW_OVER', detail: { days: rules.windowDays } }
  }
  return refuseTooMany(account, rules, now)
}

/** The cap per member and day, counted on the account. */
export function refuseTooMany(
  account: Account,
  rules: ClaimRules,
  now: number,
): ClaimRefused | null {
  return claimsToday(account, now) >= rules.perDay
    ? { refused: 'CLAIM_LIMIT_REACHED', detail: { perDay: rules.perDay } }
    : null
}

/** How many claims this member has made today. */
export function claimsToday({ claims }: Account, now: number): number {
  return claims.day === businessDay(now) ? claims.count : 0
}

/** Counts a claim for the cap of the day. */
export function countClaim(account: Account, now: number): Account {
  const day = businessDay(now)
  const count = claimsToday(account, now)
  const points = pointsToday(account, now)
  return { ...account, claims: { ...account.claims, day, count: count + 1, points } }
}

/** The request of a claim, and how its member has shown that the order is theirs. */
export interface ClaimAsked {
  requestId: string
  claimedAt: number
  shown: Shown
}

/** A claim that has brought nothing yet; `settle` brings it what the order is worth. */
export function openClaim(
  order: Order,
  account: Account,
  asked: ClaimAsked,
  rules: ClaimRules,
): OrderClaim {
  const { requestId, claimedAt, shown } = asked
  const today = businessDay(asked.claimedAt)
  const { id, name } = standingOf(account, rules.tiers, rules.tierTerms, today)
  const boughtOn = businessDay(order.paidAt ?? order.createdAt ?? claimedAt)
  const promisedTo = {
    tier: { id, name },
    birthday: birthdayAt(account.profile?.birthday ?? null, boughtOn),
    earnedToday: pointsToday(account, claimedAt),
  }
  return {
    ...{ account: account._id, tail: account.phoneTail, shown, requestId, claimedAt },
    ...{ state: 'waiting', points: 0, growth: 0, byKind: noKind() },
    ...{ pendingPoints: 0, postsOn: null },
    ...{ settledPaidFen: 0, settledRefundFen: 0, settlements: 0, first: null },
    terms: promisedTerms(order, { claimedAt, promisedTo }, rules.earn),
    promisedTo,
    growthEach: rules.growth.growth,
    growthPerFen: rules.growth.perFen,
    ruleVersion: rules.version,
  }
}

/** Order points that the account has claimed today, for the cap of a day. */
export function pointsToday(account: Account, now: number): number {
  return account.claims.day === businessDay(now) ? account.claims.points : 0
}

/** True when the claim on an order no longer says what the order and the day say. */
export function needsSettling(order: Order, today: BusinessDay): boolean {
  const { claim } = order
  if (!claim || claim.state === 'closed') return false
  if (order.status === 'closed') return true
  if (order.status !== 'completed') return false
  if (waitsForMoney(order)) return false
  if (claim.state === 'waiting') return true
  const isDue = claim.state === 'pending' && claim.postsOn !== null && claim.postsOn <= today
  const isChanged =
    claim.settledPaidFen !== order.paidFen || claim.settledRefundFen !== order.refundedFen
  return isDue || isChanged
}

/** The part of the rules that settling needs. */
export type SettleRules = Pick<
  ClaimRules,
  'expiry' | 'postDays' | 'postDaysByChannel' | 'deficitLimit' | 'tierTerms' | 'tasks'
>

export interface Settlement extends Movement {
  claim: OrderClaim
  paidToDeficit: number
}

/**
 * Brings a claim in line with its order and the day: holds the points of a finished order until
 * they post, credits them once, takes back floor(p(paid)) − floor(p(paid − refunded)) cumulatively
 * when money went back. Null when the claim already says so.
 */
export function settle(
  order: Order,
  account: Account,
  rules: SettleRules,
  now: number,
): Settlement | null {
  const { claim } = order
  const today = businessDay(now)
  if (!claim || !needsSettling(order, today)) return null
  const worth = worthOf(order, claim)
  const settled = { settledPaidFen: order.paidFen, settledRefundFen: order.refundedFen }
  const postsOn = claim.postsOn ?? postingDay(order, rules, today)
  const isHeld = order.status === 'completed' && claim.state !== 'credited' && postsOn > today
  const held = isHeld ? worth.points : 0
  const pending = account.pending - claim.pendingPoints + held
  const waiting = countPoints({ ...account, pending }, claim, worth.points, now)
  if (isHeld) {
    const told = { balance: spendable(account, today).points, growthEarned: 0, paidToDeficit: 0 }
    const heldClaim: OrderClaim = {
      ...{ ...claim, ...settled, postsOn },
      state: 'pending',
      pendingPoints: held,
      first: claim.first ?? told,
    }
    return { account: waiting, entries: [], paidToDeficit: 0, claim: heldClaim }
  }
  const start = expire(waiting, now, claim.ruleVersion)
  const moved = moveWorth(order, claim, worth, start.account, rules, now)
  return {
    account: moved.account,
    entries: [...start.entries, ...moved.entries],
    paidToDeficit: moved.paidToDeficit,
    claim: {
      ...{ ...claim, ...settled, postsOn, pendingPoints: 0 },
      state: order.status === 'closed' ? 'closed' : 'credited',
      points: worth.points,
      growth: worth.growth,
      byKind: worth.byKind,
      settlements: claim.settlements + moved.entries.length,
      first: claim.first ?? {
        balance: moved.account.balance,
        growthEarned: worth.growth,
        paidToDeficit: moved.paidToDeficit,
      },
    },
  }
}

/** The first settlement of a claim counts towards the day's cap. */
function countPoints(account: Account, claim: OrderClaim, points: number, now: number): Account {
  if (claim.state !== 'waiting') return account
  const { day, count } = account.claims
  const today = businessDay(now)
  const claims = { ...account.claims, day: today, count: day === today ? count : 0 }
  return { ...account, claims: { ...claims, points: pointsToday(account, now) + points } }
}

/**
 * Some exports do not tell when an order was finished; then the day on which we first heard that it
 * is, which is never before. Its payment says nothing of that.
 */
function postingDay(order: Order, rules: SettleRules, today: BusinessDay): BusinessDay {
  const since = order.completedAt ?? order.finishedBy
  const days = rules.postDaysByChannel[order.channel] ?? rules.postDays
  return addDays(since === undefined ? today : businessDay(since), days)
}

function moveWorth(
  order: Order,
  claim: OrderClaim,
  worth: Worth,
  account: Account,
  { expiry, deficitLimit, tierTerms }: SettleRules,
  now: number,
): Movement & { paidToDeficit: number } {
  const points = worth.points - claim.points
  const growth = worth.growth - claim.growth
  const byKind = lessKinds(worth.byKind, claim.byKind)
  const cause = { ...causeOf(order, claim, now), afterGrowth: tierMoves(tierTerms) }
  const facts = claimFacts(order, claim)
  if (points > 0 || growth > 0) {
    const gain = { points: Math.max(0, points), growth: Math.max(0, growth), byKind }
    return earn(account, gain, expiry, { ...cause, happened: { what: 'order-earn', facts } })
  }
  if (points < 0 || growth < 0 || !isNoKind(byKind)) {
    const taken = { points: Math.max(0, -points), growth: Math.max(0, -growth), byKind }
    const of = `${account._id}:${orderKey(order, claim)}:earn`
    const why: Cause = { ...cause, happened: { what: 'order-refund', facts }, of }
    const moved = clawBack(account, taken, why)
    return { ...waiveAbove(deficitLimit, moved, expiry, cause), paidToDeficit: 0 }
  }
  return { account, entries: [], paidToDeficit: 0 }
}

/** Names an order and its holder's turn in the keys of its entries. */
export function orderKey({ channel, orderNo }: OrderFacts, { round = 0 }: OrderClaim): string {
  return `order:${channel}:${orderNo}${round === 0 ? '' : `:${round}`}`
}

function causeOf(order: Order, claim: OrderClaim, now: number): Omit<Cause, 'happened'> {
  const first = claim.settlements === 0
  const which = first ? 'earn' : `settle:${claim.settlements}`
  return {
    key: `${orderKey(order, claim)}:${which}`,
    source: 'order',
    now,
    ruleVersion: claim.ruleVersion,
    requestId: first ? claim.requestId : null,
    ref: order._id,
  }
}
