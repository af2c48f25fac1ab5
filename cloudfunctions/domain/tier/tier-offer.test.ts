import fc from 'fast-check'
import * as v from 'valibot'
import { TierPolicySettings } from '../../contracts/tier/tier-settings'
import { newAccount, type Account } from '../account/account'
import { instantOf, startOfDay } from '../business-day'
import { offerTo } from './tier-offer'

const TIERS = [
  { id: 'sand', name: '拾沙', growth: 0 },
  { id: 'hill', name: '聚丘', growth: 500 },
]
const NOON = instantOf('2026-11-22 12:00')

function rules(discountPercent: number | null, earlyHours: number) {
  const benefits = [{ tier: 'hill', discountPercent, earlyHours }]
  const window = { kind: 'none' } as const
  const tierPolicy = v.parse(TierPolicySettings, { since: '2020-01-01', window, benefits })
  return { tiers: TIERS, tierPolicy }
}

function member(growth: number): Account {
  const who = { brand: 'b', memberId: 'm', nickname: 'lin', phoneTail: '', phoneMasked: null }
  const joined = newAccount({ ...who, consentVersion: '1', joinedAt: startOfDay('2026-01-01') })
  return { ...joined, growth }
}

const reward = (points: number, saleFrom: string | null = null, tierDiscount = true) => ({
  points,
  saleFrom,
  tierDiscount,
})

test('T6: a tier’s discount lowers the points, rounded up, and for nobody else', () => {
  const settings = rules(95, 0)
  const costs = (account: Account | null, points: number) =>
    offerTo(account, reward(points), settings, NOON).points
  expect([costs(member(500), 200), costs(member(500), 199), costs(member(500), 1)]).toEqual([
    190, 190, 1,
  ])
  expect([costs(member(499), 200), costs(null, 200)]).toEqual([200, 200])
  expect(offerTo(member(500), reward(200, null, false), settings, NOON).points).toBe(200)
})

test('T6: no discount makes a reward free, dearer, or cheaper than it says', () => {
  const percent = fc.integer({ min: 1, max: 99 })
  const points = fc.integer({ min: 1, max: 10_000_000 })
  fc.assert(
    fc.property(percent, points, (off, full) => {
      const { points: paid } = offerTo(member(500), reward(full), rules(off, 0), NOON)
      expect(paid).toBeGreaterThanOrEqual(1)
      expect(paid).toBeLessThanOrEqual(full)
      expect(paid * 100).toBeGreaterThanOrEqual(full * off)
      expect((paid - 1) * 100).toBeLessThan(full * off)
    }),
  )
})

test('T6: a tier may redeem a set number of hours before the others, to the minute', () => {
  const opening = instantOf('2026-11-23 12:00')
  const at = (account: Account | null, now: number) => {
    const { opensAt, earlyUntil } = offerTo(
      account,
      reward(1, '2026-11-23 12:00'),
      rules(null, 24),
      now,
    )
    return [opensAt, earlyUntil]
  }
  expect(at(member(500), NOON - 1)).toEqual([NOON, null])
  expect(at(member(500), NOON)).toEqual([null, opening])
  expect(at(member(499), NOON)).toEqual([opening, null])
  expect(at(null, opening - 1)).toEqual([opening, null])
  for (const account of [member(500), member(0), null]) {
    expect(at(account, opening)).toEqual([null, null])
  }
})
