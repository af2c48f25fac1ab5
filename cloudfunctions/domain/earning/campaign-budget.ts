import { receiptFor, type EarnTerms } from './earning'

/** 活动预算: one counter of a campaign's budget, `<brand>:<campaign>:<shard>`. */
export interface BudgetShard {
  _id: string
  brand: string
  campaign: string
  /** Points that orders can still take from this counter. */
  left: number
  /** Points that orders have taken from it; a refund gives none back. */
  given: number
}

/** This many counters, so that many claims at once do not queue on one document. */
export const BUDGET_SHARDS = 4

export function budgetShardId(brand: string, campaign: string, shard: number): string {
  return `${brand}:${campaign}:${shard}`
}

/** The first budget that an order has not taken from yet, and what its campaign would add. */
export function nextBudget(
  terms: EarnTerms,
  netFen: number,
): { id: string; points: number } | null {
  const at = terms.multipliers.findIndex(({ budget }) => budget?.most === null)
  const budget = terms.multipliers[at]?.budget
  if (!budget) return null
  // Without the caps: a refund may bring an order below them, which raises its campaign's part
  // again.
  const upTo = (count: number) =>
    receiptFor({ ...terms, cap: null, multipliers: terms.multipliers.slice(0, count) }, netFen)
  return { id: budget.id, points: upTo(at + 1).points - upTo(at).points }
}

/** Takes points from counters, in their order: returns what they gave, and the changed counters. */
export function takeFrom(shards: readonly BudgetShard[], points: number) {
  let taken = 0
  const changed: BudgetShard[] = []
  for (const shard of shards) {
    const part = Math.min(shard.left, points - taken)
    if (part < 1) continue
    changed.push({ ...shard, left: shard.left - part, given: shard.given + part })
    taken += part
  }
  return { taken, changed }
}

/** The terms with the points that were taken from a budget. */
export function withBudget(terms: EarnTerms, id: string, most: number): EarnTerms {
  const multipliers = terms.multipliers.map((each) =>
    each.budget?.id === id ? { ...each, budget: { id, most } } : each,
  )
  return { ...terms, multipliers }
}
