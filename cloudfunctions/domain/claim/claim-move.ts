import type { Account } from '../account/account'
import { isNoKind, lessKinds, noKind } from '../account/by-kind'
import { openClaim, orderKey, type ClaimAsked, type ClaimRules } from './claim'
import { claimFacts } from './claim-facts'
import { withBudgets } from './claim-terms'
import { waiveAbove } from '../ledger/deficit-limit'
import { clawBack, expire } from '../ledger/ledger'
import type { Order, OrderClaim } from '../order/order'
import { countingRules } from './claim-tasks'
import { tierMoves } from '../tier/tier-due'
import { countOrder } from '../task/task-order'
import type { By } from '../account/entry'
import type { Cause, Movement } from '../ledger/movement'
import type { SettleRules } from './settlement'

/** 改归: takes back what an order has brought its holder, before another member gets it. */
export function takeBack(
  order: Order,
  held: OrderClaim,
  account: Account,
  by: By,
  rules: SettleRules,
  now: number,
): Movement {
  const back = takePoints(order, held, account, by, rules, now)
  const counting = countingRules(rules)
  if (!counting || !held.tasks) return back
  // This member's tasks no longer count it; those of the next holder will.
  const over = { ...order, claim: { ...held, state: 'closed' as const } }
  const undone = countOrder(back.account, over, counting, now)
  return { account: undone.account, entries: [...back.entries, ...undone.entries] }
}

function takePoints(
  order: Order,
  held: OrderClaim,
  account: Account,
  by: By,
  { expiry, expiryVersion, deficitLimit, tierTerms }: SettleRules,
  now: number,
): Movement {
  const { points, growth, byKind, ruleVersion, pendingPoints } = held
  const waiting = { ...account, pending: account.pending - pendingPoints }
  if (points === 0 && growth === 0 && isNoKind(byKind)) return { account: waiting, entries: [] }
  const start = expire(waiting, now, expiryVersion)
  const taken = { points, growth, byKind: lessKinds(noKind(), byKind) }
  const cause: Cause = {
    key: `${orderKey(order, held)}:moved`,
    source: 'order',
    now,
    ruleVersion,
    by,
    happened: { what: 'order-moved', facts: claimFacts(order, held) },
    of: `${account._id}:${orderKey(order, held)}:earn`,
    ref: order._id,
    afterGrowth: tierMoves(tierTerms),
  }
  const moved = waiveAbove(deficitLimit, clawBack(start.account, taken, cause), expiry, cause)
  return { account: moved.account, entries: [...start.entries, ...moved.entries] }
}

/** A new claim of an order that has no holder, or whose holder loses it to this member. */
export function nextClaim(
  order: Order,
  account: Account,
  asked: ClaimAsked,
  rules: ClaimRules,
): OrderClaim {
  const { claim: held, before } = order
  if (held) return moveClaim(order, held, account, asked, rules)
  const claim = openClaim(order, account, asked, rules)
  if (!before) return claim
  const { terms, round } = before
  return { ...claim, terms: withBudgets(claim.terms, terms), ...(round ? { round } : {}) }
}

/** The claim of the next holder: their own promise, and what the order already got from budgets. */
export function moveClaim(
  order: Order,
  held: OrderClaim,
  account: Account,
  asked: ClaimAsked,
  rules: ClaimRules,
): OrderClaim {
  const claim = openClaim(order, account, asked, rules)
  return { ...claim, terms: withBudgets(claim.terms, held.terms), round: (held.round ?? 0) + 1 }
}
