import {
  budgetShardId,
  nextBudget,
  takeFrom,
  withBudget,
  type BudgetShard,
} from './campaign-budget'
import {
  floorOfSpend,
  limitsOf,
  receiptFor,
  termsFor,
  type EarnRules,
  type Purchase,
} from './earning'

const rules: EarnRules = {
  points: 1,
  perFen: 100,
  rounding: 'floor',
  categories: [
    { id: 'cake', name: '蛋糕', words: ['蛋糕', '慕斯'] },
    { id: 'bread', name: '面包', words: ['面包'] },
  ],
  rates: [
    {
      name: '天猫蛋糕',
      channels: ['tmall'],
      tiers: ['hill'],
      categories: ['cake'],
      points: 3,
      perFen: 100,
    },
    { name: '蛋糕', channels: [], tiers: [], categories: ['cake'], points: 2, perFen: 100 },
  ],
  tierMultipliers: [{ tier: 'hill', percent: 150 }],
  memberDays: [{ name: '会员日', dayOfMonth: 18, percent: 200 }],
  birthday: { scope: 'month', percent: 200 },
  campaigns: [
    {
      name: '双 11',
      from: '2026-11-01',
      to: '2026-11-11',
      channels: [],
      percent: 200,
      id: 'eleven',
      budget: 500,
    },
    {
      name: '加赠',
      from: '2026-11-11',
      to: '2026-11-30',
      channels: [],
      percent: 110,
      id: null,
      budget: 9,
    },
  ],
  capPerOrder: null,
  capPerDay: null,
}

const purchase: Purchase = {
  channel: 'jd',
  paidFen: 10_000,
  items: [{ title: '面包', paidFen: 10_000 }],
  boughtOn: '2026-10-20',
  tier: { id: 'sand', name: '拾沙' },
  birthday: null,
  earnedToday: 0,
}
const terms = (change: Partial<Purchase> = {}, more: Partial<EarnRules> = {}) =>
  termsFor({ ...rules, ...more }, { ...purchase, ...change })
const labels = (change: Partial<Purchase>) => terms(change).multipliers.map(({ label }) => label)

test('a campaign counts from its first day to its last, and only one with an id has a budget', () => {
  expect(labels({ boughtOn: '2026-10-31' })).toEqual([])
  expect(labels({ boughtOn: '2026-11-01' })).toEqual(['双 11'])
  expect(labels({ boughtOn: '2026-11-11' })).toEqual(['双 11', '加赠'])
  expect(labels({ boughtOn: '2026-11-12' })).toEqual(['加赠'])
  expect(terms({ boughtOn: '2026-11-11' }).multipliers).toEqual([
    { label: '双 11', percent: 200, budget: { id: 'eleven', most: null } },
    { label: '加赠', percent: 110 },
  ])
  const unlimited = {
    ...rules.campaigns[0],
    id: 'eleven',
    budget: null,
  } as EarnRules['campaigns'][0]
  const { multipliers } = terms({ boughtOn: '2026-11-11' }, { campaigns: [unlimited] })
  expect(multipliers).toEqual([{ label: '双 11', percent: 200 }])
})

test('tier, member day, birthday and campaign act only for those they name', () => {
  const hill = { id: 'hill', name: '聚丘' }
  expect(labels({ tier: hill })).toEqual(['聚丘会员'])
  expect(labels({ boughtOn: '2026-10-18' })).toEqual(['会员日'])
  expect(labels({ birthday: '10-03' })).toEqual(['生日月'])
  expect(labels({ birthday: '09-20' })).toEqual([])
  const own = { birthday: { scope: 'day' as const, percent: 300 } }
  expect(terms({ birthday: '10-20' }, own).multipliers).toEqual([{ label: '生日', percent: 300 }])
  expect(terms({ birthday: '10-20' }, { birthday: null }).multipliers).toEqual([])
})

test('E1: a rate needs its channel, tier and category all to match, and the first match counts', () => {
  const pieces = (change: Partial<Purchase>) => terms(change).pieces
  const cake = [{ title: '抹茶慕斯', paidFen: 10_000 }]
  const rate = (label: string, points: number) => [{ label, fen: 10_000, points, perFen: 100 }]
  const hill = { id: 'hill', name: '聚丘' }
  expect(pieces({})).toEqual(rate('消费积分', 1))
  expect(pieces({ items: cake })).toEqual(rate('蛋糕', 2))
  expect(pieces({ items: cake, tier: hill })).toEqual(rate('蛋糕', 2))
  expect(pieces({ items: cake, channel: 'tmall' })).toEqual(rate('蛋糕', 2))
  expect(pieces({ items: cake, channel: 'tmall', tier: hill })).toEqual(rate('天猫蛋糕', 3))
  expect(pieces({ items: [] })).toEqual(rate('消费积分', 1))
  expect(pieces({ items: [{ title: '杯子', paidFen: 10_000 }] })).toEqual(rate('消费积分', 1))
})

test('E1: shares count if all are known and add up; otherwise a category counts only if all items are in it', () => {
  const mixed = [
    { title: '蛋糕', paidFen: 4000 },
    { title: '面包', paidFen: 5000 },
    { title: '奶油蛋糕', paidFen: 1000 },
  ]
  const pieces = (items: Purchase['items']) => terms({ items }).pieces
  expect(pieces(mixed)).toEqual([
    { label: '蛋糕', fen: 5000, points: 2, perFen: 100 },
    { label: '消费积分', fen: 5000, points: 1, perFen: 100 },
  ])
  const whole = [{ label: '消费积分', fen: 10_000, points: 1, perFen: 100 }]
  expect(pieces(mixed.slice(0, 2))).toEqual(whole)
  const unknown = mixed.map(({ title }) => ({ title, paidFen: null }))
  expect(pieces(unknown)).toEqual(whole)
  const cakes = unknown.filter(({ title }) => title.includes('蛋糕'))
  expect(pieces(cakes)).toEqual([{ label: '蛋糕', fen: 10_000, points: 2, perFen: 100 }])
  const partly = [
    { title: '蛋糕', paidFen: 10_000 },
    { title: '面包', paidFen: null },
  ]
  expect(pieces(partly)).toEqual(whole)
})

test('E6: the tighter of two caps holds, and the receipt shows which one and its points', () => {
  const cap = (change: Partial<EarnRules>, earnedToday = 0) => terms({ earnedToday }, change).cap
  expect(cap({})).toBeNull()
  expect(cap({ capPerOrder: 50 })).toEqual({ label: '每单上限', points: 50 })
  expect(cap({ capPerDay: 60 }, 20)).toEqual({ label: '每日上限', points: 40 })
  expect(cap({ capPerDay: 60 }, 61)).toEqual({ label: '每日上限', points: 0 })
  expect(cap({ capPerOrder: 40, capPerDay: 60 }, 20)).toEqual({ label: '每单上限', points: 40 })
  expect(cap({ capPerOrder: 41, capPerDay: 60 }, 20)).toEqual({ label: '每日上限', points: 40 })
  expect(limitsOf(terms({}, { capPerOrder: 50 }), 10_000)).toEqual([{ cap: 'order', points: 50 }])
  expect(limitsOf(terms({}, { capPerDay: 50 }), 10_000)).toEqual([{ cap: 'day', points: 50 }])
  expect(limitsOf(terms({}, { capPerOrder: 100 }), 10_000)).toEqual([])
})

test('E6: a budget gives what it has left to the campaign’s own part, and the receipt shows it', () => {
  const bought = terms({ boughtOn: '2026-11-01' })
  expect(nextBudget(bought, 10_000)).toEqual({ id: 'eleven', points: 100 })
  const short = withBudget(bought, 'eleven', 99)
  expect(nextBudget(short, 10_000)).toBeNull()
  expect(receiptFor(short, 10_000).points).toBe(199)
  expect(limitsOf(short, 10_000)).toEqual([{ campaign: '双 11', points: 99 }])
  expect(limitsOf(withBudget(bought, 'eleven', 100), 10_000)).toEqual([])
  expect(withBudget(bought, 'other', 1)).toEqual(bought)
  const capped = terms({ boughtOn: '2026-11-01' }, { capPerOrder: 10 })
  expect(nextBudget(capped, 10_000)).toEqual({ id: 'eleven', points: 100 })
})

test('E6: counters give in order until there is enough, and each records what it gave', () => {
  const shard = (at: number, left: number): BudgetShard => ({
    _id: budgetShardId('b', 'eleven', at),
    brand: 'b',
    campaign: 'eleven',
    left,
    given: 7,
  })
  const shards = [shard(0, 3), shard(1, 0), shard(2, 5), shard(3, 9)]
  expect(takeFrom(shards, 4)).toEqual({
    taken: 4,
    changed: [
      { ...shard(0, 0), given: 10 },
      { ...shard(2, 4), given: 8 },
    ],
  })
  expect(takeFrom(shards, 99).taken).toBe(17)
  expect(takeFrom(shards, 0)).toEqual({ taken: 0, changed: [] })
  expect(shards[0]?._id).toBe('b:eleven:0')
})

test('growth is rounded down once, and money is whole fen', () => {
  expect([floorOfSpend(199, 1, 100), floorOfSpend(200, 3, 100)]).toEqual([1, 6])
  expect(() => floorOfSpend(-1, 1, 100)).toThrow('an amount in fen')
  expect(() => receiptFor(terms(), -1)).toThrow('an amount in fen')
})

test('E1: an item that matches two categories belongs to the first one', () => {
  const both = [{ title: '蛋糕面包', paidFen: 10_000 }]
  expect(terms({ items: both }).pieces).toMatchObject([{ label: '蛋糕' }])
})

test('E1: while the payment is unknown the first rate applies to all of it, and a rate without points has no line', () => {
  const free = [
    { title: '蛋糕', paidFen: 0 },
    { title: '面包', paidFen: 0 },
  ]
  const unknown = terms({ paidFen: 0, items: free })
  expect(receiptFor(unknown, 1000)).toMatchObject({
    points: 20,
    lines: [{ label: '蛋糕', points: 20 }],
  })
  const once = { ...unknown, multipliers: [{ label: '一倍', percent: 100 }] }
  expect(receiptFor(once, 1000).lines).toHaveLength(1)
})

test('E8: exactly a half is rounded up to the nearest', () => {
  const nearest = terms({ paidFen: 150, items: [] }, { rounding: 'nearest' })
  expect([receiptFor(nearest, 150).points, receiptFor(nearest, 149).points]).toEqual([2, 1])
})
