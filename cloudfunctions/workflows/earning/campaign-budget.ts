import * as v from 'valibot'
import { EarnSettings } from '../../contracts/earning/earn-settings'
import {
  BUDGET_SHARDS,
  budgetShardId,
  nextBudget,
  withBudget,
  type BudgetShard,
} from '../../domain/earning/campaign-budget'
import type { Order } from '../../domain/order/order'
import { spread } from '../../domain/mall/stock'
import { getMany } from '../../platform/database/collection'
import type { Transaction } from '../../platform/database/transaction'

/** How long an instance believes that a budget is used up; what staff add acts within this time. */
const EMPTY_MS = 60_000
const emptySince = new Map<string, number>()

/**
 * Takes from the budgets of an order's campaigns what they would add to it: once, when its payment
 * is known. Two calls more for each budget, and up to two for each counter where it runs out.
 * A refund gives nothing back, so a budget is never spent twice.
 */
export async function takeBudgets(tx: Transaction, order: Order, now: number): Promise<Order> {
  const { claim, paidFen, refundedFen, status } = order
  const net = Math.max(0, paidFen - refundedFen)
  if (!claim || net === 0 || status === 'closed') return order
  let { terms } = claim
  for (let wish = nextBudget(terms, net); wish; wish = nextBudget(terms, net)) {
    terms = withBudget(terms, wish.id, await take(tx, order, wish, now))
  }
  return terms === claim.terms ? order : { ...order, claim: { ...claim, terms } }
}

async function take(
  tx: Transaction,
  { _id, brand }: Order,
  { id, points }: { id: string; points: number },
  now: number,
): Promise<number> {
  const budget = `${brand}:${id}`
  const since = emptySince.get(budget)
  if (since !== undefined && now >= since && now - since < EMPTY_MS) return 0
  const start = [..._id].reduce((sum, character) => sum + character.charCodeAt(0), 0)
  let taken = 0
  for (let i = 0; i < BUDGET_SHARDS && taken < points; i++) {
    const shard = await tx.get('budgets', budgetShardId(brand, id, (start + i) % BUDGET_SHARDS))
    if (!shard || shard.left < 1) continue
    const part = Math.min(shard.left, points - taken)
    await tx.put('budgets', { ...shard, left: shard.left - part, given: shard.given + part })
    taken += part
  }
  // Only what others have committed says that a budget is empty; our own taking may be undone.
  if (taken === 0 && points > 0) emptySince.set(budget, now)
  return taken
}

/** What is left of budgets, for the simulator: it takes nothing. */
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

/** Brings the counters in line with the published budgets; what was given stays given. */
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
