import { truth } from '../../../../testing/scenes/orders/exports'
import { readAll } from '../../../../testing/scenes/orders/read-all'
import { csvOf, JD_HEADER, jdRow, tableOf } from '../../../../testing/scenes/orders/tables'
import { fileOf, tableOfExport } from '../../../../testing/scenes/orders/variants'

/** The fields that belong to the order and not to one row, and the column of the number. */
const REPEATED: Record<string, { no: string; columns: string[] }> = {
  '微信小店订单.xlsx': {
    no: '订单号',
    columns: [
      ...['订单下单时间', '订单确认收货时间', '订单状态', '收件人手机', '订单实际支付金额'],
      ...['订单运费', '支付时间', '交易单号'],
    ],
  },
  '京东订单.csv': {
    no: '订单号',
    columns: [
      '下单时间',
      '应付金额',
      '订单状态',
      '联系电话',
      '运费金额',
      '付款确认时间',
      '订单完成时间',
    ],
  },
  '1791430000_抖店订单.csv': {
    no: '主订单编号',
    columns: ['订单提交时间', '支付完成时间', '收件人手机号'],
  },
}

/** Each order shows its amounts on only one of its rows. */
async function toldOnce(name: string, row: 'first' | 'last') {
  const table = await tableOfExport(name)
  const { no, columns } = REPEATED[name] ?? { no: '', columns: [] }
  const [names = [], ...rows] = table
  const at = (column: string) => names.findIndex((each) => each.trim() === column)
  const ordersAt = rows.map((cells) => cells[at(no)])
  const blanked = rows.map((cells, index) => {
    const number = cells[at(no)]
    const teller = row === 'first' ? ordersAt.indexOf(number) : ordersAt.lastIndexOf(number)
    if (index === teller) return cells
    return cells.map((cell, i) => (columns.some((column) => at(column) === i) ? '' : cell))
  })
  return fileOf([names, ...blanked])
}

test.each(
  Object.keys(REPEATED).flatMap((name) => [
    [name, 'first' as const],
    [name, 'last' as const],
  ]),
)('O6: in %s what only the %s row of an order tells is the order’s', async (name, row) => {
  const known = new Map(truth().map((order) => [order.orderNo, order]))
  const { orders, errors } = await readAll(await toldOnce(name, row), name)
  expect(errors).toEqual([])
  expect(orders.some(({ items }) => items.length > 1)).toBe(true)
  for (const { orderNo, ...order } of orders) {
    const { items, ...wanted } = known.get(orderNo) ?? {}
    expect({ orderNo, ...order }).toMatchObject(wanted)
    expect(order.items).toHaveLength(items ?? 0)
  }
})

test.each([
  ['应付金额', { 应付金额: '99.00' }, '88.50', '99.00'],
  ['应付金额', { 应付金额: '0.00' }, '88.50', '0.00'],
  ['订单状态', { 订单状态: '等待出库' }, '已完成', '已付款'],
  ['付款确认时间', { 付款确认时间: '2026-10-24 19:44:21' }, '2026-10-23', '2026-10-24'],
  ['订单完成时间', { 订单完成时间: '2026-10-29 19:44:21' }, '2026-10-28', '2026-10-29'],
  ['运费金额', { 运费金额: '6.00' }, '0.00', '6.00'],
  ['联系电话', { 联系电话: '1******9999' }, '3322', '9999'],
])(
  'O6: two rows of an order that contradict each other in %s are one error that names both',
  async (column, changes, one, other) => {
    const before = jdRow({ 订单号: '389592175001' })
    const rows = [JD_HEADER, before, jdRow(), jdRow({ 商品名称: '蛋糕', ...changes })]
    const { orders, errors } = await readAll(csvOf(rows), 'a.csv')
    expect(orders.map(({ orderNo }) => orderNo)).toEqual(['389592175001'])
    expect(errors).toEqual([{ row: 4, column, message: expect.any(String) }])
    for (const words of ['第 3 行和第 4 行', `“${column}”`, one, other]) {
      expect(errors[0]?.message).toContain(words)
    }
  },
)

test('O6: rows of an order that are far apart and contradict each other are reported, too', async () => {
  const between = jdRow({ 订单号: '389592175001' })
  const rows = [JD_HEADER, jdRow(), between, jdRow({ 应付金额: '99.00' })]
  const { errors } = await readAll(csvOf(rows), 'a.csv')
  expect(errors).toMatchObject([{ row: 4, message: expect.stringContaining('第 2 行和第 4 行') }])
})

test('O6: rows whose cells were merged, number included, belong to the order above', async () => {
  const header =
    '订单号,订单状态,订单下单时间,订单实际支付金额,订单运费,支付时间,商品名称,商品编码(自定义),商品数量,商品已退款金额'
  const first = {
    订单号: '3704612354559743232',
    订单状态: '已完成',
    订单下单时间: '2026-10-20 10:00:00',
    订单实际支付金额: '100.00',
    订单运费: '0.00',
    支付时间: '2026-10-20 10:01:00',
    商品名称: '吐司',
    商品数量: '1',
    商品已退款金额: '0.00',
  }
  const rest = { 商品名称: '蛋糕', 商品数量: '1', 商品已退款金额: '40.00' }
  const { orders, errors } = await readAll(csvOf(tableOf(header, first, rest)), 'a.csv')
  expect(errors).toEqual([])
  expect(orders).toMatchObject([
    { consumerPaidFen: 10_000, refundedFen: 4_000, items: [{ title: '吐司' }, { title: '蛋糕' }] },
  ])
})

test('O5: a closed row of 抖店 beside open ones counts as refunded', async () => {
  const header =
    '主订单编号,子订单编号,选购商品,商品数量,订单应付金额,订单提交时间,支付完成时间,订单完成时间,订单状态,售后状态'
  const line = {
    主订单编号: '6999468245800646320',
    商品数量: '1',
    售后状态: '-',
    订单提交时间: '2026-10-17 17:36:58',
    支付完成时间: '2026-10-17 17:51:10',
  }
  const rows = [
    { ...line, 子订单编号: '6999468245800646321', 订单应付金额: '10.00', 订单状态: '已完成' },
    { ...line, 子订单编号: '6999468245800646322', 订单应付金额: '20.00', 订单状态: '已关闭' },
  ]
  const { orders } = await readAll(csvOf(tableOf(header, ...rows)), 'a.csv')
  expect(orders).toMatchObject([{ status: 'completed', consumerPaidFen: 3000, refundedFen: 2000 }])
})
