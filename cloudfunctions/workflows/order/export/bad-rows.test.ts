import iconv from 'iconv-lite'
import { csvOf, JD_HEADER, jdRow } from '../../../../testing/scenes/orders/tables'
import { readAll } from '../../../../testing/scenes/orders/read-all'
import { xlsxBook, xlsxFile } from '../../../../testing/scenes/orders/xlsx-file'

const before = jdRow({ 订单号: '389592175001' })
const after = jdRow({ 订单号: '389592175003' })
const GOOD = ['389592175001', '389592175003']

test.each([
  ['订单号', '3.89592E+11', '单号已被 Excel 破坏'],
  ['订单号', '1.23E+18', '单号已被 Excel 破坏'],
  ['订单号', '389592175015.0', '单号已被 Excel 破坏'],
  ['订单号', '', '没有订单号'],
  ['订单号', '见备注', '不是订单号'],
  ['应付金额', '', '没有实付金额'],
  ['应付金额', '八十八', '“八十八”不是金额'],
  ['应付金额', '-5.00', '负数'],
  ['应付金额', '88.505', '两位小数'],
  ['应付金额', '999999999999', '太大'],
  ['运费金额', '6,0x', '不是金额'],
  ['下单时间', '2026-02-30 10:00:00', '不是有效的时间'],
  ['付款确认时间', '昨天', '不是有效的时间'],
  ['付款确认时间', '2026-10-23 25:61:00', '不是有效的时间'],
  ['付款确认时间', '2030-01-01 09:00:00', '还没有到'],
  ['订单完成时间', '2062-10-23 19:44:21', '还没有到'],
  ['下单时间', '2001-10-23 19:44:21', '早于这个平台开业'],
  ['订单状态', '飞走了', '不认识的订单状态“飞*了”'],
  ['订单状态', '', '没有订单状态'],
  ['订购数量', '两盒', '不是数量'],
])(
  'a row with %s “%s” is reported by its number, and the others are read',
  async (column, value, words) => {
    const table = [JD_HEADER, before, jdRow({ [column]: value }), after]
    for (const bytes of [csvOf(table), xlsxFile(table), xlsxFile(table, 'inline')]) {
      const { orders, errors } = await readAll(bytes, 'a')
      expect(orders.map((order) => order.orderNo)).toEqual(GOOD)
      expect(errors).toMatchObject([{ row: 3, message: expect.stringContaining(words) }])
      expect([column, undefined]).toContain(errors[0]?.column)
    }
  },
)

test('a numeric order number counts only if Excel kept every digit', async () => {
  const table = [JD_HEADER, jdRow({ 订单号: 389592175015 }), jdRow({ 订单号: 2805020175018483400 })]
  const { orders, errors } = await readAll(xlsxFile(table), 'a.xlsx')
  expect(orders.map((order) => order.orderNo)).toEqual(['389592175015'])
  expect(errors).toMatchObject([{ row: 3, message: expect.stringContaining('原始文件') }])
})

test('money and times that Excel turned into numbers are read', async () => {
  const cells = {
    应付金额: 88.49999999999999,
    付款确认时间: 46318.82246527778,
    联系电话: 13800138000,
  }
  const { orders } = await readAll(xlsxFile([JD_HEADER, jdRow(cells)]), 'a.xlsx')
  expect(orders).toMatchObject([
    { consumerPaidFen: 8850, paidAt: '2026-10-23 19:44:21', phoneTail: '8000' },
  ])
})

test('O11: a workbook that counts days from 1904 gives the same days', async () => {
  const paid = (serial: number) => [JD_HEADER, jdRow({ 付款确认时间: serial })]
  const tabs = [{ name: '订单', rows: paid(46318.82246527778 - 1462) }]
  const { orders } = await readAll(xlsxBook(tabs, { from1904: true }), 'a.xlsx')
  expect(orders).toMatchObject([{ paidAt: '2026-10-23 19:44:21' }])
})

test('a torn row, a row with columns too many and a row of blanks', async () => {
  const table = [JD_HEADER, before, ['389592175002', '曲奇'], [...jdRow(), '多', '余'], [], after]
  const { orders, errors } = await readAll(csvOf(table), 'a.csv')
  expect(orders.map((order) => order.orderNo)).toEqual(GOOD)
  expect(errors).toEqual([
    { row: 3, message: expect.stringContaining('列比表头少') },
    { row: 4, message: expect.stringContaining('列比表头多') },
  ])
})

test('an order with one bad row of several is not read with half its money', async () => {
  const bad = jdRow({ 应付金额: 'x' })
  const { orders, errors } = await readAll(csvOf([JD_HEADER, before, jdRow(), bad, after]), 'a.csv')
  expect(orders.map((order) => order.orderNo)).toEqual(GOOD)
  expect(errors).toMatchObject([{ row: 4 }])
})

test('a row that breaks off after its status is torn, because its payment is unknown', async () => {
  const table = [JD_HEADER, before, jdRow().slice(0, 9), after]
  const { orders, errors } = await readAll(csvOf(table), 'a.csv')
  expect(orders.map((order) => order.orderNo)).toEqual(GOOD)
  expect(errors).toMatchObject([{ row: 3, message: expect.stringContaining('列比表头少') }])
})

test('blank cells at the end of an xlsx row do not make it a torn row', async () => {
  const unpaid = jdRow({ 订单状态: '等待付款', 付款确认时间: null, 订单完成时间: null })
  const { orders, errors } = await readAll(xlsxFile([JD_HEADER, unpaid]), 'a.xlsx')
  expect(errors).toEqual([])
  expect(orders).toMatchObject([{ status: 'unpaid', consumerPaidFen: 0 }])
})

test('a torn row that still shows its order number keeps that order back', async () => {
  const table = [JD_HEADER, before, jdRow(), ['389592175015', '曲奇'], after]
  const { orders, errors } = await readAll(csvOf(table), 'a.csv')
  expect(orders.map((order) => order.orderNo)).toEqual(GOOD)
  expect(errors).toMatchObject([{ row: 4 }])
})

describe('a quote that never closes', () => {
  const line = (cells: (string | number | null)[]) => cells.join(',')
  test('costs only its own row', async () => {
    const stray = line(jdRow({ 订单号: '389592175002', 商品名称: '"大号曲奇' }))
    const text = [line(JD_HEADER), line(before), stray, line(after)].join('\r\n')
    const { orders, errors } = await readAll(Buffer.from(text), 'a.csv')
    expect(orders.map((order) => order.orderNo)).toEqual(GOOD)
    expect(errors).toEqual([{ row: 3, message: expect.stringContaining('引号') }])
  })

  test('costs only its own row even if a later row has quotes', async () => {
    const stray = line(jdRow({ 订单号: '389592175002', 商品名称: '"大号曲奇' }))
    const quoted = line(jdRow({ 订单号: '389592175003', 商品名称: '"曲奇, ""小"""' }))
    const text = [line(JD_HEADER), line(before), stray, quoted].join('\n')
    const { orders, errors } = await readAll(Buffer.from(text), 'a.csv')
    expect(orders.map((order) => order.orderNo)).toEqual(GOOD)
    expect(orders[1]?.items[0]?.title).toBe('曲奇, "小"')
    expect(errors).toMatchObject([{ row: 3 }])
  })

  test('does not stop ten thousand rows behind it', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => line(jdRow({ 订单号: `${4e11 + n}` })))
    const stray = line(jdRow({ 商品名称: '"大号曲奇' }))
    const text = [line(JD_HEADER), stray, ...many].join('\n')
    const { orders, errors } = await readAll(Buffer.from(text), 'a.csv')
    expect([orders.length, errors.length]).toEqual([10_000, 1])
  })
})

test('a line break inside a quoted cell is text', async () => {
  const table = [JD_HEADER, jdRow({ 商品名称: '曲奇\n400g' }), after]
  const { orders, errors } = await readAll(csvOf(table), 'a.csv')
  expect(errors).toEqual([])
  expect(orders[0]?.items).toMatchObject([{ title: '曲奇 400g', quantity: 1 }])
  expect(orders[1]?.row).toBe(3)
})

describe('O11: a quoted note', () => {
  const columns = [...JD_HEADER, '买家备注']
  const noted = (orderNo: string, note: string) => [...jdRow({ 订单号: orderNo }), note]
  const many = 'a,b,c,d,e,f,g,h,i,j,k,l,m,n'

  test.each([
    `第一行\n${many}`,
    `${many}\n${many}\n${many}`,
    `他说"好",\n${many}\n"完"`,
    `订单 389592175009 已退,${many}\n另一单 389592175008,${many}`,
  ])('with line breaks and commas is text: %j', async (note) => {
    const table = [columns, noted('389592175001', note), noted('389592175003', '')]
    const { orders, errors } = await readAll(csvOf(table), 'a.csv')
    expect(errors).toEqual([])
    expect(orders.map((order) => order.orderNo)).toEqual(GOOD)
  })

  test('in a row that lacks its last cells is text, too', async () => {
    const short = [...jdRow({ 商品名称: `曲奇\n${many}` })].slice(0, -1)
    const { orders, errors } = await readAll(
      csvOf([columns, short, noted('389592175003', '')]),
      'a',
    )
    expect(errors).toEqual([])
    expect(orders).toHaveLength(2)
  })

  test('that an inch sign ends does not swallow an order in silence', async () => {
    const line = (cells: (string | number | null)[]) => cells.join(',')
    const inch = line(jdRow({ 订单号: '389592175002', 商品名称: '8寸"' }))
    const stray = line(jdRow({ 商品名称: '"大号曲奇' }))
    const text = [line(JD_HEADER), line(before), stray, inch, line(after)].join('\n')
    const { orders, errors } = await readAll(Buffer.from(text), 'a.csv')
    expect(orders.map((order) => order.orderNo)).toEqual([GOOD[0], '389592175002', GOOD[1]])
    expect(errors).toMatchObject([{ row: 3, message: expect.stringContaining('引号') }])
  })

  test('that is torn keeps back the order, even if its other row is whole', async () => {
    const line = (cells: (string | number | null)[]) => cells.join(',')
    const stray = line(jdRow({ 商品名称: '"大号曲奇' }))
    const text = [line(JD_HEADER), line(before), line(jdRow()), stray, line(after)].join('\n')
    const { orders, errors } = await readAll(Buffer.from(text), 'a.csv')
    expect(orders.map((order) => order.orderNo)).toEqual(GOOD)
    expect(errors).toHaveLength(1)
  })
})

test('a row with undecodable bytes is reported, and the others are read', async () => {
  const torn = Buffer.concat([
    Buffer.from('\n389592175002,'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from(',1\n'),
  ])
  const parts = [csvOf([JD_HEADER, before]), torn, csvOf([after])]
  const { orders, errors } = await readAll(Buffer.concat(parts), 'a.csv')
  expect(orders.map((order) => order.orderNo)).toEqual(GOOD)
  expect(errors).toMatchObject([{ row: 3, message: expect.stringContaining('乱码') }])
})

test.each([
  ['utf8', true],
  ['utf8', false],
  ['gb18030', false],
  ['utf16le', true],
  ['utf16le', false],
  ['utf16be', true],
  ['utf16be', false],
])('the same table is read in %s, with its mark: %s', async (encoding, addBOM) => {
  const text = String(csvOf([JD_HEADER, before, after]))
  const bytes = iconv.encode(text, encoding, { addBOM })
  const { orders } = await readAll(bytes, 'a.csv')
  expect(orders).toMatchObject([
    { orderNo: GOOD[0], items: [{ title: '曲奇罐 400g' }] },
    { orderNo: GOOD[1] },
  ])
})
