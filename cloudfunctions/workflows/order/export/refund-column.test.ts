import { readAll } from '../../../../testing/scenes/orders/read-all'
import {
  fileOf,
  tableOfExport,
  without,
  withCells,
} from '../../../../testing/scenes/orders/variants'

test.each([
  ['ExportOrderList202610.csv', '退款金额'],
  ['ExportOrderList-new.xlsx', '退款金额'],
  ['1791430000_抖店订单.csv', '售后状态'],
  ['orders_export拼多多.csv', '售后状态'],
  ['快手订单.xlsx', '售后状态'],
  ['小红书订单.xlsx', '售后状态'],
  ['微信小店订单.xlsx', '商品已退款金额'],
  ['有赞订单导出.csv', '订单已退款金额'],
])(
  'O11: %s without %s is refused by its name, not read as “nothing refunded”',
  async (name, column) => {
    const reading = readAll(fileOf(without(await tableOfExport(name), column)), name)
    await expect(reading).rejects.toMatchObject({
      problem: { code: 'MISSING_COLUMNS', message: expect.stringContaining(column) },
    })
  },
)

test.each([
  ['1791430000_抖店订单.csv', '子订单编号', '6.99947E+18'],
  ['1791430000_抖店订单.csv', '子订单编号', '699946824580064000'.padEnd(19, '0')],
  ['1791430000_抖店订单.csv', '子订单编号', String(Number('6999468245800646321'))],
  ['微信小店订单.xlsx', '交易单号', '4.2E+27'],
  ['微信小店订单.xlsx', '交易单号', '420000234567891'.padEnd(28, '0')],
])(
  'O10: in %s a %s that lost its digits (%s) is left out, and the order stays',
  async (name, column, lost) => {
    const table = withCells(await tableOfExport(name), column, () => lost)
    const { orders, errors } = await readAll(fileOf(table), name)
    expect(errors).toEqual([])
    expect(orders.length).toBeGreaterThan(20)
    for (const { payNo, subOrderNos } of orders)
      expect([payNo, subOrderNos]).toEqual([undefined, undefined])
  },
)
