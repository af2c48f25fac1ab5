import type { TaskRules } from '../../contracts/task/task-settings'
import type { Account } from '../account/account'
import { allOf } from '../account/by-kind'
import { businessDay } from '../business-day'
import { countOf, withCount } from '../account/counts'
import { waiveAbove } from '../ledger/deficit-limit'
import type { ExpiryPolicy } from '../ledger/expiry'
import { clawBack } from '../ledger/ledger'
import type { Order, OrderClaim } from '../order/order'
import { takeReviewBack } from './review'
import {
  type TasksInForce,
  findProgress,
  isReached,
  newTaskState,
  progressOn,
  taskKey,
  withProgress,
} from './task'
import type { Entry } from '../account/entry'
import type { AfterGrowth, Cause, Movement } from '../ledger/movement'
import type { TaskProgress } from '../account/account-parts'
import type { CountedOrder, PaidReview } from '../order/order-parts'

/** What is needed to count an order, and to take a reward back. */
export interface OrderRules {
  tasks: TasksInForce
  expiry: ExpiryPolicy
  deficitLimit: number | null
  afterGrowth: AfterGrowth | undefined
}

/** A claimed order, as the settlement leaves it. */
type Settled = Order & { claim: OrderClaim }

/**
 * 下单与品类任务: an order counts once, when its points have posted, for the cycle of its day of
 * purchase. A refund that leaves too little removes it again, and with it a reward that is no
 * longer earned.
 */
export function countOrder(
  account: Account,
  order: Settled,
  rules: OrderRules,
  now: number,
): Movement & { counted: CountedOrder[] | undefined; review?: PaidReview } {
  const { claim, paidFen, refundedFen } = order
  const net = claim.state === 'credited' ? Math.max(0, paidFen - refundedFen) : 0
  if (claim.tasks) {
    const off = takeOff(account, { ...order, net }, claim.tasks, rules, now)
    return { ...off, ...withoutReview(off, order, net, rules, now) }
  }
  if (net === 0) return { account, entries: [], counted: undefined }
  return { ...putOn(account, order, rules.tasks, net, now), entries: [] }
}

function putOn(account: Account, order: Settled, inForce: TasksInForce, net: number, now: number) {
  const day = businessDay(order.paidAt ?? order.createdAt ?? order.claim.claimedAt)
  let tasks = account.tasks ?? newTaskState()
  const counted: CountedOrder[] = []
  for (const task of inForce.tasks) {
    if (task.kind !== 'orders' && task.kind !== 'categories') continue
    if (net < task.leastFen) continue
    const progress = progressOn(tasks, task, day, inForce.version, now)
    if (!progress) continue
    const own = task.kind === 'categories' ? categoriesOf(order, task) : []
    if (task.kind === 'categories' && own.length === 0) continue
    tasks = withProgress(tasks, moved(progress, own, 1))
    const { cycle } = progress
    counted.push({ task: task.id, cycle, categories: own, leastFen: task.leastFen })
  }
  return { account: counted.length > 0 ? { ...account, tasks } : account, counted }
}

function categoriesOf(
  { items }: Order,
  { categories }: Extract<TaskRules, { kind: 'categories' }>,
): string[] {
  const of = (title: string) =>
    categories.find(({ words }) => words.some((word) => title.includes(word)))?.id
  return [...new Set(items.flatMap(({ title }) => of(title) ?? []))].sort()
}

function moved(progress: TaskProgress, categories: string[], by: 1 | -1): TaskProgress {
  const counted = categories.reduce(
    (counts, each) => withCount(counts, each, countOf(counts, each) + by),
    progress.categories,
  )
  return { ...progress, count: progress.count + by, categories: counted }
}

function takeOff(
  account: Account,
  { net, ...order }: Order & { net: number },
  counted: CountedOrder[],
  rules: OrderRules,
  now: number,
): Movement & { counted: CountedOrder[] } {
  const stays = ({ leastFen }: CountedOrder) => net > 0 && net >= leastFen
  let current = account
  const entries: Entry[] = []
  for (const each of counted) {
    const progress = stays(each)
      ? null
      : findProgress(current.tasks ?? newTaskState(), each.task, each.cycle)
    if (!progress) continue
    const undone = takeBack(current, moved(progress, each.categories, -1), order, rules, now)
    current = undone.account
    entries.push(...undone.entries)
  }
  return { account: current, entries, counted: counted.filter(stays) }
}

/** An order that was refunded in full takes back what its review brought. */
function withoutReview(
  off: Movement,
  order: Settled,
  net: number,
  { expiry, deficitLimit, afterGrowth }: OrderRules,
  now: number,
): Movement & { review: PaidReview | undefined } {
  const { review } = order.claim
  if (net > 0 || !review || review.entry === '') return { ...off, review }
  const { cause, moved } = takeReviewBack(off.account, order, review, { now, afterGrowth })
  const { account, entries } = waiveAbove(deficitLimit, moved, expiry, cause)
  // It stays reviewed, and nothing more can be taken back.
  return { account, entries: [...off.entries, ...entries], review: { ...review, entry: '' } }
}

/** A collected reward that is no longer earned is taken back; what was spent becomes a debt. */
function takeBack(
  account: Account,
  progress: TaskProgress,
  order: Order,
  { expiry, deficitLimit, afterGrowth }: OrderRules,
  now: number,
): Movement {
  const tasks = account.tasks ?? newTaskState()
  const { paid, terms } = progress
  if (!paid || isReached(progress)) {
    return { account: { ...account, tasks: withProgress(tasks, progress) }, entries: [] }
  }
  const free = { ...account, tasks: withProgress(tasks, { ...progress, paid: null }) }
  const { points, growth, entry: of } = paid
  const byKind = allOf('interaction', -points)
  const cause: Cause = {
    key: `${taskKey(progress, progress.times - 1)}:undo`,
    source: 'task',
    happened: { what: 'task-undone', facts: { task: terms.title } },
    ref: order._id,
    now,
    ruleVersion: terms.version,
    afterGrowth,
  }
  const taken = clawBack(free, { points, growth, byKind }, { ...cause, of })
  return waiveAbove(deficitLimit, taken, expiry, cause)
}
