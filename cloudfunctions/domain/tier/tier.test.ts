import fc from 'fast-check'
import { TierPolicySettings } from '../../contracts/tier/tier-settings'
import { addDays, businessDay, startOfDay } from '../business-day'
import { newAccount, type Account } from '../account/account'
import { clawBack, earn } from '../ledger/ledger'
import { standingOf } from './tier-standing'
import { dueTierNotice, nextTierDay, tierMoves } from './tier-due'
import { rankOf, tierStateOn, type TierTerms } from './tier-state'
import type { TierWindow } from '../account/tier-cycle'
import * as v from 'valibot'
import type { TierState } from '../account/account-parts'

const TIERS = [
  { id: 'sand', name: '拾沙', growth: 0 },
  { id: 'hill', name: '聚丘', growth: 500 },
  { id: 'tower', name: '筑塔', growth: 1500 },
]

function termsOf(window: TierWindow, graceDays = 0): TierTerms {
  return {
    tiers: TIERS,
    policy: v.parse(TierPolicySettings, { since: '2020-01-01', window, graceDays }),
  }
}

function joined(day: string): Account {
  const who = { brand: 'b', memberId: 'm', nickname: 'lin', phoneTail: '', phoneMasked: null }
  return newAccount({ ...who, consentVersion: '1', joinedAt: startOfDay(day) })
}

let keys = 0
function grow(account: Account, growth: number, day: string, tiers?: TierTerms): Account {
  const now = startOfDay(day)
  const cause = {
    key: `k${keys++}`,
    source: 'order' as const,
    happened: { what: 'adjustment' as const, facts: {} },
    now,
  }
  const why = { ...cause, ruleVersion: 1, afterGrowth: tierMoves(tiers) }
  return growth >= 0
    ? earn(account, { points: 0, growth }, { policy: 'rolling', months: 12 }, why).account
    : clawBack(account, { points: 0, growth: -growth }, why).account
}

const tierOn = (account: Account, terms: TierTerms, day: string) =>
  standingOf(account, TIERS, terms, day).id

/** What the job does at the end of a day. */
function assessed(account: Account, terms: TierTerms, day: string): Account {
  return { ...account, tier: tierStateOn(account, terms, day) }
}

test('T2: the same purchases give three tiers under three windows', () => {
  const on = (window: TierWindow) => {
    const terms = termsOf(window)
    let lin = grow(joined('2025-06-20'), 400, '2025-06-25', terms)
    lin = grow(lin, 1050, '2026-02-10', terms)
    lin = grow(lin, 450, '2026-06-22', terms)
    return standingOf(lin, TIERS, terms, '2026-08-01')
  }
  // One calendar year has 1050 + 450; the first year of joining 400 + 1050; the last quarter 450.
  expect(on({ kind: 'calendarYear' })).toMatchObject({ id: 'tower', growth: 1500 })
  expect(on({ kind: 'anniversary' })).toMatchObject({ id: 'hill', growth: 450 })
  expect(on({ kind: 'rolling', months: 3 })).toMatchObject({ id: 'sand', growth: 450 })
  expect(on({ kind: 'none' })).toMatchObject({ id: 'tower', growth: 1900 })
  expect(on({ kind: 'anniversary' }).keep).toEqual({
    missing: 50,
    by: '2027-06-19',
    lastDay: '2027-06-19',
    isGrace: false,
  })
})

test('T2: the month in which the year of membership turns is split, also on 29 February', () => {
  const terms = termsOf({ kind: 'anniversary' })
  const born = joined('2024-02-29')
  const before = grow(born, 499, '2025-02-27', terms)
  expect(tierOn(grow(before, 1, '2025-02-27', terms), terms, '2025-02-27')).toBe('hill')
  expect(tierOn(grow(before, 1, '2025-02-28', terms), terms, '2025-02-28')).toBe('sand')
  const leap = grow(born, 499, '2028-02-28', terms)
  expect(tierOn(grow(leap, 1, '2028-02-28', terms), terms, '2028-02-28')).toBe('hill')
  expect(tierOn(grow(leap, 1, '2028-02-29', terms), terms, '2028-02-29')).toBe('sand')
})

test('T3: a tier that was not kept is lost by one step, after the grace and not before', () => {
  const terms = termsOf({ kind: 'calendarYear' }, 15)
  const lin = grow(joined('2026-01-05'), 1600, '2026-12-31', terms)
  expect(tierOn(lin, terms, '2027-01-01')).toBe('tower')
  expect(tierOn(lin, terms, '2028-01-15')).toBe('tower')
  expect(tierOn(lin, terms, '2028-01-16')).toBe('hill')
  expect(tierOn(lin, terms, '2029-01-15')).toBe('hill')
  expect(tierOn(lin, terms, '2029-01-16')).toBe('sand')
  expect(tierOn(lin, terms, '2049-01-16')).toBe('sand')
})

test('T3: growth within the grace keeps the tier, a refund of it does not', () => {
  const terms = termsOf({ kind: 'calendarYear' }, 15)
  let lin = grow(joined('2026-01-05'), 600, '2026-03-01', terms)
  lin = grow(lin, 300, '2027-05-01', terms)
  const short = standingOf(lin, TIERS, terms, '2028-01-10').keep
  expect(short).toEqual({ missing: 200, by: '2028-01-15', lastDay: '2028-01-15', isGrace: true })
  expect(tierOn(grow(lin, 200, '2028-01-15', terms), terms, '2028-06-01')).toBe('hill')
  expect(tierOn(grow(lin, 200, '2028-01-16', terms), terms, '2028-06-01')).toBe('sand')
  const refunded = grow(grow(lin, 199, '2028-01-10', terms), -50, '2028-01-11', terms)
  expect(tierOn(refunded, terms, '2028-01-16')).toBe('sand')
})

test('T3: growth that a refund takes within the grace is missing again, to the last point', () => {
  const terms = termsOf({ kind: 'calendarYear' }, 15)
  let lin = grow(joined('2026-01-05'), 600, '2026-03-01', terms)
  lin = grow(lin, 300, '2027-05-01', terms)
  lin = grow(grow(lin, 150, '2028-01-05', terms), -100, '2028-01-06', terms)
  const { keep } = standingOf(lin, TIERS, terms, '2028-01-06')
  expect(keep).toMatchObject({ missing: 150, isGrace: true })
  const most = grow(lin, 149, '2028-01-07', terms)
  expect(tierOn(most, terms, '2028-01-16')).toBe('sand')
  expect(tierOn(grow(most, 1, '2028-01-15', terms), terms, '2028-01-16')).toBe('hill')
})

test('T4: the notice comes 30, 7 and 1 days before the drop and says what is missing', () => {
  const terms = termsOf({ kind: 'calendarYear' }, 10)
  const lin = grow(joined('2026-01-05'), 1600, '2026-03-01', terms)
  let day = nextTierDay(
    lin,
    { ...tierStateOn(lin, terms, '2027-01-02'), gifts: [] },
    terms,
    '2027-01-02',
  )
  const told: unknown[] = []
  while (day < '2028-02-01') {
    const state: TierState = { ...tierStateOn(lin, terms, day), gifts: [] }
    const due = dueTierNotice(lin, state, terms, day)
    if (due) told.push([day, due.days, due.missing, due.lastDay])
    day = nextTierDay({ ...lin, tier: state }, state, terms, day)
  }
  expect(told).toEqual([
    ['2027-12-11', 30, 1500, '2028-01-10'],
    // The job also runs on the day after the cycle; the id of the notice is that of the step.
    ['2028-01-01', 30, 1500, '2028-01-10'],
    ['2028-01-03', 7, 1500, '2028-01-10'],
    ['2028-01-09', 1, 1500, '2028-01-10'],
  ])
})

test('T8: a manual tier holds until its last day; growth may lift the member above it, never below', () => {
  const terms = termsOf({ kind: 'calendarYear' })
  const plain = joined('2026-01-05')
  const manual = { id: 'hill', until: '2026-06-30', reason: '老客', operator: '店长' }
  const lin = { ...plain, tier: { ...tierStateOn(plain, terms, '2026-02-01'), manual } }
  expect(tierOn(lin, terms, '2026-06-30')).toBe('hill')
  expect(tierOn(lin, terms, '2026-07-01')).toBe('sand')
  expect(tierOn(grow(lin, 1500, '2026-03-01', terms), terms, '2026-03-01')).toBe('tower')
  expect(tierOn(grow(lin, 10, '2026-03-01', terms), terms, '2026-03-01')).toBe('hill')
})

test('a refund in the cycle keeps the tier; reaching it again owes no second gift', () => {
  const terms = termsOf({ kind: 'none' })
  let lin = grow(joined('2026-01-05'), 500, '2026-02-01', terms)
  lin = grow(grow(lin, -100, '2026-02-02', terms), 100, '2026-02-03', terms)
  expect(lin.tier?.gifts.map(({ tier, why }) => [tier, why])).toEqual([
    ['sand', 'join'],
    ['hill', 'up'],
  ])
})

const windows: fc.Arbitrary<TierWindow> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.constant({ kind: 'calendarYear' as const }),
  fc.constant({ kind: 'anniversary' as const }),
  fc.record({ kind: fc.constant('rolling' as const), months: fc.integer({ min: 3, max: 24 }) }),
)
const histories = fc.record({
  window: windows,
  graceDays: fc.constantFrom(0, 1, 15, 60),
  joinedOn: fc.constantFrom('2024-02-29', '2024-12-31', '2025-01-01', '2025-08-17'),
  steps: fc.array(
    fc.record({
      days: fc.integer({ min: 0, max: 400 }),
      growth: fc.integer({ min: -400, max: 700 }),
      looks: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 30 },
  ),
})

test('T10: however often the job runs, tier, cycle and gifts are the same; no gift is owed twice', () => {
  let drops = 0
  fc.assert(
    fc.property(histories, ({ window, graceDays, joinedOn, steps }) => {
      const terms = termsOf(window, graceDays)
      let [rare, often] = [joined(joinedOn), assessed(joined(joinedOn), terms, joinedOn)]
      let day: string = joinedOn
      for (const { days, growth, looks } of steps) {
        for (const look of [...looks].sort((a, b) => a - b)) {
          if (look > days) continue
          often = assessed(often, terms, addDays(day, look))
        }
        day = addDays(day, days)
        const held = rankOf(TIERS, rare.tier?.id ?? 'sand')
        if (rankOf(TIERS, tierStateOn(rare, terms, day).id) < held) drops++
        rare = grow(rare, growth, day, terms)
        often = grow(often, growth, day, terms)
        const state = tierStateOn(rare, terms, day)
        expect(tierStateOn(often, terms, day)).toEqual(state)
        expect(rankOf(TIERS, state.id)).toBeGreaterThanOrEqual(0)
        const owed = state.gifts.map((gift) => `${gift.tier}:${gift.cycle}`)
        expect(new Set(owed).size).toBe(owed.length)
        expect((rare.growthBuckets ?? []).length).toBeLessThanOrEqual(29)
      }
    }),
    { numRuns: 300 },
  )
  expect(drops).toBeGreaterThan(50)
})

test('a tier falls by one step at most between two days that are less than a cycle apart', () => {
  fc.assert(
    fc.property(windows, fc.nat(1200), (window, after) => {
      const terms = termsOf(window, 15)
      const lin = grow(joined('2025-01-31'), 1500, '2025-01-31', terms)
      const day = addDays('2025-01-31', after)
      const [today, next] = [day, addDays(day, 28)].map((on) =>
        rankOf(TIERS, tierOn(lin, terms, on)),
      )
      expect(Number(today) - Number(next)).toBeLessThanOrEqual(1)
      expect(Number(today) - Number(next)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('without a policy the tier is that of all growth, and falls with a refund', () => {
  let lin = grow(joined('2026-01-05'), 500, '2026-02-01')
  expect(standingOf(lin, TIERS, undefined, businessDay(Date.UTC(2030, 0, 1))).id).toBe('hill')
  lin = grow(lin, -1, '2026-02-02')
  expect(standingOf(lin, TIERS, undefined, '2026-02-02')).toMatchObject({
    id: 'sand',
    growth: 499,
    next: { missing: 1 },
    keep: null,
  })
  expect(lin.tier).toBeUndefined()
})
