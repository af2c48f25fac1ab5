import type { Account } from '../../../cloudfunctions/domain/account/account'
import { openClaim, type ClaimRules } from '../../../cloudfunctions/domain/claim/claim'
import { settleWithTasks } from '../../../cloudfunctions/domain/claim/claim-tasks'
import { cancelMade } from '../../../cloudfunctions/domain/mall/redemption-cancel'
import { redeemReward } from '../../../cloudfunctions/domain/mall/redemption'
import {
  payReview,
  takeReviewBack,
  type ReviewTask,
} from '../../../cloudfunctions/domain/task/review'
import { collectTask, decideCollect } from '../../../cloudfunctions/domain/task/task-collect'
import type { CountedTask } from '../../../cloudfunctions/domain/account/account-parts'
import type { By, Entry } from '../../../cloudfunctions/domain/account/entry'
import type { Made } from '../../../cloudfunctions/domain/mall/redemption-cancel'
import type { Order } from '../../../cloudfunctions/domain/order/order'
import { NOW, expiry, asked, member, rules } from './member'
import { settle } from '../../../cloudfunctions/domain/claim/settlement'

export const ORDERS: CountedTask = {
  id: 'orders',
  kind: 'orders',
  title: '本月下 1 单',
  about: '',
  window: 'month',
  growth: 0,
  from: '2026-01-01',
  to: null,
  goal: 1,
  points: 60,
  leastFen: 1000,
}
export const claimRules: ClaimRules = {
  version: 4,
  expiry,
  expiryVersion: 1,
  tasks: { version: 4, tasks: [ORDERS] },
  tiers: [{ id: 'a', name: '甲', growth: 0 }],
  earn: {
    points: 1,
    perFen: 100,
    rounding: 'floor',
    categories: [],
    rates: [],
    tierMultipliers: [],
    memberDays: [],
    birthday: null,
    campaigns: [],
    capPerOrder: null,
    capPerDay: null,
  },
  growth: { growth: 0, perFen: 100 },
  windowDays: 180,
  waitDays: 15,
  perDay: 100,
  postDays: 0,
  postDaysByChannel: {},
  proof: 'never',
  lockAfter: 10,
  deficitLimit: null,
}

export function orderOf(more: Partial<Order> = {}): Order {
  const at = Date.parse('2026-11-10T10:00:00+08:00')
  return {
    _id: 'b:tmall:1',
    brand: 'b',
    channel: 'tmall',
    orderNo: '1930679858170649917',
    status: 'completed',
    paidFen: 8880,
    refundedFen: 0,
    freightFen: 0,
    phoneTail: null,
    createdAt: at,
    paidAt: at,
    completedAt: at,
    claim: null,
    importedAt: at,
    items: [{ title: '吐司', quantity: 1, paidFen: null }],
    ...more,
  }
}

/** An order that was claimed and credited, and the account after it. */
export function claimed(
  more: Partial<Order> = {},
  earn: Partial<ClaimRules['earn']> = {},
  who = member(),
) {
  const order = orderOf(more)
  const own = { ...claimRules, earn: { ...claimRules.earn, ...earn } }
  const request = { requestId: 'r', claimedAt: NOW, shown: 'number' as const }
  const claim = openClaim(order, who, request, own)
  if (claim.terms.multipliers[0]?.budget) claim.terms.multipliers[0].budget.most = 5
  const settled = settleWithTasks({ ...order, claim }, who, own, NOW)
  if (!settled) throw new Error('the claim was not settled')
  return { ...settled, order: { ...order, claim: settled.claim } }
}

export function refunded(refundedFen: number, limit: number | null, spent: boolean): Entry[] {
  const { order, account } = claimed()
  const after = spent ? spend(account) : account
  const own = { ...claimRules, tasks: undefined, deficitLimit: limit }
  return settle({ ...order, refundedFen }, after, own, NOW)?.entries ?? []
}

export const spend = (account: Account) => redeemed(account, 'goods', account.balance).account

export function redeemed(account: Account, kind: 'goods' | 'coupon', points: number) {
  const paid = { points, taken: { offerId: 'standard', each: ['coffee'], all: [] } }
  const cause = { requestId: 'q', ref: 'b:1', now: NOW, ruleVersion: 4, expiryVersion: 4 }
  return redeemReward(account, { name: '手冲咖啡', kind }, paid, cause)
}

export function cancelled(from: Account, staff: By | null, later: Partial<Account> = {}): Entry[] {
  const { account, entries } = redeemed(from, 'goods', from.balance)
  const made = {
    name: '手冲咖啡',
    requestId: 'q',
    rewardId: 'coffee',
    points: from.balance,
    _id: 'x',
  }
  const terms = { now: NOW + 40 * 86_400_000, ruleVersion: 4, graceDays: 7 }
  const request = { requestId: 'c', inputHash: 'h', by: staff }
  const burned = entries[0]
  if (!burned) throw new Error('the redemption burned no points')
  const own = { ...account, ...later }
  return cancelMade(made as unknown as Made, own, burned, request, terms).entries
}

export function taskCollected() {
  const { order, account } = claimed()
  const wanted = { task: 'orders', cycle: '2026-11' }
  const progress = decideCollect(account, wanted, rules(), NOW)
  if ('refused' in progress) throw new Error(progress.refused)
  return { order, ...collectTask(account, progress, rules(), asked) }
}

export function taskUndone(): Entry[] {
  const { order, account } = taskCollected()
  return settleWithTasks({ ...order, refundedFen: 8880 }, account, claimRules, NOW)?.entries ?? []
}

export const REVIEW = { id: 'review', title: '写一条购后评价', points: 30, growth: 0 } as ReviewTask

export function reviewed() {
  const { order, account } = claimed()
  return { order, ...payReview(account, order, REVIEW, rules(), asked) }
}

export function reviewUndone(): Entry[] {
  const { order, account, paid } = reviewed()
  return takeReviewBack(account, order, paid, { now: NOW, afterGrowth: undefined }).moved.entries
}
