import { by, goods, NOW } from '../../../testing/scenes/placed-goods'
import { newAccount, type Account } from '../account/account'
import { startOfDay } from '../business-day'
import { issueCoupon } from '../coupon/coupon'
import { clawBack, earn } from '../ledger/ledger'
import type { OwnTerms } from './offer-terms'
import { redeemReward, refuseRedeem } from './redemption'
import { cancelMade, redeemedBy, refuseCancel, refuseOwnCancel } from './redemption-cancel'

const MONTHS = { policy: 'rolling', months: 12 } as const
const shown = { phoneTail: '', phoneMasked: null, consentVersion: '1' }
const nobody = newAccount({ brand: 'b', memberId: 'm', nickname: 'n', joinedAt: NOW, ...shown })

function rich(points: number, at = NOW, account = nobody): Account {
  const happened = { what: 'adjustment' as const, facts: {} }
  const cause = { key: `earn:${account.seq}`, source: 'staff' as const, happened, ruleVersion: 1 }
  return earn(account, { points, growth: 0 }, MONTHS, { ...cause, now: at }).account
}

const reward = { name: '礼盒', kind: 'goods' as const }
const paid = { points: 100, taken: { offerId: 'standard', each: ['box'], all: [] } }
const open = { points: 100, fen: 0, opensAt: null, closed: null }
const cause = (requestId: string, now = NOW) => ({
  requestId,
  ref: 'b:m:r1',
  now,
  ruleVersion: 7,
  expiryVersion: 9,
})

test('a redemption is refused for its day, its price, its limit and its points, in this order', () => {
  const ask = (account: Account, change: object, agreed = 100) =>
    refuseRedeem(account, { ...open, ...change }, { points: agreed, fen: 0 }, NOW)
  const closed = { why: 'limit' as const, limit: 2, period: 'month' as const }
  expect(ask(nobody, { opensAt: NOW + 1, points: 90, closed })).toEqual({
    refused: 'NOT_ON_SALE_YET',
    detail: { opensAt: NOW + 1 },
  })
  expect(ask(nobody, { points: 90, closed })).toEqual({
    refused: 'PRICE_CHANGED',
    detail: { points: 90 },
  })
  expect(ask(nobody, { closed })).toEqual({
    refused: 'MEMBER_LIMIT_REACHED',
    detail: { limit: 2, period: 'month' },
  })
  expect(ask(nobody, {})).toEqual({ refused: 'POINTS_SHORT', detail: { short: 100 } })
  expect(ask(rich(99), {})).toEqual({ refused: 'POINTS_SHORT', detail: { short: 1 } })
  expect(ask(rich(100), {})).toBeNull()
})

test('M4: an offer that has ended, or is for others, is refused before anything else is said', () => {
  const ask = (closed: OwnTerms['closed']) =>
    refuseRedeem(
      nobody,
      { points: 90, fen: 0, opensAt: NOW + 1, closed },
      { points: 100, fen: 0 },
      NOW,
    )
  expect(ask({ why: 'over', on: '2026-11-19' })).toEqual({
    refused: 'OFFER_GONE',
    detail: { on: '2026-11-19' },
  })
  expect(ask({ why: 'tier', tiers: ['筑塔', '登顶'] })).toEqual({
    refused: 'OFFER_NOT_YOURS',
    detail: { tiers: '筑塔、登顶' },
  })
  const notYours = (detail: object) => ({ refused: 'OFFER_NOT_YOURS', detail })
  expect(ask({ why: 'balance', from: 2000, to: null })).toEqual(notYours({ from: 2000 }))
  expect(ask({ why: 'balance', from: null, to: 499 })).toEqual(notYours({ to: 499 }))
})

test('redeeming burns the offered points once for its request, and counts for the limit', () => {
  const moved = redeemReward({ ...rich(150), redeemed: { box: 1 } }, reward, paid, cause('r1'))
  expect(moved.account).toMatchObject({ balance: 50, redeemed: { box: 2 } })
  expect(moved.entries).toMatchObject([
    {
      _id: 'b:m:redeem:r1',
      kind: 'burn',
      source: 'redemption',
      points: -100,
      ref: 'b:m:r1',
      requestId: 'r1',
      ruleVersion: 7,
      what: 'redeem',
      facts: { reward: '礼盒', kind: 'goods' },
    },
  ])
})

test('expired points are not spent: they leave in an entry of their own before the redemption', () => {
  const later = startOfDay('2027-11-30')
  const account = rich(100, later, rich(40))
  const moved = redeemReward(account, reward, paid, cause('r1', startOfDay('2027-12-01')))
  expect(moved.entries.map(({ kind, points }) => [kind, points])).toEqual([
    ['expire', -40],
    ['burn', -100],
  ])
  expect(moved.account).toMatchObject({ balance: 0, lots: [] })
})

/** A redemption at that time, and the account after it. */
function redeemed(now = NOW) {
  const moved = redeemReward(rich(150, now), reward, paid, cause('r1', now))
  const [burned] = moved.entries
  if (!burned) throw new Error('nothing burned')
  return { account: moved.account, burned }
}

const terms = (now: number) => ({ now, ruleVersion: 8, graceDays: 7 })

test('cancelling gives the points back once under the key of its redemption, and names who did it', () => {
  const { account, burned } = redeemed()
  const asked = { requestId: 'c1', inputHash: 'i', by: null }
  const done = cancelMade(goods, account, burned, asked, terms(NOW + 9))
  expect(done).toMatchObject({ restored: 100, paidToDeficit: 0, grace: null })
  expect(done.account).toMatchObject({ balance: 150, redeemed: {} })
  expect(done.account.cancels).toEqual([{ requestId: 'c1', about: 'b:m:r1', told: null }])
  const cancelled = { requestId: 'c1', inputHash: 'i', by: null, at: NOW + 9, grace: null }
  expect(done.made).toEqual({ ...goods, state: 'cancelled', cancelled })
  expect(done.entries).toMatchObject([
    {
      _id: 'b:m:redemption:r1:restore',
      kind: 'restore',
      source: 'redemption',
      points: 100,
      of: 'b:m:redeem:r1',
      ref: 'b:m:r1',
      requestId: 'c1',
      ruleVersion: 8,
      what: 'redeem-cancelled',
      facts: { reward: '礼盒' },
    },
  ])
  expect(done.entries[0]).not.toHaveProperty('by')
  const staff = { operator: '店长', reason: '停电' }
  const other = cancelMade(goods, account, burned, { ...asked, by: staff }, terms(NOW))
  expect(other.entries[0]?.by).toEqual(staff)
})

test('a cancellation that is too late for a lot gives it the grace, after expired points have left', () => {
  const { account, burned } = redeemed()
  const late = startOfDay('2027-12-01')
  const asked = { requestId: 'c1', inputHash: 'i', by: null }
  const done = cancelMade(goods, account, burned, asked, terms(late))
  expect(done.entries.map(({ kind, points }) => [kind, points])).toEqual([
    ['expire', -50],
    ['restore', 100],
  ])
  expect(done.grace).toEqual({ points: 100, until: '2027-12-08' })
  expect(done.cancelled.grace).toEqual(done.grace)
})

test('points that come back pay a debt first', () => {
  const { account, burned } = redeemed()
  const happened = { what: 'adjustment' as const, facts: {} }
  const why = { key: 'refund', source: 'staff' as const, happened, now: NOW, ruleVersion: 1 }
  const owing = clawBack(account, { points: 80, growth: 0 }, why).account
  const asked = { requestId: 'c1', inputHash: 'i', by: null }
  const done = cancelMade(goods, owing, burned, asked, terms(NOW))
  expect(done).toMatchObject({ restored: 70, paidToDeficit: 30, account: { deficit: 0 } })
})

const coupon = issueCoupon(
  {
    title: '咖啡券',
    kind: 'exchange',
    value: 0,
    floorFen: 0,
    terms: '',
    validDays: 14,
    shops: [],
  },
  {
    brand: 'b',
    code: '318471906152',
    account: 'b:m',
    memberName: 'n',
    templateId: 'coffee',
    shopNames: [],
    redemption: {
      requestId: 'r1',
      inputHash: 'h',
      rewardId: 'cup',
      name: '咖啡',
      picture: 'cup',
      points: 100,
      shard: 0,
      cancellable: true,
    },
  },
  NOW,
)

test('what is used, picked up, cancelled or void cannot be cancelled, and the refusal carries facts', () => {
  expect([refuseCancel(goods), refuseCancel(coupon)]).toEqual([null, null])
  const cancelled = { requestId: 'c', inputHash: 'i', at: NOW, by: null, grace: null }
  expect(refuseCancel({ ...goods, cancelled })).toEqual({ refused: 'ALREADY_CANCELLED' })
  expect(refuseCancel({ ...goods, state: 'fulfilled' })).toEqual({ refused: 'ALREADY_FULFILLED' })
  expect(refuseCancel({ ...coupon, state: 'writtenOff', writtenOff: by })).toEqual({
    refused: 'COUPON_USED',
    detail: { at: NOW + 5, shopName: '湖滨店' },
  })
  expect(refuseCancel({ ...coupon, state: 'revoked' })).toEqual({ refused: 'COUPON_REVOKED' })
})

test('a member cancels what its reward lets them cancel, a coupon until its last moment', () => {
  expect(refuseOwnCancel(goods, NOW)).toBeNull()
  expect(refuseOwnCancel({ ...goods, cancellable: false }, NOW)).toEqual({
    refused: 'NOT_CANCELLABLE',
  })
  expect(refuseOwnCancel({ ...goods, state: 'fulfilled' }, NOW)).toEqual({
    refused: 'ALREADY_FULFILLED',
  })
  expect(refuseOwnCancel(coupon, coupon.expiresAt)).toBeNull()
  expect(refuseOwnCancel(coupon, coupon.expiresAt + 1)).toEqual({
    refused: 'COUPON_EXPIRED',
    detail: { on: '2026-12-04' },
  })
  expect(redeemedBy({ ...coupon, redemption: null })).toBeNull()
})
