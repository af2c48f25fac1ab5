import { type Order, type OrderClaim, waitsForMoney } from '../order/order'
import { type BusinessDay, addDays, businessDay } from '../business-day'
import { type ClaimRules, type Worth, orderKey, pointsToday, worthOf } from './claim'
import type { Cause, Movement } from '../ledger/movement'
import { type Account, spendable } from '../account/account'
import { clawBack, earn, expire } from '../ledger/ledger'
import { isNoKind, lessKinds } from '../account/by-kind'
import { tierMoves } from '../tier/tier-due'
import { claimFacts } from './claim-facts'
import { waiveAbove } from '../ledger/deficit-limit'

/** True when the claim on an order no longer matches the order and the day. */
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
  | 'expiry'
  | 'expiryVersion'
  | 'postDays'
  | 'postDaysByChannel'
  | 'deficitLimit'
  | 'tierTerms'
  | 'tasks'
>

export interface Settlement extends Movement {
  claim: OrderClaim
  paidToDeficit: number
}

/**
 * Brings a claim in line with its order and the day: holds the points of a finished order until
 * they post, credits them once, takes back floor(p(paid)) − floor(p(paid − refunded)) cumulatively
 * when money went back. Null when the claim is up to date.
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
      ...claim,
      ...settled,
      postsOn,
      state: 'pending',
      pendingPoints: held,
      first: claim.first ?? told,
    }
    return { account: waiting, entries: [], paidToDeficit: 0, claim: heldClaim }
  }
  const start = expire(waiting, now, rules.expiryVersion)
  const moved = moveWorth(order, claim, worth, start.account, rules, now)
  return {
    account: moved.account,
    entries: [...start.entries, ...moved.entries],
    paidToDeficit: moved.paidToDeficit,
    claim: {
      ...claim,
      ...settled,
      postsOn,
      pendingPoints: 0,
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
 * Some exports do not show when an order was finished; then the day counts on which the first
 * report said so, which is never too early. The payment time says nothing about it.
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
