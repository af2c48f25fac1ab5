import { lettersIn } from '../../contracts/plain-text'
import type { TaskRules } from '../../contracts/task/task-settings'
import type { Account } from '../account/account'
import { earnForAction, type ActionReward, type ActionRules } from '../ledger/action-reward'
import { businessDay } from '../business-day'
import { allOf } from '../account/by-kind'
import { orderKey } from '../claim/claim'
import { clawBack, expire } from '../ledger/ledger'
import type { Order, OrderClaim } from '../order/order'
import { newTaskState } from './task'
import { answerOf, withTaskAnswer } from './task-collect'
import type { Cause, Movement } from '../ledger/movement'
import type { TaskAnswer } from '../account/account-parts'
import type { PaidReview } from '../order/order-parts'

export type ReviewTask = Extract<TaskRules, { kind: 'review' }>

/** 评价: by one holder of one order, stored under its `reviewId`; written once. */
export interface Review {
  _id: string
  brand: string
  account: string
  stars: number
  text: string
  at: number
}

/** The next holder of an order may review it, too; what the earlier one wrote stays theirs. */
export function reviewId(order: Order, claim: OrderClaim): string {
  return `${order.brand}:${orderKey(order, claim).slice('order:'.length)}`
}

/** A finished order of this member of which something stayed paid. */
export function isReviewable({ claim, paidFen, refundedFen }: Order, account: string): boolean {
  return claim?.account === account && claim.state === 'credited' && paidFen > refundedFen
}

/** Why this order is not reviewed by this member now, or null. */
export function refuseReview(order: Order | null, account: Account, task: ReviewTask, now: number) {
  if (!order || !isReviewable(order, account._id)) {
    return { refused: 'ORDER_NOT_REVIEWABLE' as const }
  }
  if (order.claim?.review) return { refused: 'ORDER_REVIEWED' as const }
  if (reviewedToday(account, now) < task.perDay) return null
  return { refused: 'REVIEWS_USED_UP' as const, detail: { perDay: task.perDay } }
}

function reviewedToday({ tasks }: Account, now: number): number {
  const reviews = tasks?.reviews
  return reviews?.day === businessDay(now) ? reviews.count : 0
}

/** Letters that count: spaces and line ends do not. */
export function lettersOf(text: string): number {
  return lettersIn(text.replace(/\s/g, ''))
}

/** Pays for the review of an order, once, whatever its stars. */
export function payReview(
  account: Account,
  order: Order & { claim: OrderClaim },
  task: ReviewTask,
  rules: ActionRules,
  asked: { requestId: string; about: string; now: number },
): Movement & { told: TaskAnswer; paid: PaidReview } {
  const { now } = asked
  const start = expire(account, now, rules.expiryVersion)
  const reward: ActionReward = {
    action: 'task' as const,
    key: `${task.id}:${orderKey(order, order.claim)}`,
    points: task.points,
    growth: task.growth,
    ref: order._id,
    happened: { what: 'review', facts: { task: task.title } },
  }
  const moved = earnForAction(start.account, reward, rules, asked)
  const told = answerOf(moved, task.growth)
  const reviews = { day: businessDay(now), count: reviewedToday(account, now) + 1 }
  const tasks = { ...(moved.account.tasks ?? newTaskState()), reviews }
  const entry = moved.entries.at(-1)?._id ?? ''
  const { earned: points } = moved
  const paid = { entry, points, growth: task.growth, title: task.title, ruleVersion: rules.version }
  const entries = [...start.entries, ...moved.entries]
  return { account: withTaskAnswer({ ...moved.account, tasks }, asked, told), entries, told, paid }
}

/** The order was refunded in full, and so its review's reward is taken back. The review stays. */
export function takeReviewBack(
  account: Account,
  order: Order,
  paid: PaidReview,
  { now, afterGrowth }: Pick<Cause, 'now' | 'afterGrowth'>,
) {
  const cause: Cause = {
    key: `${paid.entry.slice(account._id.length + 1)}:undo`,
    source: 'task',
    of: paid.entry,
    happened: { what: 'review-undone', facts: { task: paid.title } },
    ref: order._id,
    now,
    ruleVersion: paid.ruleVersion,
    afterGrowth,
  }
  const { points, growth } = paid
  const taken = { points, growth, byKind: allOf('interaction', -points) }
  return { cause, moved: clawBack(account, taken, cause) }
}
