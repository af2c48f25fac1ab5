import { EXPORTS, truth } from '../../../../testing/scenes/orders/exports'
import { readAll } from '../../../../testing/scenes/orders/read-all'
import { fileOf, tableOfExport, withCells } from '../../../../testing/scenes/orders/variants'

/** Each layout that has a payment time, with its column. */
const PAID_AT: Record<string, string> = {
  'ExportOrderList202610.csv': '订单付款时间',
  'ExportOrderList-new.xlsx': '订单付款时间',
  '京东订单.csv': '付款确认时间',
  '1791430000_抖店订单.csv': '支付完成时间',
  'orders_export拼多多.csv': '订单成交时间',
  '快手订单.xlsx': '订单支付时间',
  '小红书订单.xlsx': '支付时间',
  '微信小店订单.xlsx': '支付时间',
  '有赞订单导出.csv': '买家付款时间',
}
const BLANKS = ['', '-', '--', '0000-00-00 00:00:00', '0000-00-00', '0001-01-01 00:00:00', '无']

test('O12: each of the nine exports is tried', () => {
  expect(Object.keys(PAID_AT)).toEqual(Object.keys(EXPORTS))
})

test.each(Object.entries(PAID_AT))(
  'O12: %s without any payment time still shows by the status what was paid',
  async (name, column) => {
    const table = await tableOfExport(name)
    const known = new Map(truth().map((order) => [order.orderNo, order]))
    for (const blank of BLANKS) {
      const { orders, errors } = await readAll(fileOf(withCells(table, column, () => blank)), name)
      expect(errors).toEqual([])
      const alive = orders.filter(({ status }) => status !== 'closed')
      expect(alive.length).toBeGreaterThan(5)
      for (const order of alive) {
        const { consumerPaidFen, refundedFen, status } = known.get(order.orderNo) ?? {}
        expect(order).toMatchObject({ status, consumerPaidFen, refundedFen, paidAt: null })
      }
    }
  },
)

test('O12: an order that waits for its payment was not paid, whatever its times are', async () => {
  const name = '微信小店订单.xlsx'
  const table = withCells(await tableOfExport(name), '支付时间', () => '2026-10-01 10:00:00')
  const { orders } = await readAll(fileOf(table), name)
  const unpaid = orders.filter(({ status }) => status === 'unpaid')
  expect(unpaid.length).toBe(3)
  for (const order of unpaid) expect(order).toMatchObject({ consumerPaidFen: 0, paidAt: null })
})

test('O12: a paid order without an amount is a row error, not an order of 0', async () => {
  for (const [name, column] of Object.entries(AMOUNTS)) {
    const table = withCells(await tableOfExport(name), column, () => '')
    const { orders, errors } = await readAll(fileOf(table), name)
    expect(errors.length).toBeGreaterThan(5)
    expect(errors[0]).toMatchObject({ column, message: expect.stringContaining('没有实付金额') })
    for (const order of orders) expect(['unpaid', 'closed']).toContain(order.status)
  }
})

const AMOUNTS: Record<string, string> = {
  'ExportOrderList202610.csv': '买家实际支付金额',
  'ExportOrderList-new.xlsx': '买家实付金额',
  '京东订单.csv': '应付金额',
  '1791430000_抖店订单.csv': '订单应付金额',
  'orders_export拼多多.csv': '用户实付金额(元)',
  '快手订单.xlsx': '实付款',
  '小红书订单.xlsx': '用户应付金额(元)',
  '微信小店订单.xlsx': '订单实际支付金额',
  '有赞订单导出.csv': '订单实付金额',
}
