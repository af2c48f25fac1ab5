import { openHome } from '../cloudfunctions/contracts/member/home'
import { cancelRedemption, redeem } from '../cloudfunctions/contracts/mall/redemption'
import { submitClaim } from '../cloudfunctions/contracts/claim/claim'
import { collectTask, openTasks, visitShop } from '../cloudfunctions/contracts/task/task'
import { importFile, tmallExport } from './scenes/import-orders'
import { TIER_POLICY } from './scenes/tiers'
import { openBrandCloud, requestId, type BrandCloud } from './brand-cloud'

/** A name that every JavaScript object has by itself, and an id as staff may choose it. */
const ID = 'constructor'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  const template = { title: '试吃券', kind: 'exchange', value: 0, floorFen: 0, validDays: 30 }
  const shop = { name: '新店', address: '新路 1 号', dutyCode: 'XD2026QD09', open: true }
  const shelf = { points: 10, stock: 50, onSale: true, perMember: 1 }
  const tier = [
    { id: 'shisha', name: '拾沙', growth: 0 },
    { id: ID, name: '聚丘', growth: 300 },
  ]
  const categories = [
    { id: ID, name: '面包', words: ['吐司'] },
    { id: 'wheat', name: '全麦', words: ['全麦'] },
  ]
  const kinds = { id: 'kinds', kind: 'categories', title: '买两类', goal: 2, points: 9, categories }
  const task = { id: ID, kind: 'orders', title: '下两单', goal: 2, points: 7, leastFen: 100 }
  const said = [
    await brand.edit('shops', `shanyu:${ID}`, { ...shop, visitCode: 'XINDIAN2026' }),
    await brand.edit('coupon_templates', `shanyu:${ID}`, { ...template, shops: [ID] }),
    await brand.edit('catalog', `shanyu:${ID}`, {
      name: '试吃券',
      picture: 'coffee',
      kind: 'coupon',
      couponTemplate: ID,
      ...shelf,
    }),
    await brand.edit('programs', 'shanyu', {
      tiers: tier,
      tierPolicy: { ...TIER_POLICY, benefits: [], gifts: [{ tier: ID, points: 30 }] },
      tasks: [task, kinds].map((each) => ({ ...each, window: 'once', from: '2025-11-01' })),
    }),
  ]
  for (const word of said) expect(word).toMatch(/^已发布/)
})
afterAll(() => brand.close())

const id = () => ({ requestId: requestId() })

test('an id that every object inherits counts as any other, in rewards, tasks and tiers', async () => {
  const { memberId: _, ...lin } = await brand.member('lin')
  const orders = ['19306798581700001', '19306798581700002']
  const file = tmallExport(orders.map((orderNo) => ({ orderNo, paid: '200.00' })))
  await importFile(brand, 'two.csv', file)
  for (const orderNo of orders) await lin.get(submitClaim, { ...id(), orderNo })
  await brand.job('tiers')
  // 400 points for the orders, and 30 for the tier that they reach.
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 430, tier: { id: ID } })
  const { rows } = await lin.get(openTasks, {})
  expect(rows.find((row) => row.id === ID)).toMatchObject({ count: 2 })
  expect(rows.find((row) => row.id === 'kinds')).toMatchObject({ count: 1 })
  expect(await lin.get(collectTask, { ...id(), task: ID, cycle: 'once' })).toMatchObject({
    earned: 7,
  })
  expect(await lin.ask(visitShop, { ...id(), code: 'XINDIAN2026' })).not.toHaveProperty('bug')
  const request = () => lin.ask(redeem, { ...id(), rewardId: ID, points: 10 })
  const first = await request()
  expect(first).toHaveProperty('ok')
  expect(await request()).toMatchObject({ refused: 'MEMBER_LIMIT_REACHED', detail: { limit: 1 } })
  const redemptionId = 'ok' in first ? first.ok.redemption.redemptionId : ''
  await lin.get(cancelRedemption, { ...id(), redemptionId })
  expect(await request()).toHaveProperty('ok')
  await brand.audit()
})

test.each(['__proto__', 'toString', 'hasOwnProperty'])(
  'a document under the id %s does not take effect, and its status says what ids look like',
  async (name) => {
    const mug = { name: '杯', picture: 'mug', kind: 'coupon', points: 1, stock: 1, onSale: true }
    const said = await brand.edit('catalog', `shanyu:${name}`, { ...mug, couponTemplate: 'coffee' })
    expect(said).not.toMatch(/^已发布/)
    expect(said).toContain('只能用小写字母')
  },
)
