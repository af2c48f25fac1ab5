import { csvOf, JD_HEADER, jdRow, tableOf } from '../../../../testing/scenes/orders/tables'
import { readAll } from '../../../../testing/scenes/orders/read-all'
import { xlsxBook, xlsxFile } from '../../../../testing/scenes/orders/xlsx-file'
import { OrderExportRefusal } from '../../../platform/read-file/refusal'

const first = jdRow({ 订单号: '389592175001' })
const second = jdRow({ 订单号: '389592175002' })
const table = [JD_HEADER, first, second]
const BOTH = ['389592175001', '389592175002']
const words = [['怎么导出'], ['第一步：打开后台'], ['第二步：勾选全部列']]
const TMALL = '订单编号,买家实际支付金额,订单状态,订单创建时间,订单付款时间,退款金额'
const tmall = tableOf(TMALL, {
  订单编号: '1930679858170640001',
  买家实际支付金额: '10.00',
  订单状态: '交易成功',
  订单付款时间: '2026-11-10 09:01:00',
})

async function numbersAndNotes(bytes: Buffer) {
  const { orders, errors, notes } = await readAll(bytes, '订单.xlsx')
  return { orders: orders.map(({ orderNo }) => orderNo), errors: errors.length, notes }
}

async function problemOf(bytes: Buffer) {
  const outcome = await readAll(bytes, '订单.csv').catch((error: unknown) => error)
  if (!(outcome instanceof OrderExportRefusal)) throw new Error('not refused', { cause: outcome })
  return outcome.problem
}

test.each(['\r', '\n', '\r\n', '\r\r\n'])('O11: lines that end by %j are read', async (end) => {
  const text = String(csvOf(table)).replaceAll('\r\n', end)
  const read = await numbersAndNotes(Buffer.from(text + end))
  expect(read).toEqual({ orders: BOTH, errors: 0, notes: [] })
  const { orders } = await readAll(Buffer.from(text), 'a.csv')
  expect(orders.map(({ row }) => row)).toEqual([2, 3])
})

test('O11: every sheet with the header of the same export is read', async () => {
  const tabs = [
    { name: '十月', rows: [JD_HEADER, first] },
    { name: '十一月', rows: [JD_HEADER, second, jdRow({ 订单号: 'x' })] },
    { name: 'Sheet3', rows: [] },
  ]
  const { orders, errors, notes } = await readAll(xlsxBook(tabs), 'a.xlsx')
  expect(orders.map(({ orderNo }) => orderNo)).toEqual(BOTH)
  expect(errors).toMatchObject([{ row: 3, message: expect.stringContaining('工作表“十一月”') }])
  expect(notes).toEqual([])
})

test('O11: the same order in two sheets is one order', async () => {
  const tabs = [
    { name: '一', rows: [JD_HEADER, first] },
    { name: '二', rows: table },
  ]
  expect((await numbersAndNotes(xlsxBook(tabs))).orders).toEqual(BOTH)
})

test('O11: a hidden template, a sheet of explanations and another export are named, and the orders are read', async () => {
  const tabs = [
    {
      name: '模板',
      rows: [JD_HEADER, jdRow({ 订单号: '100000000000' })],
      state: 'hidden' as const,
    },
    { name: '深藏', rows: words, state: 'veryHidden' as const },
    { name: '空藏', rows: [], state: 'hidden' as const },
    { name: '说明', rows: words },
    { name: '空模板', rows: [tmall[0] ?? []] },
    { name: '订单', rows: table },
    { name: '天猫', rows: tmall },
    { name: '售后', rows: [['售后单号', '订单号']] },
  ]
  expect(await numbersAndNotes(xlsxBook(tabs))).toEqual({
    orders: BOTH,
    errors: 0,
    notes: [
      { code: 'SHEET_UNREAD', sheet: '说明' },
      { code: 'SHEET_OTHER', sheet: '天猫' },
      { code: 'SHEET_UNREAD', sheet: '售后' },
      { code: 'SHEET_HIDDEN', sheet: '模板' },
      { code: 'SHEET_HIDDEN', sheet: '深藏' },
    ],
  })
})

test('O11: orders that are only in a hidden sheet are refused with what to do', async () => {
  const hidden = { name: '订单', rows: table, state: 'hidden' as const }
  const problem = await problemOf(xlsxBook([{ name: '说明', rows: words }, hidden]))
  expect(problem).toMatchObject({
    code: 'ORDERS_HIDDEN',
    message: expect.stringContaining('取消隐藏'),
  })
})

test.each([
  ['csv', csvOf([JD_HEADER])],
  ['xlsx', xlsxFile([JD_HEADER])],
  ['csv with a sum', csvOf([JD_HEADER, ['合计', '0']])],
])('O11: a %s with only a header is refused because it holds no order', async (_, bytes) => {
  const problem = await problemOf(bytes)
  expect(problem).toMatchObject({ code: 'NO_ORDERS', message: expect.stringContaining('只有表头') })
})

test('O11: a quote above the header that never closes is named as the fault', async () => {
  const problem = await problemOf(Buffer.from(`"京东订单\n${'x'.repeat(20_000)}`))
  expect(problem.code).toBe('BROKEN_HEADER')
})

describe('O11: between the rows', () => {
  const sums = [
    ['合计'],
    ['合计：2 笔'],
    [null, '总计', '2'],
    ['共 2 条'],
    jdRow({ 订单号: '合计' }),
  ]
  test.each(sums)('a sum line beginning %j %j is skipped and reported', async (...cells) => {
    for (const bytes of [csvOf([...table, cells]), xlsxFile([...table, cells])]) {
      expect(await numbersAndNotes(bytes)).toEqual({
        orders: BOTH,
        errors: 0,
        notes: [{ code: 'SUM_LINE', row: 4, rows: 1 }],
      })
    }
  })

  test('a row without its number is not a sum line, whatever its goods are called', async () => {
    const { errors, notes } = await readAll(csvOf([...table, jdRow({ 订单号: '' })]), 'a.csv')
    expect([errors.length, notes]).toEqual([1, []])
  })

  test('a repeated header is skipped and reported', async () => {
    const rows = [JD_HEADER, first, JD_HEADER, second, JD_HEADER]
    expect(await numbersAndNotes(csvOf(rows))).toEqual({
      orders: BOTH,
      errors: 0,
      notes: [{ code: 'HEADER_REPEATED', row: 3, rows: 2 }],
    })
  })

  test('a pasted table of the same export is read by its own columns', async () => {
    const turned = [...JD_HEADER].reverse()
    const rows = [JD_HEADER, first, [], turned, [...second].reverse()]
    const { orders, errors, notes } = await readAll(csvOf(rows), 'a.csv')
    expect(errors).toEqual([])
    expect(orders).toMatchObject([
      { orderNo: BOTH[0], consumerPaidFen: 8850 },
      { orderNo: BOTH[1], consumerPaidFen: 8850 },
    ])
    expect(notes).toEqual([{ code: 'TABLE_READ', row: 4, rows: 1 }])
  })

  test('a pasted table of another platform is reported with its rows, and no row of it is an error', async () => {
    const rows = [JD_HEADER, first, ...tmall, JD_HEADER, second]
    expect(await numbersAndNotes(csvOf(rows))).toEqual({
      orders: BOTH,
      errors: 0,
      notes: [
        { code: 'TABLE_UNREAD', row: 3, rows: 2 },
        { code: 'HEADER_REPEATED', row: 5, rows: 1 },
      ],
    })
  })
})
