import { Readable } from 'node:stream'
import { EXPORTS, exportBytes, truth } from '../../../../testing/scenes/orders/exports'
import { readAll } from '../../../../testing/scenes/orders/read-all'

/** Times that a platform's file does not show; the expected orders have them all the same. */
const UNTOLD: Record<string, 'createdAt' | 'completedAt'> = {
  'ExportOrderList202610.csv': 'completedAt',
  '快手订单.xlsx': 'completedAt',
  'orders_export拼多多.csv': 'createdAt',
}

/** 京东's layout has no column for refunds: each of its orders says so. */
const CANNOT_TELL_REFUNDS = ['京东订单.csv']

describe.each(Object.entries(EXPORTS))('%s', (name, channel) => {
  test('every order is read correctly', async () => {
    const read = await readAll(exportBytes(name), name)
    const known = new Map(truth().map((order) => [order.orderNo, order]))
    expect(read.errors).toEqual([])
    expect(read.channel).toBe(channel)
    expect(read.orders.length).toBeGreaterThanOrEqual(12)
    for (const {
      items,
      row,
      payNo,
      subOrderNos,
      lines: _lines,
      untold: silent,
      ...told
    } of read.orders) {
      expect(silent).toEqual(CANNOT_TELL_REFUNDS.includes(name) ? ['refunds'] : undefined)
      const expected = known.get(told.orderNo)
      const untold = UNTOLD[name]
      const blank = untold !== undefined && told[untold] === null ? { [untold]: null } : {}
      expect({ ...told, items: items.length }).toEqual({ ...expected, ...blank })
      expect(row).toBeGreaterThan(1)
      expect(payNo ?? 'x').not.toBe('')
      expect(subOrderNos ?? ['x']).not.toEqual([])
    }
  })

  test('it reads the same from a stream that is split anywhere', async () => {
    const bytes = exportBytes(name)
    const pieces = function* () {
      for (let at = 0; at < bytes.length; at += 997) yield bytes.subarray(at, at + 997)
    }
    const streamed = await readAll(Readable.from(pieces()), name)
    expect(streamed).toEqual(await readAll(bytes, name))
  })
})

test('the nine exports together hold every order once', async () => {
  const numbers: string[] = []
  for (const name of Object.keys(EXPORTS)) {
    const { orders } = await readAll(exportBytes(name), name)
    numbers.push(...orders.map((order) => order.orderNo))
  }
  const sorted = truth().map((order) => order.orderNo)
  expect(numbers.sort()).toEqual(sorted.sort())
})
