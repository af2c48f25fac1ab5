import { readAll } from '../../../../testing/scenes/orders/read-all'
import { csvOf, tableOf } from '../../../../testing/scenes/orders/tables'

const HEADER =
  '主订单编号,子订单编号,选购商品,商品数量,订单应付金额,运费,订单提交时间,支付完成时间,订单完成时间,订单状态,售后状态'

function line(orderNo: string, own: string, yuan: string) {
  const at = (time: string) => `2026-10-${time}`
  return {
    主订单编号: orderNo,
    子订单编号: own,
    选购商品: '曲奇',
    商品数量: '1',
    运费: '0.00',
    订单应付金额: yuan,
    订单提交时间: at('23 19:36:05'),
    支付完成时间: at('23 19:44:21'),
    订单完成时间: at('28 19:44:21'),
    订单状态: '已完成',
    售后状态: '-',
  }
}

const [BEFORE, TORN, AFTER] = ['6985984479643200001', '6985984479643277531', '6985984479643300003']
const table = tableOf(
  HEADER,
  line(BEFORE, '6985984479643200017', '10.00'),
  line(TORN, '6985984479643277547', '88.50'),
  line(TORN, '6985984479643277559', '367.00'),
  line(AFTER, '6985984479643300019', '20.00'),
  line(AFTER, '6985984479643300023', '30.00'),
  line('6985984479643400001', '6985984479643400017', '40.00'),
)

/** The numbers that come out when one row of the table (counted as in the file) is replaced. */
async function readWith(row: number, change: (cells: string[]) => string[]) {
  const rows = table.map((each, at) => (at === row - 1 ? change(each.map(String)) : each))
  const { orders, errors } = await readAll(csvOf(rows), '抖店.csv')
  return { numbers: orders.map((order) => order.orderNo.slice(12)), errors }
}

describe('a torn line of an order whose lines add up', () => {
  test.each([
    ['within its number', (cells: string[]) => [(cells[0] ?? '').slice(0, 16)]],
    ['within the first digits of its number', (cells: string[]) => [(cells[0] ?? '').slice(0, 5)]],
    ['behind its number', (cells: string[]) => cells.slice(0, 2)],
  ])('%s keeps the whole order back, and is reported', async (_, cut) => {
    const { numbers, errors } = await readWith(4, cut)
    expect(numbers).not.toContain('3277531')
    expect(numbers).toContain('3200001')
    expect(numbers).toContain('3400001')
    expect(errors).toMatchObject([{ row: 4, message: expect.stringMatching(/订单先不导入/) }])
  })

  test('keeps back the order below, too, if it was that order’s first line', async () => {
    const { numbers } = await readWith(5, (cells) => [(cells[0] ?? '').slice(0, 14)])
    expect(numbers).toEqual(['3200001', '3277531', '3400001'])
  })

  test('without a number keeps both neighbours back', async () => {
    const { numbers, errors } = await readWith(5, ([, ...cells]) => ['', ...cells])
    expect(numbers).toEqual(['3200001', '3400001'])
    const message = '这一行没有订单号，已跳过；相邻的订单先不导入，改好后重新上传'
    expect(errors).toMatchObject([{ row: 5, message }])
  })

  test('is not confused with a footer of one cell', async () => {
    const rows = [...table, ['以上由系统导出']]
    const { orders } = await readAll(csvOf(rows), '抖店.csv')
    expect(orders.map((order) => order.consumerPaidFen)).toEqual([1000, 45550, 5000, 4000])
  })
})
