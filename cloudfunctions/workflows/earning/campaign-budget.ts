import * as v from 'valibot'
import { EarnSettings } from '../../contracts/earning/earn-settings'
import {
  BUDGET_SHARDS,
  budgetShardId,
  nextBudget,
  takeFrom,
  withBudget,
  type BudgetShard,
} from '../../domain/earning/campaign-budget'
import type { Order } from '../../domain/order/order'
import { spread } from '../../domain/mall/stock'
import { getMany } from '../../platform/database/collection'
import type { Transaction } from '../../platform/database/transaction'

/** How long an instance believes a budget is used up; an increase acts within this time. */
const EMPTY_MS = 60_000
const emptySince = new Map<string, number>()

/**
 * What an order gets from its campaigns' budgets: once, when its payment is known. Only reads: the
 * caller writes the counters together with the order. Two calls for each budget, and up to two for
 * each counter where it runs out. A refund gives nothing back, so a budget is never spent twice.
 */
export async function loadBudgets(
  tx: Transaction,
  order: Order,
  now: number,
): Promise<{ order: Order; budgets: BudgetShard[] }> {
  const { claim, paidFen, refundedFen, status } = order
  const net = Math.max(0, paidFen - refundedFen)
  if (!claim || net === 0 || status === 'closed') return { order, budgets: [] }
  let { terms } = claim
  const budgets: BudgetShard[] = []
  for (let request = nextBudget(terms, net); request; request = nextBudget(terms, net)) {
    const { taken, changed } = takeFrom(await countersOf(tx, order, request, now), request.points)
    terms = withBudget(terms, request.id, taken)
    budgets.push(...changed)
  }
  return {
    order: terms === claim.terms ? order : { ...order, claim: { ...claim, terms } },
    budgets,
  }
}

/** Counters that together hold the wanted points, or everything that is left. */
async function countersOf(
  tx: Transaction,
  { _id, brand }: Order,
  { id, points }: { id: string; points: number },
  now: number,
): Promise<BudgetShard[]> {
  const budget = `${brand}:${id}`
  const since = emptySince.get(budget)
  if (since !== undefined && now >= since && now - since < EMPTY_MS) return []
  const start = [..._id].reduce((sum, character) => sum + character.charCodeAt(0), 0)
  let left = 0
  const counters: BudgetShard[] = []
  for (let i = 0; i < BUDGET_SHARDS && left < points; i++) {
    const shard = await tx.get('budgets', budgetShardId(brand, id, (start + i) % BUDGET_SHARDS))
    if (!shard || shard.left < 1) continue
    counters.push(shard)
    left += shard.left
  }
  // Only committed changes of others prove that a budget is empty; our own may still be undone.
  if (left === 0 && points > 0) emptySince.set(budget, now)
  return counters
}

/** What is left of the budgets, for the points simulator; takes nothing. */
export async function budgetsLeft(brand: string, ids: string[]): Promise<Map<string, number>> {
  const shards = ids.flatMap((id) =>
    Array.from({ length: BUDGET_SHARDS }, (_, shard) => budgetShardId(brand, id, shard)),
  )
  const left = new Map<string, number>()
  for (const shard of (await getMany('budgets', shards)).values()) {
    left.set(shard.campaign, (left.get(shard.campaign) ?? 0) + shard.left)
  }
  return left
}

/** Brings the counters in line with the published budgets; points already given stay given. */
export async function moveBudgets(
  tx: Transaction,
  brand: string,
  body: Record<string, unknown>,
): Promise<string | null> {
  for (const { id, name, budget } of v.parse(EarnSettings, body.earn).campaigns) {
    if (id === null || budget === null) continue
    const shards: BudgetShard[] = []
    for (let shard = 0; shard < BUDGET_SHARDS; shard++) {
      const _id = budgetShardId(brand, id, shard)
      shards.push((await tx.get('budgets', _id)) ?? { _id, brand, campaign: id, left: 0, given: 0 })
    }
    const sum = (field: 'left' | 'given') => shards.reduce((total, each) => total + each[field], 0)
    const left = budget - sum('given')
    if (left < 0) return `活动「${name}」的预算不能改成 ${budget}，已经发出 ${sum('given')} 积分`
    if (left === sum('left')) continue
    for (const [i, part] of spread(left, BUDGET_SHARDS).entries()) {
      const shard = shards[i]
      if (shard) await tx.put('budgets', { ...shard, left: part })
    }
  }
  return null
}
