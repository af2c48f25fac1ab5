import { at, lin } from '../../../testing/scenes/claims'
import type { ActionRules } from '../ledger/action-reward'
import { dayOccasion, monthOccasions, payOccasions } from './check-in-reward'
import type { CheckedIn } from './check-in'

const NOW = at('2026-11-20')
const rules: ActionRules = {
  version: 3,
  expiry: { policy: 'rolling', months: 12 },
  expiryVersion: 3,
  caps: { checkInPerDay: null, printCodePerDay: null, taskPerDay: null, interactionPerDay: null },
  afterGrowth: undefined,
}
const coupon = { templateId: 'coffee', title: '咖啡' }
const milestone = { day: 3, points: 4, growth: 2, coupon }
const steps = [
  { days: 3, points: 7, growth: 5, coupon: null },
  { days: 10, points: 20, growth: 0, coupon },
]
const decision = { earned: 9, milestone, streakDays: 3 } as CheckedIn
const occasions = [dayOccasion(decision, '2026-11-20'), ...monthOccasions(steps, '2026-10-31')]
const pay = (
  account = lin,
  given: Partial<ActionRules> = {},
  coupons = new Map<string, string>(),
) => payOccasions({ account, entries: [] }, occasions, coupons, { ...rules, ...given }, asked)
const asked = { requestId: 'r1', now: NOW }

test('C5: the day and each step of the month that it counts for have names of their own', () => {
  expect(occasions).toEqual([
    {
      key: '2026-11-20',
      happened: { what: 'check-in', facts: { streakDays: 3, growth: 2, coupon: '咖啡' } },
      points: 9,
      growth: 2,
      coupon,
    },
    {
      key: '2026-10:days:3',
      happened: {
        what: 'month-step',
        facts: { month: '2026-10', days: 3, growth: 5, coupon: null },
      },
      points: 7,
      growth: 5,
      coupon: null,
    },
    {
      key: '2026-10:days:10',
      happened: {
        what: 'month-step',
        facts: { month: '2026-10', days: 10, growth: 0, coupon: '咖啡' },
      },
      points: 20,
      growth: 0,
      coupon,
    },
  ])
  const plain = dayOccasion({ ...decision, milestone: null }, '2026-11-20')
  expect(plain).toMatchObject({ growth: 0, coupon: null })
})

test('C5: each occasion is an entry of its own, and together they are what the check-in brought', () => {
  const coupons = new Map([['2026-11-20', 'b:coupon-1']])
  const paid = pay(lin, {}, coupons)
  expect(paid).toMatchObject({ earned: [9, 7, 20], growthEarned: 7, cap: null, paidToDeficit: 0 })
  expect(paid.account).toMatchObject({ balance: 36, growth: 7, seq: 3 })
  expect(paid.entries).toMatchObject([
    { _id: 'b:m:check-in:2026-11-20', points: 9, ref: 'b:coupon-1', requestId: 'r1' },
    { _id: 'b:m:check-in:2026-10:days:3', points: 7, ref: null },
    { _id: 'b:m:check-in:2026-10:days:10', points: 20, ref: null },
  ])
  const before = paid.entries.slice(0, 1)
  const more = payOccasions({ account: paid.account, entries: before }, [], coupons, rules, asked)
  expect(more).toMatchObject({ earned: [], growthEarned: 0, entries: before })
})

test('E6: what a cap takes of several occasions is told in one sum', () => {
  const caps = { ...rules.caps, checkInPerDay: 10 }
  const paid = pay(lin, { caps })
  expect(paid).toMatchObject({ earned: [9, 1, 0], cap: { limit: 10, missed: 26 } })
  expect(paid.account.balance).toBe(10)
})

test('E4: what pays a debt is told in one sum, too', () => {
  const paid = pay({ ...lin, deficit: 12 })
  expect(paid).toMatchObject({ earned: [9, 7, 20], paidToDeficit: 12 })
  expect(paid.account).toMatchObject({ balance: 24, deficit: 0 })
})
