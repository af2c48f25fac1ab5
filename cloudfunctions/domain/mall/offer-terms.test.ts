import * as v from 'valibot'
import { RewardRules } from '../../contracts/mall/reward'
import { TierPolicySettings } from '../../contracts/tier/tier-settings'
import { newAccount, type Account } from '../account/account'
import { startOfDay } from '../business-day'
import { bestOffer, offersFor } from './offer-terms'

const NOW = startOfDay('2026-11-30') + 3_600_000
const TIERS = [
  { id: 'sand', name: '拾沙', growth: 0 },
  { id: 'tower', name: '筑塔', growth: 500 },
]
const tierPolicy = v.parse(TierPolicySettings, {
  since: '2020-01-01',
  window: { kind: 'none' },
  benefits: [{ tier: 'tower', discountPercent: 90 }],
})
const rules = { tiers: TIERS, tierPolicy }

function member(balance: number, growth = 0, change: Partial<Account> = {}): Account {
  const who = { brand: 'b', memberId: 'm', nickname: 'lin', phoneTail: '', phoneMasked: null }
  const joined = newAccount({ ...who, consentVersion: '1', joinedAt: startOfDay('2026-01-01') })
  const lots = balance > 0 ? [{ expiresOn: '2027-11-30', points: balance }] : []
  return { ...joined, balance, lots, growth, ...change }
}

const rich = {
  id: 'rich',
  price: { points: 2000 },
  audience: { balanceFrom: 2000 },
  tierDiscount: true,
}
const poor = { id: 'poor', price: { points: 500 } }
const reward = (offers: object[], change: object = {}) =>
  v.parse(RewardRules, {
    name: '券',
    picture: 'coupon',
    kind: 'coupon',
    couponTemplate: 'off',
    stock: 9,
    onSale: true,
    offers,
    ...change,
  })

function met(
  account: Account | null,
  offers: object[],
  { taken = {}, now = NOW, change = {} } = {},
) {
  const scene = { rewardId: 'off-50', reward: reward(offers, change), account, taken, rules, now }
  return offersFor(scene)
}
const best = (account: Account | null, offers: object[]) =>
  bestOffer(met(account, offers), account?.balance ?? 0)?.offer.id

test('M8: an offer that is on sale already is shown before a cheaper one that opens later', () => {
  const later = { id: 'later', price: { points: 400 }, tierDiscount: false }
  const found = met(member(100, 500), [poor, later])
  const [open, soon] = found
  if (!open || !soon) throw new Error('two offers')
  const opens = { ...soon, opensAt: NOW + 1 }
  expect(bestOffer([open, opens], 100)?.offer.id).toBe(open.offer.id)
  expect(bestOffer([opens], 100)?.offer.id).toBe('later')
})

test('M7: the balance decides which offers are open, and the tier what they cost', () => {
  const [one, other] = met(member(2486, 500), [rich, poor])
  expect(one).toMatchObject({
    points: 1800,
    fullPoints: 2000,
    discount: { tier: '筑塔', percent: 90 },
    closed: null,
  })
  expect(other).toMatchObject({ points: 500, discount: null, closed: null })
  expect(met(member(1999, 500), [rich, poor])[0]?.closed).toEqual({
    why: 'balance',
    from: 2000,
    to: null,
  })
  const few = { id: 'few', price: { points: 9 }, audience: { balanceTo: 100 } }
  expect(met(member(100), [few])[0]?.closed).toBeNull()
  expect(met(member(101), [few])[0]?.closed).toMatchObject({ why: 'balance', to: 100 })
})

test('M7: the list shows the first offer in reach, else the nearest, else why there is none', () => {
  expect(best(member(2486), [rich, poor])).toBe('rich')
  expect(best(member(1999), [rich, poor])).toBe('poor')
  const dear = { id: 'dear', price: { points: 900 } }
  expect(best(member(10), [dear, poor])).toBe('poor')
  expect(best(member(10), [rich])).toBe('rich')
  expect(best(null, [rich, poor])).toBe('poor')
  expect(best(member(10), [{ ...poor, to: '2026-11-29' }])).toBeUndefined()
})

test('M4: an offer of a tier is open to its members alone, and visitors are met like new members', () => {
  const own = { ...poor, audience: { tiers: ['tower'] } }
  expect(met(member(500, 500), [own])[0]?.closed).toBeNull()
  const closed = { why: 'tier', tiers: ['筑塔'] }
  expect(met(member(500, 499), [own])[0]?.closed).toEqual(closed)
  expect(met(null, [own])[0]?.closed).toEqual(closed)
  expect(met(null, [{ ...poor, audience: { tiers: ['sand'] } }])[0]?.closed).toBeNull()
})

test('M8: on the days of a campaign only the price is another, from its first day to its last', () => {
  const campaigns = [
    { name: '双十二', from: '2026-12-01', to: '2026-12-12', price: { points: 400 } },
  ]
  const on = (day: string, ms = 0) => {
    const [terms] = met(member(0), [{ ...poor, campaigns }], { now: startOfDay(day) + ms })
    return [terms?.points, terms?.fullPoints, terms?.campaign?.name, terms?.closed]
  }
  expect(on('2026-12-01', -1)).toEqual([500, 500, undefined, null])
  expect(on('2026-12-01')).toEqual([400, 500, '双十二', null])
  expect(on('2026-12-13', -1)).toEqual([400, 500, '双十二', null])
  expect(on('2026-12-13')).toEqual([500, 500, undefined, null])
})

test('M8: an offer opens at the beginning of its first day and is over after its last', () => {
  const on = (day: string, ms = 0) => {
    const offers = [{ ...poor, from: '2026-12-01', to: '2026-12-02' }]
    const [terms] = met(member(0), offers, { now: startOfDay(day) + ms })
    return [terms?.opensAt, terms?.closed]
  }
  expect(on('2026-12-01', -1)).toEqual([startOfDay('2026-12-01'), null])
  expect(on('2026-12-01')).toEqual([null, null])
  expect(on('2026-12-03', -1)).toEqual([null, null])
  expect(on('2026-12-03')).toEqual([null, { why: 'over', on: '2026-12-02' }])
})

test('M4: the limit of the member’s tier holds, and counts what they had in another tier', () => {
  const limits = [
    { who: 'each', period: 'month', count: 2, tiers: ['sand'] },
    { who: 'each', period: 'month', count: 3, tiers: ['tower'] },
  ]
  const had = { redeemed: { 'off-50:poor@2026-11': 2 } }
  const closedTo = (growth: number) =>
    met(member(500, growth, had), [{ ...poor, limits }])[0]?.closed
  expect(closedTo(0)).toEqual({ why: 'limit', limit: 2, period: 'month' })
  expect(closedTo(500)).toBeNull()
  const next = met(member(500, 0, had), [{ ...poor, limits }], { now: startOfDay('2026-12-01') })
  expect(next[0]?.closed).toBeNull()
})

test('M4: what all members together took closes an offer, and a limit of the reward all of them', () => {
  const limits = [{ who: 'all', period: 'day', count: 2 }]
  const taken = { 'off-50:poor@2026-11-30': 2 }
  const [one, other] = met(member(500), [{ ...poor, limits }, rich], { taken })
  expect(one?.closed).toEqual({ why: 'usedUp', limit: 2, period: 'day' })
  expect(other?.closed).toMatchObject({ why: 'balance' })
  const both = met(member(5000), [poor, rich], {
    taken: { 'off-50@2026-11-30': 2 },
    change: { limits },
  })
  expect(both.map(({ closed }) => closed?.why)).toEqual(['usedUp', 'usedUp'])
})

test('a reward with one price is one offer without conditions', () => {
  const [only, ...others] = met(member(0), [], { change: { points: 120, tierDiscount: true } })
  expect(others).toEqual([])
  expect(only).toMatchObject({ points: 120, closed: null, offer: { id: 'standard' } })
})

test('M5: codes of a pool cost points alone, on any day of any offer, because a pool may be empty once somebody has paid', () => {
  const pool = { kind: 'code', stock: 0, codeUse: '出示这串码' }
  const cash = { id: 'cash', price: { points: 10, fen: 100 } }
  const sale = { name: '会员日', from: '2026-12-01', to: '2026-12-02', price: cash.price }
  const refused = '兑换码类兑换品只收积分，不能收现金'
  expect(() => reward([poor, cash], pool)).toThrow(refused)
  expect(() => reward([{ ...poor, campaigns: [sale] }], pool)).toThrow(refused)
  expect(reward([poor], pool).kind).toBe('code')
  expect(reward([cash]).offers[0]?.price).toEqual({ points: 10, fen: 100 })
})

test('M1: a price of nothing at all is refused', () => {
  expect(() => reward([{ id: 'free', price: { points: 0 } }])).toThrow('积分和现金不能都是 0')
})
