import { checkBody } from '../programme/publication'

type Body = Record<string, unknown>

const rich = { id: 'rich', price: { points: 2000 }, audience: { balanceFrom: 2000 } }
const poor = { id: 'poor', price: { points: 500 }, couponTemplate: 'off-50-800' }
const reward = (offers: Body[], change: Body = {}): Body => ({
  name: '¥50 烘焙券',
  picture: 'coupon-50',
  kind: 'coupon',
  couponTemplate: 'off-50-500',
  stock: 80,
  onSale: true,
  offers,
  ...change,
})
const said = (body: Body) => {
  const checked = checkBody('catalog', body)
  return checked.good ? 'good' : checked.reason
}

test('M7: one coupon at two prices with two floors is one reward with two offers', () => {
  expect(said(reward([rich, poor]))).toBe('good')
  expect(said(reward([], { points: 2000 }))).toBe('good')
})

test.each([
  ['no price', [], {}, '缺少「所需积分」'],
  ['a price and offers', [rich], { points: 100 }, '不要再填「所需积分」'],
  ['a discount beside offers', [rich], { tierDiscount: true }, '要写在每个方案里'],
  ['no template', [{ ...rich, couponTemplate: null }], { couponTemplate: null }, '要填券模板编号'],
  ['one id twice', [rich, { ...poor, id: 'rich' }], {}, '编号「rich」写了两次'],
  [
    'an offer that ends before it begins',
    [{ ...rich, from: '2026-12-02', to: '2026-12-01' }],
    {},
    '兑换方案「rich」：结束日期早于开始日期',
  ],
  [
    'a balance that nobody has',
    [{ ...rich, audience: { balanceFrom: 9, balanceTo: 8 } }],
    {},
    '没有会员符合',
  ],
  [
    'a price above the balance that it asks for',
    [{ ...rich, audience: { balanceTo: 1999 } }],
    {},
    '积分最多 1999 的会员付不起 2000 积分',
  ],
  [
    'one period limited twice',
    [
      {
        ...rich,
        limits: [
          { who: 'each', period: 'month', count: 2 },
          { who: 'each', period: 'month', count: 3, tiers: ['zhuta'] },
        ],
      },
    ],
    {},
    '每位会员每月的数量写了两次',
  ],
  [
    'one period of the whole reward limited twice',
    [rich],
    {
      limits: [
        { who: 'all', period: 'day', count: 2 },
        { who: 'all', period: 'day', count: 9 },
      ],
    },
    '所有会员合计每天的数量写了两次',
  ],
  [
    'a coupon template on goods',
    [poor],
    { kind: 'goods', couponTemplate: null, shops: ['hubin'] },
    '只有券类兑换品的方案能填券模板编号',
  ],
] as [string, Body[], Body, string][])(
  'M4: %s is refused in a sentence',
  (_what, offers, change, reason) => {
    expect(said(reward(offers, change))).toContain(reason)
  },
)

const campaign = (from: string, to: string, points: number, name = '双十二') => ({
  name,
  from,
  to,
  price: { points },
})

test.each([
  [[campaign('2026-12-12', '2026-12-10', 9)], '活动价「双十二」的结束日期早于开始日期'],
  [
    [campaign('2026-12-01', '2026-12-12', 9), campaign('2026-12-12', '2026-12-31', 8, '年终')],
    '活动价「双十二」和「年终」的日子重叠',
  ],
  [[campaign('2026-11-30', '2026-12-02', 9)], '不在方案的开始和结束日期里面'],
  [[campaign('2026-12-30', '2027-01-02', 9)], '不在方案的开始和结束日期里面'],
] as [Body[], string][])('M8: campaigns %j of one offer are refused', (campaigns, reason) => {
  const offer = { ...rich, from: '2026-12-01', to: '2026-12-31', campaigns }
  expect(said(reward([offer]))).toContain(reason)
})

test('M8: campaigns that follow each other are good', () => {
  const campaigns = [
    campaign('2026-12-01', '2026-12-11', 9),
    campaign('2026-12-12', '2026-12-12', 8, '双十二'),
  ]
  expect(said(reward([{ ...rich, campaigns }]))).toBe('good')
})

const both = (one: Body, other: Body) =>
  said(
    reward([
      { ...rich, ...one },
      { ...rich, id: 'other', name: '另一个', ...other },
    ]),
  )
const TWO_PRICES = '会让同一位会员看到两个 2000 积分的价格'

test('M4: two offers at one price for one member are refused, and not where no member or day has both', () => {
  expect(both({}, {})).toContain(`兑换方案「rich」和「另一个」${TWO_PRICES}`)
  expect(both({}, { price: { points: 1999 } })).toBe('good')
  expect(both({}, { audience: { balanceTo: 2000 } })).toContain(TWO_PRICES)
  expect(both({}, { audience: { balanceTo: 1999 }, tierDiscount: true })).toBe('good')
  const tiers = (...ids: string[]) => ({ audience: { tiers: ids } })
  expect(both(tiers('zhuta', 'juqiu'), tiers('juqiu'))).toContain(TWO_PRICES)
  expect(both(tiers('zhuta'), tiers('juqiu'))).toBe('good')
  expect(both({ to: '2026-11-30' }, { from: '2026-11-30' })).toContain(TWO_PRICES)
  expect(both({ to: '2026-11-30' }, { from: '2026-12-01' })).toBe('good')
})

test('M8: a campaign that lowers one offer to the price of another is refused, on whichever day', () => {
  const lower = { campaigns: [campaign('2026-12-12', '2026-12-12', 500)] }
  expect(said(reward([{ ...rich, ...lower }, poor]))).toContain('两个 500 积分的价格')
  const away = { campaigns: [campaign('2026-12-01', '2026-12-31', 1500)] }
  expect(both({ ...away, from: '2026-12-01' }, { to: '2026-12-31' })).toBe('good')
  expect(both({ ...away, from: '2026-12-01' }, { to: '2027-01-01' })).toContain(TWO_PRICES)
})
