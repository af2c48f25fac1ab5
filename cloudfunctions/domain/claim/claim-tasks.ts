import type { Account } from '../account/account'
import { settle, type SettleRules, type Settlement } from './claim'
import type { Order } from '../order/order'
import { countOrder } from '../task/task-order'

/** Settles a claim, and with it the tasks that its order counts for. */
export function settleWithTasks(
  order: Order,
  account: Account,
  rules: SettleRules,
  now: number,
): Settlement | null {
  const settled = settle(order, account, rules, now)
  if (!settled || !rules.tasks) return settled
  const { counted, review, ...moved } = countOrder(
    settled.account,
    { ...order, claim: settled.claim },
    { ...rules, tasks: rules.tasks },
    now,
  )
  const tasks = counted ? { tasks: counted } : {}
  const claim = { ...settled.claim, ...tasks, ...(review ? { review } : {}) }
  return { ...settled, ...moved, claim, entries: [...settled.entries, ...moved.entries] }
}
