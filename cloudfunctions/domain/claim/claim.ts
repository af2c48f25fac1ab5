import type { Account } from '../account/account'
import { birthdayAt } from '../account/birthday'
import { addDays, businessDay } from '../business-day'
import { noKind, type ByKind } from '../account/by-kind'
import type { Channel } from '../../contracts/order/channel'
import type { ProofRules } from './claim-proof'
import { promisedTerms } from './claim-terms'
import { floorOfSpend, receiptFor, type EarnRules } from '../earning/earning'
import type { ExpiryPolicy } from '../ledger/expiry'
import type { TierRule } from '../tier/tier'
import { standingOf } from '../tier/tier-standing'
import type { TierTerms } from '../tier/tier-state'
import type { Order, OrderClaim, OrderFacts } from '../order/order'
import type { TasksInForce } from '../task/task'
import type { EitherClaim, Handed, Shown } from '../order/order-parts'

export interface ClaimRules extends ProofRules {
  version: number
  earn: EarnRules
  tiers: readonly TierRule[]
  /** Absent where the programme has no tier policy. */
  tierTerms?: TierTerms
  growth: { growth: number; perFen: number }
  tasks?: TasksInForce
  expiry: ExpiryPolicy
  /** The version of the expiry rules, which entries of expired points name. */
  expiryVersion: number
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

export interface Worth {
  points: number
  growth: number
  byKind: ByKind
}

/** What a finished order is worth: its terms applied to what was paid less refunds. */
export function worthOf(facts: OrderFacts, claim: OrderClaim): Worth {
  const net = facts.status === 'completed' ? Math.max(0, facts.paidFen - facts.refundedFen) : 0
  const { points, byKind } = receiptFor(claim.terms, net)
  return {
    points,
    byKind,
    growth: floorOfSpend(net, claim.growthEach, claim.growthPerFen),
  }
}

/** Somebody has the order already; about another member only the day is shown. */
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

/** Counts a claim for the daily cap. */
export function countClaim(account: Account, now: number): Account {
  const day = businessDay(now)
  const count = claimsToday(account, now)
  const points = pointsToday(account, now)
  return { ...account, claims: { ...account.claims, day, count: count + 1, points } }
}

/** The request to claim, and how its member has proved that the order is theirs. */
export interface ClaimAsked extends Handed<Omit<EitherClaim, 'account' | 'tail'>> {
  shown: Shown
}

/** A claim that has brought nothing yet; `settle` credits what the order is worth. */
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
  const both: Handed<EitherClaim> = {
    account: account._id,
    tail: account.phoneTail,
    requestId,
    claimedAt,
  }
  return {
    ...both,
    shown,
    state: 'waiting',
    points: 0,
    growth: 0,
    byKind: noKind(),
    pendingPoints: 0,
    postsOn: null,
    settledPaidFen: 0,
    settledRefundFen: 0,
    settlements: 0,
    first: null,
    terms: promisedTerms(order, { claimedAt, promisedTo }, rules.earn),
    promisedTo,
    growthEach: rules.growth.growth,
    growthPerFen: rules.growth.perFen,
    ruleVersion: rules.version,
  }
}

/** Order points that the account has claimed today, for the daily cap. */
export function pointsToday(account: Account, now: number): number {
  return account.claims.day === businessDay(now) ? account.claims.points : 0
}

/** Names an order in the keys of its entries; each further holder gets a number of its own. */
export function orderKey({ channel, orderNo }: OrderFacts, { round = 0 }: OrderClaim): string {
  return `order:${channel}:${orderNo}${round === 0 ? '' : `:${round}`}`
}
