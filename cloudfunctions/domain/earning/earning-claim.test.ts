import fc from 'fast-check'
import { newAccount, type Account } from '../account/account'
import { startOfDay } from '../business-day'
import { nextBudget, withBudget } from './campaign-budget'
import { openClaim, type ClaimRules } from '../claim/claim'
import { receiptFor, termsFor } from './earning'
import type { Order } from '../order/order'
import { birthdayAt, tellBirthday } from '../account/birthday'
import { settle } from '../claim/settlement'

const member: Account = {
  ...newAccount({
    brand: 'b',
    memberId: 'm',
    nickname: 'n',
    phoneTail: '',
    phoneMasked: null,
    consentVersion: '1',
    joinedAt: 0,
  }),
  growth: 600,
  profile: {
    birthday: tellBirthday(null, '02-29', '2027-01-01'),
    requests: [],
  },
}

const anyRules = fc.record({
  points: fc.integer({ min: 0, max: 20 }),
  perFen: fc.integer({ min: 1, max: 500 }),
  rounding: fc.constantFrom('floor' as const, 'nearest' as const, 'ceil' as const),
  tier: fc.integer({ min: 100, max: 300 }),
  birthday: fc.option(
    fc.record({
      scope: fc.constantFrom('day' as const, 'month' as const),
      percent: fc.integer({ min: 100, max: 300 }),
    }),
  ),
  budget: fc.option(fc.nat(300)),
  capPerOrder: fc.option(fc.integer({ min: 1, max: 500 })),
  capPerDay: fc.option(fc.integer({ min: 1, max: 500 })),
})

function claimRules(any: typeof anyRules extends fc.Arbitrary<infer R> ? R : never): ClaimRules {
  const { points, perFen, rounding, tier, birthday, budget, capPerOrder, capPerDay } = any
  const tiers = [
    { id: 'low', name: '低', growth: 0 },
    { id: 'high', name: '高', growth: 500 },
  ]
  return {
    version: 3,
    tiers,
    growth: { growth: 1, perFen: 100 },
    expiry: { policy: 'rolling', months: 12 },
    expiryVersion: 1,
    windowDays: 180,
    waitDays: 7,
    perDay: 20,
    postDays: 0,
    postDaysByChannel: {},
    deficitLimit: null,
    proof: 'never',
    lockAfter: 10,
    earn: {
      points,
      perFen,
      rounding,
      birthday,
      capPerOrder,
      capPerDay,
      categories: [{ id: 'cake', name: '蛋糕', words: ['蛋糕'] }],
      rates: [
        { name: '蛋糕', channels: [], tiers: [], categories: ['cake'], points: 3, perFen: 100 },
      ],
      tierMultipliers: [{ tier: 'high', percent: tier }],
      memberDays: [{ name: '会员日', dayOfMonth: 28, percent: 150 }],
      campaigns: [
        {
          name: '开年',
          from: '2027-01-01',
          to: '2028-12-31',
          channels: [],
          percent: 250,
          ...(budget === null ? { id: null, budget: null } : { id: 'new-year', budget }),
        },
      ],
    },
  }
}

const anyItems = fc.array(
  fc.record({ title: fc.constantFrom('蛋糕', '面包'), paidFen: fc.nat(50_000) }),
  { minLength: 1, maxLength: 4 },
)
const anyDay = fc.constantFrom('2027-02-28', '2027-03-01', '2028-02-28', '2028-02-29', '2027-05-07')

test('E7 and E11: whatever is bought, the simulator shows what the claim then brings', () => {
  fc.assert(
    fc.property(anyRules, anyItems, anyDay, fc.nat(100), (any, items, boughtOn, refund) => {
      const rules = claimRules(any)
      const now = startOfDay(boughtOn) + 3_600_000
      const paidFen = items.reduce((sum, item) => sum + item.paidFen, 0)
      const refundedFen = Math.floor((paidFen * refund) / 100)
      const net = paidFen - refundedFen
      // The points simulator's side: who buys what and when, and what is left of the budget.
      const birthday = birthdayAt(member.profile?.birthday ?? null, boughtOn)
      const who = { tier: { id: 'high', name: '高' }, birthday, earnedToday: 0 }
      let terms = termsFor(rules.earn, { channel: 'tmall', paidFen, items, boughtOn, ...who })
      const request = nextBudget(terms, net)
      const most = Math.min(request?.points ?? 0, any.budget ?? 0)
      if (request) terms = withBudget(terms, request.id, most)
      const simulated = receiptFor(terms, net)
      // The claim's side: an order from an import.
      const order: Order = {
        _id: 'b:tmall:1',
        brand: 'b',
        channel: 'tmall',
        orderNo: '1',
        status: 'completed',
        paidFen,
        refundedFen,
        freightFen: 0,
        createdAt: now,
        paidAt: now,
        completedAt: now,
        phoneTail: null,
        claim: null,
        importedAt: now,
        items: items.map((item) => ({ ...item, quantity: 1 })),
      }
      const claim = openClaim(
        order,
        member,
        { requestId: 'r', claimedAt: now, shown: 'number' as const },
        rules,
      )
      if (request) claim.terms = withBudget(claim.terms, request.id, most)
      const settled = settle({ ...order, claim }, member, rules, now)
      expect(settled?.claim.points).toBe(simulated.points)
      expect(receiptFor(claim.terms, net).lines).toEqual(simulated.lines)
      expect(settled?.claim.byKind).toEqual(simulated.byKind)
      expect(settled?.account.balance).toBe(simulated.points)
    }),
    { numRuns: 400 },
  )
})

test('E7: tier, member day, birthday and campaign multiply in this order', () => {
  const rules = claimRules({
    points: 1,
    perFen: 100,
    rounding: 'floor',
    tier: 200,
    budget: 50,
    birthday: { scope: 'day', percent: 300 },
    capPerOrder: null,
    capPerDay: null,
  })
  const purchase = {
    channel: 'tmall' as const,
    paidFen: 1000,
    items: [{ title: '面包', paidFen: 1000 }],
    boughtOn: '2027-02-28',
    tier: { id: 'high', name: '高' },
    earnedToday: 0,
  }
  const terms = termsFor(rules.earn, { ...purchase, birthday: '02-29' })
  expect(receiptFor(withBudget(terms, 'new-year', 50), 1000)).toEqual({
    points: 140,
    byKind: { consumption: 10, reward: 130, interaction: 0 },
    lines: [
      { label: '消费积分', points: 10 },
      { label: '高会员 2 倍', points: 10 },
      { label: '会员日 1.5 倍', points: 10 },
      { label: '生日 3 倍', points: 60 },
      { label: '开年 2.5 倍', points: 135 },
      { label: '开年预算只剩 50', points: -85 },
    ],
  })
})

test('E6: a refund never lets a campaign add more than was taken from its budget', () => {
  fc.assert(
    fc.property(anyRules, anyItems, fc.nat(100), fc.nat(400), (any, items, kept, most) => {
      const rules = claimRules({ ...any, budget: 1 })
      const paidFen = items.reduce((sum, item) => sum + item.paidFen, 0)
      const who = { tier: { id: 'high', name: '高' }, birthday: null, earnedToday: 0 }
      const purchase = { channel: 'tmall' as const, paidFen, items, boughtOn: '2027-05-07', ...who }
      const terms = withBudget(termsFor(rules.earn, purchase), 'new-year', most)
      const { lines } = receiptFor(terms, Math.floor((paidFen * kept) / 100))
      const added = lines.filter(({ label }) => label.startsWith('开年'))
      expect(added.reduce((sum, { points }) => sum + points, 0)).toBeLessThanOrEqual(most)
    }),
  )
})
