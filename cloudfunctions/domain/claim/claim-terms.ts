import { businessDay } from '../business-day'
import { termsFor, type EarnRules, type EarnTerms } from '../earning/earning'
import type { Order, OrderClaim, OrderFacts } from '../order/order'

/** What a claim is promised for these facts, to the member as they were when they claimed. */
export function promisedTerms(
  { channel, paidFen, items, paidAt, createdAt }: OrderFacts,
  { claimedAt, promisedTo }: Pick<OrderClaim, 'claimedAt'> & Promised,
  rules: EarnRules,
): EarnTerms {
  const boughtOn = businessDay(paidAt ?? createdAt ?? claimedAt)
  return termsFor(rules, { channel, paidFen, items, boughtOn, ...promisedTo })
}

type Promised = Required<Pick<OrderClaim, 'promisedTo'>>

/**
 * Whether a report added what the first one had left out, while nothing has been credited: a webhook
 * often brings the payment or the items later. After the first settlement the terms never change.
 */
export function needsNewTerms(known: OrderFacts, order: Order): boolean {
  const { claim } = order
  if (claim?.state !== 'waiting' || claim.settlements > 0 || !claim.promisedTo) return false
  return isBare(known) && purchaseOf(known) !== purchaseOf(order)
}

function isBare({ paidFen, paidAt, items }: OrderFacts): boolean {
  if (paidFen === 0 || paidAt === null || items.length === 0) return true
  return items.some((item) => item.paidFen === null)
}

function purchaseOf({ paidFen, paidAt, createdAt, items }: OrderFacts): string {
  const what = items.map(({ title, paidFen: share }) => [title, share])
  return JSON.stringify([paidFen, paidAt ?? createdAt, what])
}

/** The order with terms for what is known now, under the rules of its claim. */
export function withNewTerms(order: Order, rules: EarnRules): Order {
  const { claim } = order
  if (!claim?.promisedTo) return order
  const { promisedTo, claimedAt } = claim
  const terms = promisedTerms(order, { promisedTo, claimedAt }, rules)
  return { ...order, claim: { ...claim, terms: withBudgets(terms, claim.terms) } }
}

/** A campaign's budget gives to an order only once; new terms keep exactly that amount. */
export function withBudgets(terms: EarnTerms, before: EarnTerms): EarnTerms {
  const taken = new Map(
    before.multipliers.flatMap(({ budget }) => (budget ? [[budget.id, budget.most]] : [])),
  )
  const multipliers = terms.multipliers.map((each) => {
    const most = each.budget && taken.get(each.budget.id)
    return each.budget && most !== undefined ? { ...each, budget: { ...each.budget, most } } : each
  })
  return { ...terms, multipliers }
}
