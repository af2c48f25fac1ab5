import fc from 'fast-check'
import { sumOfKinds } from '../account/by-kind'
import { receiptFor, termsFor, type EarnRules, type Purchase } from './earning'

const NO_BUDGET = { id: null, budget: null }

const rules: EarnRules = {
  points: 1,
  perFen: 100,
  rounding: 'floor',
  categories: [
    { id: 'cake', name: '蛋糕', words: ['蛋糕'] },
    { id: 'bread', name: '面包', words: ['吐司', '面包'] },
  ],
  rates: [
    { name: '蛋糕双倍', channels: [], tiers: [], categories: ['cake'], points: 2, perFen: 100 },
  ],
  tierMultipliers: [{ tier: 'zhuta', percent: 150 }],
  memberDays: [{ name: '会员日', dayOfMonth: 18, percent: 200 }],
  birthday: { scope: 'day', percent: 200 },
  campaigns: [
    {
      name: '双 11',
      from: '2026-11-01',
      to: '2026-11-11',
      channels: ['tmall'],
      percent: 300,
      ...NO_BUDGET,
    },
  ],
  capPerOrder: null,
  capPerDay: null,
}

const purchase: Purchase = {
  channel: 'tmall',
  paidFen: 40800,
  items: [{ title: '全麦吐司 450g', paidFen: 40800 }],
  boughtOn: '2026-10-20',
  tier: { id: 'shisha', name: '拾沙' },
  birthday: null,
  earnedToday: 0,
}

const receipt = (change: Partial<Purchase>, more: Partial<EarnRules> = {}, net?: number) => {
  const asked = { ...purchase, ...change }
  return receiptFor(termsFor({ ...rules, ...more }, asked), net ?? asked.paidFen)
}

test('E8: ¥99.99 at 1 per ¥ is 99 by floor, 100 by nearest and by ceil', () => {
  const items = [{ title: '面包', paidFen: 9999 }]
  const points = (rounding: EarnRules['rounding']) =>
    receipt({ paidFen: 9999, items }, { rounding }).points
  expect([points('floor'), points('nearest'), points('ceil')]).toEqual([99, 100, 100])
})

test('E8: any payment at any rate is rounded once, as the setting says', () => {
  const [fen, points, perFen] = [
    fc.nat(10_000_000),
    fc.nat(1000),
    fc.integer({ min: 1, max: 9999 }),
  ]
  fc.assert(
    fc.property(fen, points, perFen, (paidFen, each, per) => {
      const by = (rounding: EarnRules['rounding']) =>
        receipt({ paidFen, items: [] }, { points: each, perFen: per, rounding }).points
      const [floor, nearest, ceil] = [by('floor'), by('nearest'), by('ceil')]
      expect(floor * per).toBeLessThanOrEqual(paidFen * each)
      expect((floor + 1) * per).toBeGreaterThan(paidFen * each)
      expect(ceil).toBe((paidFen * each) % per === 0 ? floor : floor + 1)
      expect(nearest).toBe(((paidFen * each) % per) * 2 >= per ? ceil : floor)
    }),
  )
})

test('E1: brand, category, channel and tier each have a rate; the first that matches counts', () => {
  const rate = { channels: [], tiers: [], categories: [], perFen: 100 }
  const rates = [
    { ...rate, name: '筑塔京东', channels: ['jd' as const], tiers: ['zhuta'], points: 5 },
    { ...rate, name: '京东', channels: ['jd' as const], points: 3 },
    { ...rate, name: '面包', categories: ['bread'], points: 2 },
  ]
  const first = (change: Partial<Purchase>) => receipt(change, { rates }).lines[0]
  expect(first({ channel: 'jd', tier: { id: 'zhuta', name: '筑塔' } })).toEqual({
    label: '筑塔京东',
    points: 2040,
  })
  expect(first({ channel: 'jd' })).toEqual({ label: '京东', points: 1224 })
  expect(first({})).toEqual({ label: '面包', points: 816 })
  expect(first({ items: [] })).toEqual({ label: '消费积分', points: 408 })
})

test('E1: the receipt shows the sum line by line', () => {
  expect(receipt({ tier: { id: 'zhuta', name: '筑塔' } })).toEqual({
    points: 612,
    byKind: { consumption: 408, reward: 204, interaction: 0 },
    lines: [
      { label: '消费积分', points: 408 },
      { label: '筑塔会员 1.5 倍', points: 204 },
    ],
  })
})

test('E1: a category has its own rate where the shares of the items are known', () => {
  const items = [
    { title: '生日蛋糕 8寸', paidFen: 26800 },
    { title: '全麦吐司', paidFen: 14000 },
  ]
  expect(receipt({ items }).points).toBe(268 * 2 + 140)
  const unknown = items.map((item) => ({ ...item, paidFen: null }))
  expect(receipt({ items: unknown }).points).toBe(408)
})

test('E7: tier, member day and campaign multiply in one fixed order', () => {
  const all = receipt(
    { tier: { id: 'zhuta', name: '筑塔' }, boughtOn: '2026-11-18' },
    { campaigns: rules.campaigns.map((campaign) => ({ ...campaign, to: '2026-11-30' })) },
  )
  expect(all.lines.map((line) => line.label)).toEqual([
    '消费积分',
    '筑塔会员 1.5 倍',
    '会员日 2 倍',
    '双 11 3 倍',
  ])
  expect(all.points).toBe(408 * 9)
})

test('a campaign acts on its days and channels only', () => {
  expect(receipt({ boughtOn: '2026-11-11' }).points).toBe(408 * 3)
  expect(receipt({ boughtOn: '2026-11-12' }).points).toBe(408)
  expect(receipt({ boughtOn: '2026-11-11', channel: 'jd' }).points).toBe(408)
})

test('E6: the cap of an order and the daily cap are lines of their own on the receipt', () => {
  expect(receipt({}, { capPerOrder: 300 })).toEqual({
    points: 300,
    byKind: { consumption: 300, reward: 0, interaction: 0 },
    lines: [
      { label: '消费积分', points: 408 },
      { label: '每单上限 300', points: -108 },
    ],
  })
  expect(receipt({ earnedToday: 900 }, { capPerDay: 1000 }).lines.at(-1)).toEqual({
    label: '每日上限 100',
    points: -308,
  })
  expect(receipt({ earnedToday: 2000 }, { capPerDay: 1000 }).points).toBe(0)
})

test('E2: multipliers are reward points, and a cap takes from them first', () => {
  const zhuta = { tier: { id: 'zhuta', name: '筑塔' } }
  const split = (cap: number | null, net?: number) =>
    receipt(zhuta, { capPerOrder: cap }, net).byKind
  expect(split(null)).toEqual({ consumption: 408, reward: 204, interaction: 0 })
  expect(split(500)).toEqual({ consumption: 408, reward: 92, interaction: 0 })
  expect(split(300)).toEqual({ consumption: 300, reward: 0, interaction: 0 })
  // After half of the money was refunded the cap no longer holds.
  expect(split(300, 20000)).toEqual({ consumption: 200, reward: 100, interaction: 0 })
})

test('a payment that is reported only after the claim still brings its points', () => {
  const unknown = { paidFen: 0, items: [{ title: '全麦吐司', paidFen: null }] }
  const terms = termsFor(rules, { ...purchase, ...unknown })
  expect(receiptFor(terms, 0).points).toBe(0)
  expect(receiptFor(terms, 1234).points).toBe(12)
})

const anyTerms = fc.record({
  pieces: fc.array(
    fc.record({
      label: fc.constant('x'),
      fen: fc.integer({ min: 0, max: 10_000_000 }),
      points: fc.integer({ min: 0, max: 1000 }),
      perFen: fc.integer({ min: 1, max: 100_000 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  multipliers: fc.array(
    fc.record({ label: fc.constant('m'), percent: fc.integer({ min: 100, max: 500 }) }),
    { maxLength: 4 },
  ),
  cap: fc.option(fc.record({ label: fc.constant('c'), points: fc.integer({ min: 0, max: 5000 }) })),
  rounding: fc.constantFrom('floor' as const, 'nearest' as const, 'ceil' as const),
})

test('E1: the lines always add up, and less money never brings more points', () => {
  fc.assert(
    fc.property(anyTerms, fc.nat(100), fc.nat(100), (terms, a, b) => {
      const paid = terms.pieces.reduce((sum, piece) => sum + piece.fen, 0)
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map((percent) =>
        receiptFor(terms, Math.floor((paid * percent) / 100)),
      )
      const sum = more?.lines.reduce((total, line) => total + line.points, 0)
      expect(sum).toBe(more?.points)
      expect(more && sumOfKinds(more.byKind)).toBe(more?.points)
      expect(Math.min(...Object.values(more?.byKind ?? {}))).toBeGreaterThanOrEqual(0)
      expect(less?.points).toBeLessThanOrEqual(more?.points ?? 0)
    }),
  )
})

test('refunds in any number of steps end at the same points as one full refund', () => {
  fc.assert(
    fc.property(anyTerms, fc.array(fc.nat(100), { maxLength: 8 }), (terms, steps) => {
      const paid = terms.pieces.reduce((sum, piece) => sum + piece.fen, 0)
      let [refunded, held] = [0, receiptFor(terms, paid).points]
      for (const percent of steps) {
        const next = refunded + Math.floor(((paid - refunded) * percent) / 100)
        held -= receiptFor(terms, paid - refunded).points - receiptFor(terms, paid - next).points
        refunded = next
      }
      expect(held).toBe(receiptFor(terms, paid - refunded).points)
    }),
  )
})
