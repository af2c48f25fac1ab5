import { newAccount, type Account } from '../../cloudfunctions/domain/account/account'
import { startOfDay } from '../../cloudfunctions/domain/business-day'
import { countClaim, openClaim, type ClaimRules } from '../../cloudfunctions/domain/claim/claim'
import { settleWithTasks } from '../../cloudfunctions/domain/claim/claim-tasks'
import type { Order } from '../../cloudfunctions/domain/order/order'

/** A member, an order and the rules of a programme, for tests of claims without a cloud. */
export const HOUR = 3_600_000
export const at = (day: string) => startOfDay(day) + 10 * HOUR

export const lin: Account = newAccount({
  brand: 'b',
  memberId: 'm',
  nickname: 'n',
  phoneTail: '',
  phoneMasked: null,
  consentVersion: '1',
  joinedAt: 0,
})

export function rulesWith(
  change: Partial<ClaimRules>,
  capPerDay: number | null = null,
): ClaimRules {
  return {
    version: 3,
    tiers: [{ id: 'low', name: '低', growth: 0 }],
    growth: { growth: 1, perFen: 100 },
    expiry: { policy: 'rolling', months: 12 },
    expiryVersion: 3,
    windowDays: 180,
    waitDays: 7,
    perDay: 20,
    postDays: 0,
    postDaysByChannel: {},
    deficitLimit: null,
    proof: 'never',
    lockAfter: 10,
    earn: {
      points: 1,
      perFen: 100,
      rounding: 'floor',
      birthday: null,
      capPerOrder: null,
      capPerDay,
      categories: [],
      rates: [],
      tierMultipliers: [],
      memberDays: [],
      campaigns: [],
    },
    ...change,
  }
}

export function orderOf(orderNo: string, change: Partial<Order> = {}): Order {
  const bought = at('2026-11-10')
  return {
    _id: `b:tmall:${orderNo}`,
    brand: 'b',
    channel: 'tmall',
    orderNo,
    status: 'completed',
    paidFen: 30_000,
    refundedFen: 0,
    freightFen: 0,
    createdAt: bought,
    paidAt: bought,
    completedAt: bought,
    phoneTail: null,
    claim: null,
    importedAt: bought,
    items: [{ title: '面包', quantity: 1, paidFen: 30_000 }],
    ...change,
  }
}

/** A claim as the handler makes it: counted, opened and settled in one step. */
export function claimed(account: Account, order: Order, rules: ClaimRules, now: number) {
  const claim = openedClaim(order, account, rules, now)
  const settled = settleWithTasks({ ...order, claim }, countClaim(account, now), rules, now)
  if (!settled) throw new Error('nothing to settle')
  return { account: settled.account, order: { ...order, claim: settled.claim } }
}

/** A claim that has brought nothing yet. */
export function openedClaim(order: Order, account: Account, rules: ClaimRules, now: number) {
  return openClaim(order, account, { requestId: 'r', claimedAt: now, shown: 'number' }, rules)
}
