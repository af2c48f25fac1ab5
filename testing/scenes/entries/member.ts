import { newAccount, type Account } from '../../../cloudfunctions/domain/account/account'
import type { ActionRules } from '../../../cloudfunctions/domain/ledger/action-reward'

export const NOW = Date.parse('2026-11-20T10:00:00+08:00')
export const TODAY = '2026-11-20'
export const expiry = { policy: 'rolling' as const, months: 12 }
export const asked = { requestId: 'r', about: 'a', now: NOW }
export const by = { operator: '店长', reason: '小林投诉，核对过了' }

export function member(more: Partial<Account> = {}): Account {
  const who = { brand: 'b', memberId: 'm', nickname: '小林', phoneTail: '', phoneMasked: null }
  return { ...newAccount({ ...who, consentVersion: '1', joinedAt: NOW }), ...more }
}

/** A member with points that expire on one day. */
export const rich = (balance: number, expiresOn = '2027-11-30') =>
  member({ balance, lots: [{ expiresOn, points: balance }], nextExpiry: expiresOn })

export const NO_CAPS = { interactionPerDay: null, checkInPerDay: null, printCodePerDay: null }
export const rules = (caps: Partial<ActionRules['caps']> = {}): ActionRules => ({
  version: 4,
  expiry,
  expiryVersion: 1,
  afterGrowth: undefined,
  caps: { ...NO_CAPS, taskPerDay: null, ...caps },
})

export const COUPON = { templateId: 'coffee', title: '手冲咖啡 1 杯' }
