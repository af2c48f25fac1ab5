import { checkIn } from '../../contracts/check-in/check-in'
import { openHome } from '../../contracts/member/home'
import { openMall, openReward } from '../../contracts/mall/mall'
import { checkPublications } from '../../contracts/programme/program'
import { openReconciliation } from '../../contracts/books/reconciliation'
import { redeem } from '../../contracts/mall/redemption'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { saidOf } from '../../../testing/scenes/alert-words'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
afterEach(() => brand.close())

const documents = () => brand.cloud.database
const check = async () => {
  const report = await brand.console.get(checkPublications, { operator: '店长' })
  brand.cloud.clock.advance(61_000)
  return report
}
const statusOf = async (collection: string, id: string) =>
  String((await documents().get(collection, id))?.status)
const alerts = async () => {
  const open = await documents().find('alerts', { topic: 'publication', state: 'open' })
  return open.map((each) => [String(each.kind), saidOf(each)] as const)
}
const shelf = async () => {
  const { rewards } = await brand.person('visitor').get(openMall, {})
  return rewards.map(({ rewardId }) => rewardId)
}
async function copyOf(collection: string, id: string) {
  const found = await documents().get(collection, id)
  if (!found) throw new Error(`${id} is not there`)
  return found
}
const byHand = { dutyCode: 'QD20269999', visitCode: null, open: true }
const shop = (_id: string, change = {}) => ({
  _id,
  name: '城西店',
  address: '文一路 1 号',
  ...byHand,
  ...change,
})

const WRONG_IDS = [
  ...['shanyu:Mug-2', 'shanyu:马克杯', 'shanyu:mug 4', `shanyu:${'m'.repeat(60)}`, 'shanyu:'],
  ...['mug-5', 'shanyu：mug-6', '0123456789abcdef0123456789abcdef', 'Shanyu:mug-7', 'other:mug-8'],
  ...['shanyu:mug:9', ' shanyu:mug-10'],
]
test('A14: a reward with a wrong id does not act, and says what ids look like', async () => {
  const mug = await copyOf('catalog', 'shanyu:mug')
  for (const _id of WRONG_IDS) await documents().put('catalog', { ...mug, _id })
  expect((await check()).rejected).toHaveLength(WRONG_IDS.length)
  for (const _id of WRONG_IDS) {
    const status = await statusOf('catalog', _id)
    expect([_id, status]).toEqual([
      _id,
      expect.stringMatching(
        /^未生效：编号「.*不对。要写成「shanyu:编号」，用英文冒号.*例如「shanyu:mug-2」/,
      ),
    ])
    expect(status).toContain('改好之前这份文档不起作用')
  }
  const told = await alerts()
  expect(told).toHaveLength(WRONG_IDS.length)
  expect(told[0]).toEqual(['stray', expect.stringContaining('没有生效：编号')])
  expect(await shelf()).toHaveLength(11)
  for (const _id of WRONG_IDS) await documents().remove('catalog', _id)
  await check()
  expect(await alerts()).toEqual([])
})

test('A14: a wrong id in any collection is reported, and a programme has the id of its brand', async () => {
  await documents().put('shops', shop('hubin-2'))
  await documents().put('coupon_templates', {
    ...(await copyOf('coupon_templates', 'shanyu:toast')),
    _id: 'toast',
  })
  await documents().put('programs', { ...(await copyOf('programs', 'shanyu')), _id: 'Shanyu' })
  expect((await check()).rejected).toHaveLength(3)
  for (const [collection, id] of [
    ['shops', 'hubin-2'],
    ['coupon_templates', 'toast'],
    ['programs', 'Shanyu'],
  ] as const) {
    expect(await statusOf(collection, id)).toMatch(/^未生效：编号/)
  }
  expect((await alerts()).map(([kind]) => kind)).toEqual(['stray', 'stray', 'stray'])
})

test('A14: every published id can be used in a request', async () => {
  for (const id of ['m', '9', 'mug-2', 'm'.repeat(40)]) {
    await documents().put('catalog', {
      ...(await copyOf('catalog', 'shanyu:mug')),
      _id: `shanyu:${id}`,
    })
    await check()
    expect(await statusOf('catalog', `shanyu:${id}`)).toMatch(/^已发布：第 1 版/)
    await brand.person('visitor').get(openReward, { rewardId: id })
  }
})

test('A14: rewards of a withdrawn template go off sale and are named, and come back with it', async () => {
  const lin = await brand.member('lin')
  const coffee = await copyOf('coupon_templates', 'shanyu:coffee')
  await documents().remove('coupon_templates', 'shanyu:coffee')
  const { offSale } = await check()
  expect(offSale).toEqual([
    { document: 'catalog/shanyu:coffee', reason: '券模板「coffee」已经不在' },
  ])
  expect(await statusOf('catalog', 'shanyu:coffee')).toMatch(/^已停售：券模板「coffee」已经不在/)
  expect((await alerts()).map(([kind]) => kind).sort()).toEqual(['contradiction', 'offSale'])
  expect((await alerts()).map(([, sentence]) => sentence).join()).toContain(
    '兑换品「手冲咖啡」已停售',
  )
  const { alerts: shown } = await brand.console.get(openReconciliation, { operator: '店长' })
  expect(shown.map(({ topic }) => topic)).toContain('publication')
  expect(await shelf()).not.toContain('coffee')
  const request = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  expect(await lin.ask(redeem, request)).toMatchObject({ refused: 'REWARD_NOT_FOUND' })
  await lin.get(checkIn, { requestId: requestId() })
  await documents().put('coupon_templates', { ...coffee })
  await check()
  expect(await statusOf('coupon_templates', 'shanyu:coffee')).toMatch(/^已发布：第 2 版/)
  expect(await statusOf('catalog', 'shanyu:coffee')).toMatch(/^已发布：第 1 版/)
  expect(await shelf()).toContain('coffee')
  expect(await alerts()).toEqual([])
})

test.each([
  ['withdrawn', () => documents().remove('shops', 'shanyu:hubin')],
  ['closed', () => documents().patch('shops', 'shanyu:hubin', { open: false })],
])('A14: a coupon that no shop accepts is not sold: the last one is %s', async (_what, end) => {
  const { database } = brand.cloud
  await database.patch('coupon_templates', 'shanyu:discount-80', { shops: ['hubin'] })
  await database.patch('catalog', 'shanyu:mug', { shops: ['hubin'] })
  await check()
  expect(await shelf()).toEqual(expect.arrayContaining(['discount-80', 'mug', 'apron']))
  await end()
  await check()
  const [left, off] = [await shelf(), (await alerts()).filter(([kind]) => kind === 'offSale')]
  expect(left).not.toContain('discount-80')
  expect(left).not.toContain('mug')
  expect(left).toEqual(expect.arrayContaining(['apron', 'coffee']))
  expect(off.map(([, sentence]) => sentence)).toEqual([
    expect.stringContaining(
      '兑换品「蛋糕 8 折券」已停售：能用「生日蛋糕 8 折」的门店都已删除或停业',
    ),
    expect.stringContaining('兑换品「山屿马克杯 350ml」已停售：自提门店都已删除或停业'),
  ])
})

test('A14: a coupon for all shops is not sold while none of them is open', async () => {
  const set = async (open: boolean) => {
    for (const { _id } of await documents().all('shops')) {
      await documents().patch('shops', String(_id), { open })
    }
    await check()
  }
  await set(false)
  // A code is used outside the shops.
  expect(await shelf()).toEqual(['parking'])
  expect(await statusOf('catalog', 'shanyu:coffee')).toMatch(/^已停售：.*门店都已删除或停业/)
  await set(true)
  expect(await shelf()).toContain('coffee')
})

test.each([
  [
    'the other shop',
    'shanyu:hubin',
    { dutyCode: 'wl2026qd02' },
    '上岗码和门店「武林店」的上岗码一样',
  ],
  ['its own visit code', 'shanyu:hubin', { dutyCode: 'HUBIN2026' }, '上岗码和自己的到店码一样'],
  [
    'a visit code',
    'shanyu:wulin',
    { visitCode: 'HUBIN2026' },
    '到店码和门店「湖滨店」的到店码一样',
  ],
])('A14: two shops never share a code: %s', async (_what, id, change, reason) => {
  await documents().patch('shops', id, change)
  await check()
  expect(await statusOf('shops', id)).toContain(`未生效：${reason}`)
  expect(await statusOf('shops', 'shanyu:binjiang')).toMatch(/^已发布/)
})

test('A14: if two new shops have the same code, neither is published, and both are told', async () => {
  await documents().put('shops', shop('shanyu:a'))
  await documents().put('shops', shop('shanyu:b', { name: '城东店' }))
  await check()
  expect(await statusOf('shops', 'shanyu:a')).toContain('上岗码和门店「城东店」的上岗码一样')
  expect(await statusOf('shops', 'shanyu:b')).toContain('上岗码和门店「城西店」的上岗码一样')
})

test('A14: a reward is refused if the new template that it names is refused', async () => {
  const toast = await copyOf('coupon_templates', 'shanyu:toast')
  await documents().put('coupon_templates', { ...toast, _id: 'shanyu:jam', validDays: 0 })
  await documents().patch('catalog', 'shanyu:toast', { couponTemplate: 'jam' })
  await check()
  expect(await statusOf('catalog', 'shanyu:toast')).toContain('券模板「jam」还没有生效')
  expect(await shelf()).toContain('toast')
  await documents().patch('coupon_templates', 'shanyu:jam', { validDays: 14 })
  await check()
  expect(await statusOf('catalog', 'shanyu:toast')).toMatch(/^已发布：第 2 版/)
})

test.each([
  ['withdrawn and put back unchanged', 'shanyu:mug', /^已发布：第 2 版/],
  ['copied under a new id with what was written on it', 'shanyu:mug-2', /^已发布：第 1 版/],
])('A14: a document that was %s is in force when its status says so', async (_what, id, word) => {
  const mug = await copyOf('catalog', 'shanyu:mug')
  await documents().remove('catalog', 'shanyu:mug')
  await check()
  expect(await shelf()).not.toContain('mug')
  await documents().put('catalog', { ...mug, _id: id })
  await check()
  expect(await statusOf('catalog', id)).toMatch(word)
  const { reward } = await brand.person('visitor').get(openReward, { rewardId: id.slice(7) })
  expect(reward.left).toBe(60)
})

test('A14: a status that was changed by hand is corrected, and a published document that was deleted is published again', async () => {
  await documents().patch('catalog', 'shanyu:mug', { status: '未生效：随便写的' })
  await documents().remove('published', 'catalog:shanyu:apron')
  await check()
  expect(await statusOf('catalog', 'shanyu:mug')).toMatch(/^已发布：第 1 版/)
  expect(await statusOf('catalog', 'shanyu:apron')).toMatch(/^已发布：第 2 版/)
  const { reward } = await brand.person('visitor').get(openReward, { rewardId: 'apron' })
  expect(reward.left).toBe(30)
})

test('A14: a programme that staff removed stays in force and raises an alert', async () => {
  await documents().remove('programs', 'shanyu')
  await check()
  expect(await alerts()).toEqual([
    ['removed', expect.stringContaining('会员规则「山屿烘焙」的文档被删掉了')],
  ])
  expect((await brand.person('visitor').get(openHome, {})).brandName).toBe('山屿烘焙')
})

test("A14: what the cloud's own tools write on a document is ignored", async () => {
  const tools = {
    _openid: 'o-1',
    _createTime: 1,
    _updateTime: 2,
    createBy: 'a',
    updateBy: 'b',
    owner: 'c',
    createdAt: 1,
    updatedAt: 2,
    _mainDep: 'd',
    _departmentList: [],
  }
  const ids = { shops: 'hubin', coupon_templates: 'coffee', catalog: 'mug' }
  for (const [collection, id] of Object.entries(ids)) {
    await documents().patch(collection, `shanyu:${id}`, tools)
    await documents().patch(collection, `shanyu:${id}`, id === 'mug' ? { stock: 70 } : {})
  }
  await documents().patch('programs', 'shanyu', { ...tools, pointUnit: '茶豆' })
  expect(await check()).toMatchObject({ published: 2, rejected: [] })
  expect(await copyOf('catalog', 'shanyu:mug')).toMatchObject({ ...tools, stock: 70 })
})

test('A3: a document acts from the time that its status names, in every instance', async () => {
  const seen = async () => (await brand.person('visitor').get(openHome, {})).pointUnit
  // Four processes, each of which has read what was in force before.
  for (let i = 0; i < 8; i++) await seen()
  await documents().patch('programs', 'shanyu', { pointUnit: '茶豆' })
  await brand.console.get(checkPublications, { operator: '店长' })
  const said = /，(\S+ \S+) 起/.exec(await statusOf('programs', 'shanyu'))?.[1] ?? ''
  const from = Date.parse(`${said.replace(' ', 'T')}+08:00`)
  // The clock advances while they are asked.
  brand.cloud.clock.set(from - 15_000)
  expect(await Promise.all(Array.from({ length: 8 }, seen))).toEqual(Array(8).fill('积分'))
  brand.cloud.clock.set(from + 1_000)
  expect(await Promise.all(Array.from({ length: 8 }, seen))).toEqual(Array(8).fill('茶豆'))
})
