import type { Account } from '../account/account'
import type { Order } from '../order/order'
import { tierMoves } from '../tier/tier-due'
import { countOrder, type OrderRules } from '../task/task-order'
import { type SettleRules, type Settlement, settle } from './settlement'

/** The rules that tasks need in a settlement; null where the programme has no tasks. */
export function countingRules(rules: SettleRules): OrderRules | null {
  const { tasks, expiry, deficitLimit, tierTerms } = rules
  return tasks ? { tasks, expiry, deficitLimit, afterGrowth: tierMoves(tierTerms) } : null
}

/** Settles a claim, together with the tasks that its order counts for. */
export function settleWithTasks(
  order: Order,
  account: Account,
  rules: SettleRules,
  now: number,
): Settlement | null {
  const settled = settle(order, account, rules, now)
  const counting = countingRules(rules)
  if (!settled || !counting) return settled
  const { counted, review, ...moved } = countOrder(
    settled.account,
    { ...order, claim: settled.claim },
    counting,
    now,
  )
  const tasks = counted ? { tasks: counted } : {}
  const claim = { ...settled.claim, ...tasks, ...(review ? { review } : {}) }
  return { ...settled, ...moved, claim, entries: [...settled.entries, ...moved.entries] }
}
