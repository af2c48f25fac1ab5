import { readAll } from '../../../../testing/scenes/orders/read-all'
import { csvOf, tableOf } from '../../../../testing/scenes/orders/tables'

const TMALL = '订单编号,买家实际支付金额,订单状态,订单创建时间,订单付款时间,退款金额'
const WEIXIN =
  '订单号,订单下单时间,支付时间,订单状态,订单实际支付金额,商品编码(自定义),商品名称,商品已退款金额'

const tmall = (orderNo: string, paid: string, refunded: string) => ({
  订单编号: orderNo,
  买家实际支付金额: paid,
  订单状态: '交易成功',
  订单创建时间: '2026-11-10 09:00:00',
  订单付款时间: '2026-11-10 09:01:00',
  退款金额: refunded,
})
const weixin = (name: string, refunded: string) => ({
  订单号: '3704612354559743232',
  订单下单时间: '2026-11-10 09:00:00',
  支付时间: '2026-11-10 09:01:00',
  订单状态: '已完成',
  订单实际支付金额: '100.00',
  '商品编码(自定义)': name,
  商品名称: name,
  商品已退款金额: refunded,
})

test('O11: more money back than was paid is a row error, not a full refund in silence', async () => {
  const rows = [
    tmall('1930679858170640001', '10.00', '10.00'),
    tmall('1930679858170640002', '10.00', '20.00'),
    tmall('1930679858170640003', '10.00', '无退款申请'),
  ]
  const { orders, errors } = await readAll(csvOf(tableOf(TMALL, ...rows)), 'a.csv')
  expect(orders).toMatchObject([{ refundedFen: 1000 }, { refundedFen: 0 }])
  expect(errors).toMatchObject([
    { row: 3, message: expect.stringContaining('退款 20.00 元，比实付 10.00 元还多') },
  ])
})

test('O11: goods with a refund above what the order paid keep the order back', async () => {
  const read = (...refunds: string[]) => {
    const rows = refunds.map((each, n) => weixin(`商品${n}`, each))
    return readAll(csvOf(tableOf(WEIXIN, ...rows)), 'a.csv')
  }
  expect((await read('60.00', '40.00')).orders).toMatchObject([{ refundedFen: 10000 }])
  const above = await read('10.00', '120.00')
  expect(above.orders).toEqual([])
  expect(above.errors).toMatchObject([{ message: expect.stringContaining('退款 120.00 元') }])
  const together = await read('60.00', '60.00')
  expect(together.orders).toEqual([])
  expect(together.errors).toMatchObject([{ message: expect.stringContaining('退款 120.00 元') }])
})
