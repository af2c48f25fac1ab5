import * as v from 'valibot'
import { TierPolicySettings } from '../../contracts/tier/tier-settings'
import type { ProgramRules } from '../../contracts/programme/program'
import { lin as someone } from '../../../testing/scenes/claims'
import { startOfDay } from '../business-day'
import type { TierState } from '../account/account-parts'
import { tierMoves } from './tier-due'
import { dueGifts, payTierGift } from './tier-gift'
import { tierView } from './tier-view'
import { afterGrowth, tierStateOn, type TierTerms } from './tier-state'

const tiers = [
  { id: 'sand', name: '拾沙', growth: 0 },
  { id: 'hill', name: '聚丘', growth: 500 },
  { id: 'tower', name: '筑塔', growth: 1500 },
]
const policyOf = (change: object) =>
  v.parse(TierPolicySettings, { since: '2026-01-05', window: { kind: 'none' }, ...change })
const termsOf = (change: object): TierTerms => ({ tiers, policy: policyOf(change) })
const rolling = { window: { kind: 'rolling', months: 3 }, graceDays: 10 }
const lin = { ...someone, joinedAt: startOfDay('2026-01-05') }

function rulesOf(policy: object | null): ProgramRules {
  const earn = { tierMultipliers: [{ tier: 'hill', percent: 120 }] }
  const growth = { growth: 1, perFen: 100 }
  const tierPolicy = policy && policyOf(policy)
  return { tiers, tierPolicy, earn, growth } as unknown as ProgramRules
}
const view = (account: typeof lin, policy: object | null, today = '2026-11-20') =>
  tierView(account, rulesOf(policy), (template) => `券 ${template}`, today)

test('T10: without a policy a member sees tiers by growth, and nothing that ends', () => {
  expect(view({ ...lin, growth: 600 }, null)).toMatchObject({
    today: '2026-11-20',
    tier: { id: 'hill', name: '聚丘' },
    growth: 600,
    keep: null,
    graceDays: 0,
    manual: null,
    window: { kind: 'none' },
    leaving: null,
    earning: { growth: 1, perFen: 100 },
  })
})

test('T10: a member sees which growth stops counting at the end of the month, and what stays', () => {
  const growthBuckets = [
    { from: '2026-08-01', growth: 70 },
    { from: '2026-09-01', growth: 40 },
    { from: '2026-11-01', growth: 5 },
  ]
  const account = { ...lin, growth: 115, growthBuckets }
  const seen = view(account, rolling)
  expect(seen.leaving).toEqual({ growth: 40, after: '2026-11-30', rest: 5 })
  expect(seen).toMatchObject({ graceDays: 10, growth: 45 })
  expect(seen.window).toMatchObject({ kind: 'rolling', months: 3 })
  expect(view(account, rolling, '2026-12-20').leaving).toBeNull()
  expect(view(account, { window: { kind: 'calendarYear' } }).leaving).toBeNull()
  const negative = [
    { from: '2026-09-01', growth: 40 },
    { from: '2026-11-01', growth: -60 },
  ]
  expect(view({ ...account, growthBuckets: negative }, rolling).leaving?.rest).toBe(0)
})

test('T6: each tier shows what it brings, coupons by their titles', () => {
  const benefits = [
    { tier: 'sand', earlyHours: 0 },
    {
      tier: 'hill',
      discountPercent: 95,
      earlyHours: 24,
      words: ['试吃'],
      birthday: { points: 66, coupon: 'coffee' },
    },
  ]
  const gifts = [
    { tier: 'sand', points: 10 },
    { tier: 'hill', points: 30, coupon: 'cake' },
  ]
  const [sand, hill, tower] = view(lin, { benefits, gifts }).tiers.map((each) => each.benefits)
  const none = {
    discountPercent: null,
    multiplierPercent: null,
    birthday: null,
    earlyHours: 0,
    words: [],
    gift: null,
  }
  expect(sand).toEqual({ ...none, gift: { points: 10, couponTitle: null } })
  expect(hill).toEqual({
    discountPercent: 95,
    multiplierPercent: 120,
    birthday: { points: 66, couponTitle: '券 coffee' },
    earlyHours: 24,
    words: ['试吃'],
    gift: { points: 30, couponTitle: '券 cake' },
  })
  expect(tower).toEqual(none)
})

const TODAY = '2026-11-20'
const welcomed = (change: object, policy: object = rolling) =>
  tierStateOn({ ...lin, growthBuckets: [], ...change }, termsOf(policy), TODAY)

test('T5: who joins from the first day of the policy on is welcomed, once in a lifetime', () => {
  const welcome = [{ tier: 'sand', why: 'join' }]
  expect(welcomed({}).gifts).toMatchObject(welcome)
  expect(welcomed({ joinedAt: startOfDay('2026-01-04') }).gifts).toEqual([])
  expect(welcomed({ giftsHad: ['join'] }).gifts).toEqual([])
  expect(welcomed({ giftsHad: ['profile'] })).toMatchObject({
    gifts: welcome,
    birthday: '2026-12-31',
  })
  expect(welcomed({})).not.toHaveProperty('birthday')
})

test('T3: growth from before months were kept does not begin an earlier cycle', () => {
  const yearly = { window: { kind: 'anniversary' }, since: '2020-01-01' }
  const joinedAt = startOfDay('2024-01-05')
  const cycle = (change: object) =>
    tierStateOn({ ...lin, joinedAt, ...change }, termsOf(yearly), TODAY).cycle
  const now = { from: '2026-01-05', to: '2027-01-04' }
  expect(cycle({ growth: 600 })).toEqual(now)
  expect(cycle({ growth: 0 })).toEqual(now)
  const kept = tierStateOn({ ...lin, joinedAt, growth: 600 }, termsOf(yearly), TODAY)
  expect(kept).toMatchObject({ id: 'hill', grace: null })
  const long = {
    ...lin,
    joinedAt,
    growth: 600,
    growthBuckets: [{ from: '2024-02-01', growth: 600 }],
  }
  expect(tierStateOn(long, termsOf(yearly), TODAY).id).toBe('sand')
})

const stored = (change: object = {}) => ({
  id: 'hill',
  cycle: { from: '2026-09-01', to: '2026-11-30' },
  grace: null,
  gifts: [],
  manual: null,
  ...change,
})

test('T7: a tier that staff removed becomes the one that growth reaches', () => {
  const gone = { growth: 600, tier: stored({ id: 'gone' }) }
  expect(welcomed(gone).id).toBe('hill')
  expect(welcomed({ ...gone, growth: 20 }).id).toBe('sand')
})

test('T7: cycles that are switched off end for ever, and those switched on begin now', () => {
  const off = welcomed({ growth: 600, tier: stored() }, {})
  expect(off).toMatchObject({ id: 'hill', cycle: { to: '9999-12-31' }, grace: null })
  const grace = { until: '2026-12-10', missing: 5 }
  expect(welcomed({ tier: stored({ grace }) }, {}).grace).toBeNull()
  const on = welcomed({ growth: 600, tier: { ...off, gifts: [] } })
  expect(on).toMatchObject({ id: 'hill', grace: null })
  expect(on.cycle.to).not.toBe('9999-12-31')
  expect(on.cycle.to > TODAY).toBe(true)
})

test('T3: a grace never lasts beyond the next cycle, and without one the tier falls at once', () => {
  const later = (policy: object, day: string, growth = 0) =>
    tierStateOn(
      { ...lin, growth, growthBuckets: [{ from: '2026-10-01', growth }], tier: stored() },
      termsOf(policy),
      day,
    )
  expect(later(rolling, '2026-12-01')).toMatchObject({
    id: 'hill',
    grace: { until: '2026-12-10', missing: 500 },
  })
  expect(later({ ...rolling, graceDays: 0 }, '2026-12-01')).toMatchObject({
    id: 'sand',
    grace: null,
  })
  expect(later(rolling, '2026-12-01', 500)).toMatchObject({
    id: 'hill',
    grace: null,
    gifts: [{ tier: 'hill', why: 'kept' }],
  })
  expect(later(rolling, '2026-12-01', 499).grace?.missing).toBe(1)
  const short = tierStateOn(
    { ...lin, growthBuckets: [], tier: stored({ id: 'sand' }) },
    termsOf(rolling),
    '2026-12-01',
  )
  expect(short).toMatchObject({ id: 'sand', grace: null, gifts: [] })
})

test('T3: growth lifts by every tier on the way, each with its gift; only growth of all time lets fall', () => {
  const up = (policy: object, change: number, growth = 0) => {
    const holder = { ...lin, growth, growthBuckets: [{ from: '2026-11-01', growth }] }
    return afterGrowth(holder, change, termsOf(policy), TODAY)
  }
  const whys = (moved: ReturnType<typeof up>) =>
    moved.tier?.gifts.map(({ tier, why }) => [tier, why])
  const two = up(rolling, 1600)
  expect(two).toMatchObject({ growth: 1600, tier: { id: 'tower', grace: null } })
  expect(whys(two)).toEqual([
    ['sand', 'join'],
    ['hill', 'up'],
    ['tower', 'up'],
  ])
  // A rolling window begins anew with the tier; a calendar year goes on.
  const year = up({ window: { kind: 'calendarYear' } }, 600)
  expect(year.tier?.cycle).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  expect(two.tier?.cycle.from).toBe(
    tierStateOn({ ...lin, growth: 9, growthBuckets: undefined }, termsOf(rolling), TODAY).cycle
      .from,
  )
  const ever = {
    ...lin,
    growth: 600,
    tier: stored({ cycle: { from: '2026-01-05', to: '9999-12-31' } }),
  }
  expect(afterGrowth({ ...ever, growthBuckets: [] }, -200, termsOf({}), TODAY).tier?.id).toBe(
    'sand',
  )
  const window = {
    ...lin,
    growth: 600,
    growthBuckets: [{ from: '2026-11-01', growth: 600 }],
    tier: stored(),
  }
  expect(afterGrowth(window, -200, termsOf(rolling), TODAY).tier?.id).toBe('hill')
  expect(whys(up(rolling, 10))).toEqual([['sand', 'join']])
})

test('T3: growth and tier change together, with the next day on which the job looks', () => {
  const move = tierMoves(termsOf(rolling))
  const moved = move?.({ ...lin, growthBuckets: [] }, 600, startOfDay(TODAY))
  expect(moved).toMatchObject({
    growth: 600,
    growthBuckets: [{ growth: 600 }],
    tier: { id: 'hill' },
    // Its gifts are due at once.
    nextTier: TODAY,
  })
  expect(tierMoves(undefined)).toBeUndefined()
})

test('T9: a birthday on the day on which it was told is had, and its gift comes beside that of a tier', () => {
  const birthday = { monthDay: '11-20', since: TODAY, setOn: TODAY, before: null }
  const profile = { birthday, requests: [] }
  const rules = termsOf({
    ...rolling,
    gifts: [{ tier: 'hill', points: 5 }],
    benefits: [{ tier: 'hill', birthday: { points: 3 } }],
  })
  const owed = stored({ gifts: [{ tier: 'hill', cycle: '2026-09-01', why: 'up' }] })
  const account = { ...lin, profile, growthBuckets: [{ from: '2026-10-01', growth: 600 }] }
  const due = dueGifts(account, owed as TierState, rules, TODAY)
  expect(due.map(({ key, coupon }) => [key, coupon])).toEqual([
    ['tier-gift:hill:2026-09-01', null],
    ['tier-birthday:2026', null],
  ])
  const [gift] = due
  if (!gift) throw new Error('nothing is due')
  const had = [{ tier: 'tower', until: '2027-01-31' }]
  const paid = payTierGift({ ...account, tierGifts: had }, gift, null, {
    now: startOfDay(TODAY),
    ruleVersion: 1,
    expiry: { policy: 'rolling', months: 12 },
    expiryVersion: 1,
  })
  expect(paid.account.tierGifts).toEqual([...had, { tier: 'hill', until: '2026-11-30' }])
  expect(paid.entries).toMatchObject([{ growth: 0, ref: null }])
})
