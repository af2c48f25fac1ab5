import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EXPORTS, exportBytes, truth } from '../../../../testing/scenes/orders/exports'
import { readAll } from '../../../../testing/scenes/orders/read-all'
import { csvOf, JD_HEADER, jdRow } from '../../../../testing/scenes/orders/tables'

const TRUE = new Map(truth().map((o) => [o.orderNo, [o.consumerPaidFen, o.refundedFen]]))
const DEMO = join(__dirname, '../../../../demo/orders')
const CUT = '文件最后一行可能没有下载完整，请重新下载后上传；其余订单不受影响'
const CSVS = Object.keys(EXPORTS).filter((name) => name.endsWith('.csv'))

describe('a file that ends inside its last row', () => {
  const tmall = exportBytes('ExportOrderList202610.csv')

  test.each([2, 3, 4, 5, 6, 7])(
    'says so when %i bytes of its last amount are missing with the break',
    async (cut) => {
      const bytes = tmall.subarray(0, tmall.length - cut)
      const whole = await readAll(tmall, 'a.csv')
      const { orders, errors } = await readAll(bytes, 'a.csv')
      const isCut = cut > 2
      expect(orders).toHaveLength(whole.orders.length - (isCut ? 1 : 0))
      expect(errors.map((error) => error.message)).toEqual(isCut ? [CUT] : [])
    },
  )

  // Only rows that end in an amount: in a row that ends in words, a cut changes no amount.
  const lines = tmall.toString('latin1').split('\r\n')
  const [header = '', ...rows] = lines.filter((line) => line !== '')
  const [known = '', ...refunded] = rows.filter((line) => /,\d+\.\d{2}$/.test(line))

  test.each(refunded.map((row) => [row.slice(-6), row]))(
    'gives no wrong amount wherever in a row it ends: %s',
    async (_, row) => {
      const whole = Buffer.from([header, known, row].join('\r\n'), 'latin1')
      let cut = 0
      for (let end = whole.length - 1; end > whole.length - row.length; end -= cut < 12 ? 1 : 9) {
        const { orders, errors } = await readAll(whole.subarray(0, end), 'a.csv')
        const wrong = orders.filter(
          (o) => !o.untold && `${TRUE.get(o.orderNo)}` !== `${[o.consumerPaidFen, o.refundedFen]}`,
        )
        expect(wrong).toEqual([])
        expect(orders.length + errors.length).toBe(2)
        cut++
      }
      expect(cut).toBeGreaterThan(12)
    },
  )

  const good = [jdRow({ 订单号: '389592175001' }), jdRow({ 订单号: '389592175003' })]
  test.each([
    ['an open quote', '389592175015,"曲奇'],
    ['fewer cells', jdRow().slice(0, -1).join(',')],
    ['half a date', jdRow({ 订单完成时间: '2026-10-2' }).join(',')],
    ['a year alone', jdRow({ 订单完成时间: '2026' }).join(',')],
  ])('is told by %s', async (_, last) => {
    const bytes = Buffer.from(`${csvOf([JD_HEADER, ...good]).toString()}\r\n${last}`)
    const { orders, errors } = await readAll(bytes, 'a.csv')
    expect(orders).toHaveLength(2)
    expect(errors).toEqual([{ row: 4, message: CUT }])
  })

  test('is not confused with a file that ends in a shorter sum line', async () => {
    const bytes = Buffer.from(`${csvOf([JD_HEADER, ...good]).toString()}\r\n合计,2`)
    const { orders, errors, notes } = await readAll(bytes, 'a.csv')
    expect([orders.length, errors.length, notes.length]).toEqual([2, 0, 1])
  })
})

test.each(CSVS)('%s without its last line break is read as before', async (name) => {
  for (const bytes of [exportBytes(name), readFileSync(join(DEMO, name))]) {
    const end = bytes.length - (bytes.at(-2) === 13 ? 2 : 1)
    expect(await readAll(bytes.subarray(0, end), name)).toEqual(await readAll(bytes, name))
  }
})
