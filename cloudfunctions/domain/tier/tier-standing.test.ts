import * as v from 'valibot'
import { TierPolicySettings } from '../../contracts/tier/tier-settings'
import type { TierState } from '../account/account-parts'
import type { Birthday } from '../account/birthday'
import { lin as someone } from '../../../testing/scenes/claims'
import { startOfDay } from '../business-day'
import { tierFor } from './tier'
import { birthdaysAround, dueBirthday } from './tier-birthday'
import { dueTierNotice, keepingOf, nextTierDay } from './tier-due'
import { dueGifts, payTierGift } from './tier-gift'
import { hadBefore, withGiftHad } from './tier-gift-had'
import { standingOf, tierTermsOf } from './tier-standing'
import { rankOf, type TierTerms } from './tier-state'

const TIERS = [
  { id: 'sand', name: '拾沙', growth: 0 },
  { id: 'hill', name: '聚丘', growth: 500 },
  { id: 'tower', name: '筑塔', growth: 1500 },
]
const policy = (change: object = {}) =>
  v.parse(TierPolicySettings, { since: '2020-01-01', window: { kind: 'none' }, ...change })
const terms = (change: object = {}): TierTerms => ({ tiers: TIERS, policy: policy(change) })
const yearly = { window: { kind: 'rolling', months: 12 }, graceDays: 10, noticeDays: [30, 7, 1] }
const lin = { ...someone, joinedAt: startOfDay('2026-01-05') }

const TODAY = '2026-11-20'
const state = (change: Partial<TierState> = {}): TierState => ({
  id: 'hill',
  cycle: { from: '2026-02-01', to: '2027-01-31' },
  grace: null,
  gifts: [],
  manual: null,
  ...change,
})

test('a tier is reached with its growth, and the next one says what is missing', () => {
  expect(tierFor(TIERS, 499)).toEqual({
    id: 'sand',
    name: '拾沙',
    growth: 499,
    next: { name: '聚丘', growth: 500, missing: 1 },
  })
  expect(tierFor(TIERS, 500)).toMatchObject({ id: 'hill', next: { missing: 1000 } })
  expect(tierFor(TIERS, 9999).next).toBeNull()
  expect(tierFor([], 5)).toEqual({ id: '', name: '', growth: 5, next: null })
  expect([rankOf(TIERS, 'sand'), rankOf(TIERS, 'tower'), rankOf(TIERS, 'x')]).toEqual([0, 2, -1])
})

test('without a policy a tier follows growth alone, and nothing is ever lost', () => {
  expect(tierTermsOf({ tiers: TIERS, tierPolicy: null })).toBeUndefined()
  const own = policy()
  expect(tierTermsOf({ tiers: TIERS, tierPolicy: own })).toEqual({ tiers: TIERS, policy: own })
  expect(standingOf({ ...lin, growth: 600 }, TIERS, undefined, TODAY)).toEqual({
    id: 'hill',
    name: '聚丘',
    growth: 600,
    next: { name: '筑塔', growth: 1500, missing: 900 },
    keep: null,
    manual: null,
  })
})

const manual = (id: string, until: string) => ({ id, until, reason: '老朋友', operator: '店长' })
const given = (id: string, until: string, own = 'sand') =>
  ({ ...lin, growth: 100, tier: state({ id: own, manual: manual(id, until) }) }) as const

test('T6: a tier from staff counts to its last day, while it is above the own one', () => {
  const rules = terms(yearly)
  const on = (id: string, until: string, own?: string) =>
    standingOf(given(id, until, own), TIERS, rules, TODAY)
  expect(on('tower', TODAY)).toMatchObject({
    id: 'tower',
    manual: { until: TODAY },
    keep: null,
    next: null,
  })
  expect(on('tower', '2026-11-19')).toMatchObject({ id: 'sand', manual: null })
  expect(on('hill', TODAY, 'tower')).toMatchObject({ id: 'tower', manual: null })
  // The own tier is as high: then its own end is what a member reads.
  expect(on('hill', TODAY, 'hill')).toMatchObject({ id: 'hill', manual: null })
  expect(on('hill', TODAY, 'hill').keep).not.toBeNull()
  expect(on('hill', TODAY).next).toEqual({ name: '筑塔', growth: 1500, missing: 1400 })
})

test('T3: what keeps a tier is the growth that its cycle still lacks, to the last day of its grace', () => {
  const rules = terms(yearly)
  const holder = {
    ...lin,
    growthBuckets: [{ from: '2026-03-01', growth: 120 }],
    growth: 120,
  }
  expect(keepingOf(lin, state({ id: 'sand' }), rules, TODAY)).toBeNull()
  expect(keepingOf(lin, state({ id: 'gone' }), rules, TODAY)).toBeNull()
  const first = keepingOf({ ...lin, growthBuckets: [] }, state(), rules, TODAY)
  expect(first).toEqual({
    missing: 500,
    by: '2027-01-31',
    lastDay: '2027-02-10',
    isGrace: false,
  })
  const kept = { ...holder, growthBuckets: [{ from: '2026-03-01', growth: 600 }] }
  expect(keepingOf(kept, state(), rules, TODAY)?.missing).toBe(0)
  const grace = { until: '2027-02-10', missing: 80 }
  expect(keepingOf(holder, state({ grace }), rules, '2027-02-03')).toEqual({
    missing: 80,
    by: '2027-02-10',
    lastDay: '2027-02-10',
    isGrace: true,
  })
})

test('T8: a member is warned at each step before a drop, with the nearest one if some were missed', () => {
  const rules = terms(yearly)
  const holder = { ...lin, growthBuckets: [] }
  const warned = (today: string, change: Partial<TierState> = {}) =>
    dueTierNotice(holder, state(change), rules, today)?.days ?? null
  // The last day is 10 February 2027.
  expect([warned('2027-01-10'), warned('2027-01-11')]).toEqual([null, 30])
  expect([warned('2027-02-02'), warned('2027-02-03'), warned('2027-02-08')]).toEqual([30, 7, 7])
  expect([warned('2027-02-09'), warned('2027-02-10'), warned('2027-02-11')]).toEqual([1, 1, null])
  expect(warned('2027-02-03', { id: 'sand' })).toBeNull()
  const kept = { grace: { until: '2027-02-10', missing: 0 } }
  expect(warned('2027-02-09', kept)).toBeNull()
  // Who has a tier from staff that lasts longer would notice nothing of the drop.
  const covered = (id: string, until: string) => warned('2027-02-09', { manual: manual(id, until) })
  expect(covered('hill', '2027-02-11')).toBeNull()
  expect(covered('tower', '2027-02-11')).toBeNull()
  expect(covered('hill', '2027-02-10')).toBe(1)
  expect(covered('sand', '2027-02-11')).toBe(1)
})

test('the job looks again on the first day on which something is due, and not before', () => {
  const rules = terms(yearly)
  const holder = { ...lin, growthBuckets: [] }
  const next = (change: Partial<TierState> = {}, today = TODAY, who: object = {}) =>
    nextTierDay({ ...holder, ...who }, state(change), rules, today)
  expect(next()).toBe('2027-01-11')
  expect(next({}, '2027-01-11')).toBe('2027-02-01')
  expect(next({}, '2027-02-01')).toBe('2027-02-03')
  expect(next({}, '2027-02-09')).toBe('9999-12-31')
  expect(next({ gifts: [{ tier: 'hill', cycle: '2026-02-01', why: 'up' }] })).toBe(TODAY)
  expect(next({ manual: manual('tower', '2026-12-05') })).toBe('2026-12-06')
  expect(next({ id: 'sand' })).toBe('9999-12-31')
  const profile = { birthday: born('05-04'), requests: [] }
  expect(next({ id: 'sand' }, TODAY, { profile })).toBe('2027-05-04')
  expect(next({ id: 'sand' }, '2026-05-06', { profile })).toBe('2026-05-06')
  const ever = state({ id: 'sand', cycle: { from: '2026-01-01', to: '9999-12-31' } })
  expect(nextTierDay(holder, ever, terms(), TODAY)).toBe('2027-01-01')
})

const born = (monthDay: string, change: Partial<Birthday> = {}): Birthday => ({
  monthDay,
  since: '2025-01-01',
  setOn: '2025-01-01',
  before: null,
  ...change,
})

test('T9: a birthday comes once a calendar year, and on the 28th where there is no 29th', () => {
  expect(birthdaysAround(null, TODAY)).toEqual({ last: null, next: null })
  expect(birthdaysAround(born('05-04'), TODAY)).toEqual({ last: '2026-05-04', next: '2027-05-04' })
  expect(birthdaysAround(born('05-04'), '2026-05-04')).toEqual({
    last: '2026-05-04',
    next: '2027-05-04',
  })
  expect(birthdaysAround(born('12-31'), '2027-01-01')).toEqual({
    last: '2026-12-31',
    next: '2027-12-31',
  })
  expect(birthdaysAround(born('02-29'), '2028-02-28')).toEqual({
    last: '2027-02-28',
    next: '2028-02-29',
  })
  // Nothing before it was told: this year's was over by then.
  const late = born('05-04', { since: '2026-06-01', setOn: '2026-06-01' })
  expect(birthdaysAround(late, TODAY)).toEqual({ last: null, next: '2027-05-04' })
  // A change counts from the next year on.
  const changed = born('12-24', { setOn: '2026-06-01', before: '05-04' })
  expect(birthdaysAround(changed, TODAY)).toEqual({ last: '2026-05-04', next: '2027-12-24' })
})

test('T9: a birthday gift is due for a week, unless it was handled', () => {
  const due = (today: string, seen?: string) =>
    dueBirthday({ profile: { birthday: born('05-04') } }, seen, today)
  expect(['2026-05-03', '2026-05-04', '2026-05-11', '2026-05-12'].map((day) => due(day))).toEqual([
    null,
    '2026-05-04',
    '2026-05-04',
    null,
  ])
  expect(due('2026-05-05', '2026-05-04')).toBeNull()
  expect(due('2026-05-05', '2025-05-04')).toBe('2026-05-04')
  expect(due('2026-05-05', '2026-12-31')).toBeNull()
  expect(dueBirthday({}, undefined, '2026-05-05')).toBeNull()
})

const gifts = [{ tier: 'hill', points: 50, coupon: 'coffee' }]
const benefits = [{ tier: 'hill', birthday: { points: 30, coupon: null } }]

test('T4: a gift is owed once for its tier and cycle, and remembered for as long as that cycle lasts', () => {
  const rules = terms({ ...yearly, gifts })
  const owed = (cycle: string, tier = 'hill', account: object = {}) =>
    dueGifts({ ...lin, ...account }, state({ gifts: [{ tier, cycle, why: 'up' }] }), rules, TODAY)
  const gift = {
    key: 'tier-gift:hill:2026-02-01',
    what: 'tier-up',
    tierName: '聚丘',
    points: 50,
    coupon: 'coffee',
    had: { tier: 'hill', until: '2027-01-31' },
  }
  expect(owed('2026-02-01')).toEqual([gift])
  expect(owed('2025-02-01')).toMatchObject([{ had: { until: '2026-01-31' } }])
  expect(owed('2026-02-01', 'tower')).toEqual([])
  const had = { tier: 'hill', until: '2026-02-01', before: true as const }
  expect(owed('2026-02-01', 'hill', { tierGifts: [had] })).toEqual([])
  expect(owed('2026-02-02', 'hill', { tierGifts: [had] })).toHaveLength(1)
})

test('T9: the birthday gift is that of the tier of the day, and its key is the year', () => {
  const rules = terms({ ...yearly, benefits })
  const profile = { birthday: born('11-18'), requests: [] }
  const due = (change: Partial<TierState>) =>
    dueGifts({ ...lin, profile, growthBuckets: [] }, state(change), rules, TODAY)
  expect(due({})).toEqual([
    {
      key: 'tier-birthday:2026',
      what: 'tier-birthday',
      tierName: '聚丘',
      points: 30,
      coupon: null,
    },
  ])
  expect(due({ id: 'sand' })).toEqual([])
  expect(due({ birthday: '2026-11-18' })).toEqual([])
})

test('T4: a gift is an entry of its own, names its coupon, and what has ended goes first', () => {
  const gift = {
    key: 'tier-gift:hill:2026-02-01',
    what: 'tier-up' as const,
    tierName: '聚丘',
    points: 50,
    coupon: 'coffee',
    had: { tier: 'hill', until: '2027-01-31' },
  }
  const why = { now: startOfDay(TODAY), ruleVersion: 4, expiryVersion: 5 }
  const pay = (account: typeof lin, given: object = {}, coupon = true) =>
    payTierGift(account, { ...gift, ...given }, coupon ? { _id: 'b:c1', title: '咖啡' } : null, {
      ...why,
      expiry: { policy: 'rolling', months: 12 },
    })
  const ended = { ...lin, balance: 7, lots: [{ expiresOn: '2026-11-19', points: 7 }] }
  const paid = pay(ended)
  expect(paid.account).toMatchObject({ balance: 50, tierGifts: [gift.had] })
  expect(paid.entries).toMatchObject([
    { source: 'expiry', points: -7, ruleVersion: 5 },
    {
      _id: 'b:m:tier-gift:hill:2026-02-01',
      source: 'tier',
      points: 50,
      ruleVersion: 4,
      ref: 'b:c1',
      what: 'tier-up',
      facts: { tier: '聚丘', coupon: '咖啡' },
    },
  ])
  const birthday = pay(lin, { had: undefined, what: 'tier-birthday' }, false)
  expect(birthday.account).not.toHaveProperty('tierGifts')
  expect(birthday.entries).toMatchObject([{ ref: null, facts: { coupon: null } }])
})

test('L13: of gifts that an earlier membership had, the one that lasts longest is remembered', () => {
  const [short, long] = [
    { tier: 'hill', until: '2026-05-31' },
    { tier: 'hill', until: '2027-01-31' },
  ]
  const other = { tier: 'tower', until: '2026-12-31' }
  expect(withGiftHad([], short)).toEqual([short])
  expect(withGiftHad([other, short], long)).toEqual([other, long])
  expect(withGiftHad([long, other], short)).toEqual([other, long])
  const gift = { tier: 'hill', cycle: '2027-01-31' }
  expect(hadBefore(undefined, gift)).toBe(false)
  expect(hadBefore([long], gift)).toBe(false)
  const before = { ...long, before: true as const }
  expect(hadBefore([before], gift)).toBe(true)
  expect(hadBefore([before], { ...gift, cycle: '2027-02-01' })).toBe(false)
  expect(hadBefore([{ ...before, tier: 'tower' }], gift)).toBe(false)
})
