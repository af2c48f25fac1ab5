import { openReward } from '../../contracts/mall/mall'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { redeem } from '../../contracts/mall/redemption'
import { richMember } from '../../../testing/scenes/rich-members'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const rich = { id: 'rich', price: { points: 200 } }
const poor = { id: 'poor', price: { points: 50 } }
/** Gives the coffee these offers instead of its price. */
const give = (offers: object[], change: object = {}) =>
  brand.edit('catalog', 'shanyu:coffee', { points: null, offers, ...change })
const pricesNow = async () =>
  (await brand.person('looks').get(openReward, { rewardId: 'coffee' })).offers.map(
    ({ points }) => points,
  )

test('A14: a reward of today keeps its price, and may be given offers instead', async () => {
  expect(await pricesNow()).toEqual([120])
  expect(await give([rich, poor])).toMatch(/^已发布/)
  expect(await pricesNow()).toEqual([200, 50])
  expect(await brand.edit('catalog', 'shanyu:coffee', { points: 120, offers: [] })).toMatch(
    /^已发布/,
  )
  expect(await pricesNow()).toEqual([120])
  const lin = await richMember(brand, 'lin', 120)
  // A phone from before there were offers names none.
  const { balance } = await lin.get(redeem, {
    requestId: requestId(),
    rewardId: 'coffee',
    points: 120,
  })
  expect(balance).toBe(0)
})

test.each([
  ['two prices in one', [rich, { ...poor, price: { points: 200 } }], '两个 200 积分的价格'],
  [
    'an unknown tier',
    [{ ...rich, audience: { tiers: ['diamond'] } }],
    '等级「diamond」不在会员规则的等级列表里',
  ],
  [
    'a limit for an unknown tier',
    [{ ...rich, limits: [{ who: 'each', period: 'day', count: 1, tiers: ['gold'] }] }],
    '等级「gold」不在会员规则的等级列表里',
  ],
  ['an unknown template', [rich, { ...poor, couponTemplate: 'jam' }], '券模板「jam」还没有生效'],
  ['days that do not exist', [{ ...rich, from: '2026-02-30' }], '要是日历上有的日子'],
  [
    'days in the wrong order',
    [{ ...rich, from: '2026-12-02', to: '2026-12-01' }],
    '结束日期早于开始日期',
  ],
  ['a price of nothing', [{ id: 'rich', price: {} }], '缺少「所需积分」'],
  ['a field that nobody knows', [{ ...rich, colour: 1 }], '不认识的字段「colour」'],
] as [string, object[], string][])(
  'M4: %s is refused in words, and the last good prices stay',
  async (_what, offers, reason) => {
    const said = await give(offers)
    expect(said).toMatch(/^未生效：/)
    expect(said).toContain(reason)
    expect(await pricesNow()).toEqual([120])
  },
)

test('M4: a tier that a reward names cannot be taken out of the programme', async () => {
  expect(await give([{ ...rich, audience: { tiers: ['dengding'] } }, poor])).toMatch(/^已发布/)
  const { tiers } = (await brand.program()) as unknown as { tiers: { id: string }[] }
  const fewer = tiers.filter(({ id }) => id !== 'dengding')
  const said = await brand.edit('programs', 'shanyu', { tiers: fewer })
  expect(said).toContain('兑换品「手冲咖啡」用到的等级「dengding」不在会员规则的等级列表里')
  expect(await brand.edit('programs', 'shanyu', { tiers })).toMatch(/^已发布/)
})

test('M7: an offer whose coupon is gone is not shown, and the reward is sold while another is there', async () => {
  await brand.edit('coupon_templates', 'shanyu:jam', {
    title: '果酱',
    kind: 'exchange',
    value: 0,
    floorFen: 0,
    validDays: 9,
    shops: ['binjiang'],
  })
  expect(await give([rich, { ...poor, couponTemplate: 'jam' }])).toMatch(/^已发布/)
  expect(await pricesNow()).toEqual([200, 50])
  await brand.edit('shops', 'shanyu:binjiang', { open: false })
  expect(await pricesNow()).toEqual([200])
  await brand.edit('shops', 'shanyu:binjiang', { open: true })
  expect(await pricesNow()).toEqual([200, 50])
})
