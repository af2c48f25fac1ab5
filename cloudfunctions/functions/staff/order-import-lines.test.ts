import fc from 'fast-check'
import { submitClaim } from '../../contracts/claim/claim'
import { openHome } from '../../contracts/member/home'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { importFile } from '../../../testing/scenes/import-orders'
import { csvOf, tableOf } from '../../../testing/scenes/orders/tables'

jest.setTimeout(120_000)

const DOUYIN =
  '主订单编号,子订单编号,选购商品,商品数量,订单应付金额,运费,订单提交时间,支付完成时间,订单完成时间,订单状态,售后状态'
const MAIN = '6985984479643277531'
type Row = Record<string, string>

/** 抖店 exports one row for each 子订单; what is chosen for the export may be one of an order's. */
const line = (name: 'a' | 'b' | 'c', paid: string, more: Row = {}, main = MAIN): Row => ({
  主订单编号: main,
  子订单编号: `${main.slice(0, -2)}${{ a: 47, b: 59, c: 61 }[name]}`,
  选购商品: `吐司 ${name}`,
  商品数量: '1',
  订单应付金额: paid,
  运费: '0.00',
  订单提交时间: '2026-10-17 17:36:58',
  支付完成时间: '2026-10-17 17:51:10',
  订单完成时间: '2026-10-23 17:36:58',
  订单状态: '已完成',
  售后状态: '-',
  ...more,
})
const REFUNDED = { 售后状态: '退款成功' }
const CLOSED = { 订单状态: '已关闭', 售后状态: '退款成功' }

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  await brand.member('lin')
  await brand.cloud.snapshot('start')
})
beforeEach(() => brand.cloud.restore('start', { keepProcesses: true }))
afterAll(() => brand.close())

const bring = (...rows: Row[]) =>
  importFile(brand, `${requestId()}.csv`, csvOf(tableOf(DOUYIN, ...rows)))
const claim = () =>
  brand.person('lin').ask(submitClaim, {
    requestId: requestId(),
    orderNo: MAIN,
    channel: 'douyin' as const,
  })
const points = async () => (await brand.person('lin').get(openHome, {})).card?.balance

test.each([
  ['refunded', REFUNDED],
  ['closed', CLOSED],
])(
  'O9: lines that were %s in two exports, one after the other, take all points back',
  async (_, gone) => {
    await bring(line('a', '100.00'), line('b', '60.00'))
    await claim()
    expect(await points()).toBe(160)
    await bring(line('a', '100.00', gone))
    expect(await points()).toBe(60)
    await bring(line('b', '60.00', gone))
    expect(await points()).toBe(0)
    await brand.audit()
  },
)

test('O9: lines of one order in two exports both bring points, even if one of them was refunded', async () => {
  await bring(line('a', '100.00', REFUNDED))
  await claim()
  await bring(line('b', '60.00'))
  expect(await points()).toBe(60)
  await brand.audit()
})

test('O9: a line that comes after all other lines of its order were closed opens the claim again', async () => {
  await bring(line('a', '100.00'))
  await claim()
  await bring(line('a', '100.00', CLOSED))
  expect(await points()).toBe(0)
  await bring(line('b', '60.00'))
  expect(await points()).toBe(60)
  await bring(line('b', '60.00', CLOSED))
  expect(await points()).toBe(0)
  await brand.audit()
})

test('O9: an order from before lines were kept gets its lines, and a refund closes one of them', async () => {
  await bring(line('a', '100.00'), line('b', '60.00'))
  const id = `shanyu:douyin:${MAIN}`
  const { byLine: _lines, ...old } = (await brand.cloud.database.get('orders', id)) ?? {}
  await brand.cloud.database.put('orders', { ...old, _id: id })
  await claim()
  await bring(line('a', '100.00', CLOSED))
  expect(await points()).toBe(60)
  await bring(line('b', '60.00', CLOSED))
  expect(await points()).toBe(0)
})

test('O9: in whatever order the exports, their lines and the claim come, the end is the same', async () => {
  const a = [line('a', '100.00'), line('a', '100.00', CLOSED)] as const
  const [b, c] = [line('b', '60.00'), line('c', '40.00', REFUNDED)]
  const files = [[a[0], b], [a[1]], [c, a[0]], [b], [c]].map((rows) => () => bring(...rows))
  const events = [...files, claim]
  const shuffled = fc.shuffledSubarray(events, { minLength: events.length })
  await fc.assert(
    fc.asyncProperty(shuffled, fc.shuffledSubarray(files), async (order, repeats) => {
      await brand.cloud.restore('start', { keepProcesses: true })
      for (const event of [...order, ...repeats]) await event()
      // A member asks again about an order that was closed when it was claimed.
      await claim()
      expect(await points()).toBe(60)
      await brand.audit()
    }),
    { numRuns: 10 },
  )
})
