import { csvOf, JD_HEADER, jdRow, tableOf } from '../../../../testing/scenes/orders/tables'
import { READ_AT, readAll } from '../../../../testing/scenes/orders/read-all'
import { readOrderExport } from './read-order-export'

const DOUYIN =
  '主订单编号,子订单编号,选购商品,商品数量,订单应付金额,运费,订单提交时间,支付完成时间,订单完成时间,订单状态,售后状态'
const sub = (n: number, changes: Record<string, string> = {}) => ({
  主订单编号: '6999468245800646320',
  子订单编号: `699946824580064632${n}`,
  选购商品: `蛋糕 ${n}`,
  商品数量: '1',
  订单应付金额: `${n}0.00`,
  运费: n === 1 ? '6.00' : '0.00',
  订单提交时间: '2026-10-17 17:36:58',
  支付完成时间: '2026-10-17 17:51:10',
  订单完成时间: '-',
  订单状态: '已发货',
  售后状态: '-',
  ...changes,
})
const other = sub(9, { 主订单编号: '6999468245800646999', 子订单编号: '6999468245800646999' })

const full = { channel: 'douyin', consumerPaidFen: 6000, freightFen: 600, refundedFen: 0 }

test('rows of one order that stand apart give the same order as rows together', async () => {
  const read = (...rows: Record<string, string>[]) => readAll(csvOf(tableOf(DOUYIN, ...rows)), 'a')
  const together = await read(sub(1), sub(2), sub(3), other)
  const apart = await read(sub(1), sub(2), other, sub(3))
  expect(together.orders[0]).toMatchObject(full)
  expect(apart.orders[0]).toEqual(together.orders[0])
})

test('the whole order comes again and replaces the first when more of its rows turn up', async () => {
  const bytes = csvOf(tableOf(DOUYIN, sub(1), other, sub(2), sub(3)))
  const marks: [string, boolean, number][] = []
  for await (const event of readOrderExport(bytes, 'a.csv', READ_AT)) {
    if (event.kind !== 'order') continue
    marks.push([
      event.order.orderNo.slice(-3),
      event.supersedes !== null,
      event.order.consumerPaidFen,
    ])
  }
  expect(marks).toEqual([
    ['320', false, 1000],
    ['999', false, 9000],
    ['320', true, 6000],
  ])
})

test('two exports pasted together count nothing twice and keep the later status', async () => {
  const late = { 订单状态: '已完成', 订单完成时间: '2026-10-23 17:36:58' }
  const rows = [sub(1), sub(2), sub(3), other, sub(1, late), sub(2, late), sub(3, late)]
  const { orders } = await readAll(csvOf(tableOf(DOUYIN, ...rows)), 'a.csv')
  expect(orders[0]).toMatchObject({
    ...full,
    status: 'completed',
    completedAt: '2026-10-23 17:36:58',
  })
  expect(orders[0]?.items.map((item) => item.paidFen)).toEqual([1000, 2000, 3000])
})

test('a refunded line gives back its own share, and an open line keeps the order open', async () => {
  const gone = { 订单状态: '已关闭', 售后状态: '退款成功' }
  const { orders } = await readAll(csvOf(tableOf(DOUYIN, sub(1, gone), sub(2))), 'a.csv')
  expect(orders[0]).toMatchObject({ status: 'shipped', consumerPaidFen: 3000, refundedFen: 1000 })
})

test('money that 京东 repeats on every row is taken once, adjacent or not', async () => {
  const first = jdRow({ 商品名称: '曲奇', 应付金额: '500.00', 运费金额: '6.00' })
  const second = jdRow({ 商品名称: '蛋糕', 应付金额: '500.00', 运费金额: '6.00' })
  const between = jdRow({ 订单号: '389592175099' })
  for (const rows of [
    [first, second, between],
    [first, between, second],
  ]) {
    const { orders } = await readAll(csvOf([JD_HEADER, ...rows]), 'a.csv')
    const order = orders.find(({ orderNo }) => orderNo === '389592175015')
    expect(order).toMatchObject({ consumerPaidFen: 50000, freightFen: 600 })
    expect(order?.items.map((item) => item.title)).toEqual(['曲奇', '蛋糕'])
  }
})

test('one row per main order with joined lines is split into its lines', async () => {
  const joined = sub(1, {
    子订单编号: '6999468245800646321;6999468245800646322',
    选购商品: '曲奇;蛋糕',
    商品数量: '1;2',
    订单应付金额: '60.00',
  })
  const { orders, errors } = await readAll(csvOf(tableOf(DOUYIN, joined)), 'a.csv')
  expect(errors).toEqual([])
  expect(orders).toMatchObject([
    {
      consumerPaidFen: 6000,
      freightFen: 600,
      items: [
        { title: '曲奇', quantity: 1 },
        { title: '蛋糕', quantity: 2 },
      ],
    },
  ])
  const unclear = { ...joined, 售后状态: '退款成功;-' }
  const refused = await readAll(csvOf(tableOf(DOUYIN, unclear, other)), 'a.csv')
  expect(refused.orders.length).toBe(1)
  expect(refused.errors).toMatchObject([{ row: 2, message: expect.stringContaining('子订单') }])
})

test('a column filled down with one order number is an error, not one giant order', async () => {
  const rows = Array.from({ length: 600 }, (_, n) => jdRow({ 商品名称: `曲奇 ${n}` }))
  const { orders, errors } = await readAll(csvOf([JD_HEADER, ...rows]), 'a.csv')
  expect(orders).toEqual([])
  expect(errors[0]).toMatchObject({ row: 502, message: expect.stringContaining('500 行') })
})
