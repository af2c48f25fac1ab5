import { commitImport, previewImport } from '../../contracts/order/order-import'
import { openBrandCloud, type BrandCloud } from '../../../testing/brand-cloud'
import {
  importAll,
  importFile,
  previewFile,
  tmallExport,
} from '../../../testing/scenes/import-orders'
import { EXPORTS, exportBytes, truth } from '../../../testing/scenes/orders/exports'
import { xlsxBook } from '../../../testing/scenes/orders/xlsx-file'
import { instantOf } from '../../domain/business-day'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

test('O6: a preview counts what would change and writes no order', async () => {
  const reply = await previewFile(brand, 'jd.csv', exportBytes('京东订单.csv'))
  expect(reply).toMatchObject({ ok: { state: 'preview', channel: 'jd', added: 24, changed: 0 } })
  expect(await brand.cloud.database.count('orders', {})).toBe(0)
})

test('O6: all nine files import, every order is correct, and a second import changes nothing', async () => {
  const first = await importAll(brand)
  expect(first.reduce((sum, report) => sum + report.added, 0)).toBe(truth().length)
  for (const report of first) expect(report).toMatchObject({ state: 'done', errorCount: 0 })
  for (const wanted of truth()) {
    const id = `shanyu:${wanted.channel}:${wanted.orderNo}`
    expect(await brand.cloud.database.get('orders', id)).toMatchObject({
      channel: wanted.channel,
      orderNo: wanted.orderNo,
      status: wanted.status,
      paidFen: wanted.consumerPaidFen,
      refundedFen: wanted.refundedFen,
      freightFen: wanted.freightFen,
      paidAt: wanted.paidAt === null ? null : instantOf(wanted.paidAt),
      phoneTail: wanted.phoneTail,
    })
  }
  for (const report of await importAll(brand)) {
    expect(report).toMatchObject({ added: 0, changed: 0, unchanged: report.orders })
  }
  expect(Object.keys(EXPORTS)).toHaveLength(first.length)
})

test('O6: a broken row is reported with its number and the good rows are imported', async () => {
  const good = { orderNo: '1930679858170640001', paid: '10.00' }
  const rounded = { orderNo: '1.93068E+18', paid: '10.00' }
  const money = { orderNo: '1930679858170640003', paid: 'zehn' }
  const report = await importFile(brand, 'rows.csv', tmallExport([good, rounded, money]))
  expect(report).toMatchObject({ added: 1, errorCount: 2 })
  expect(report.errors.map((error) => error.row)).toEqual([3, 4])
  expect(report.errors[0]?.message).toContain('Excel')
})

test('O11: the preview says that a file does not report refunds, before anything is written', async () => {
  const reply = await previewFile(brand, 'jd-notes.csv', exportBytes('京东订单.csv'))
  const notes = 'ok' in reply ? reply.ok.notes : []
  const told = notes.find(({ code }) => code === 'REFUNDS_UNKNOWN')
  expect(told?.message).toMatch(/^有 \d+ 个付过款的订单.*核对退款/)
})

const numbered = (numbers: string[]) =>
  tmallExport(numbers.map((orderNo) => ({ orderNo, paid: '10.00' })))

test.each([
  ['cut by Excel', (n: number) => `29306798581${String(7101 + n)}0000`],
  ['rounded by a script', (n: number) => String(2930679858170647101 + n * 1_000_003)],
])('O10: a column of numbers %s is refused at the preview and never written', async (_, make) => {
  const before = await brand.cloud.database.count('orders', {})
  const bytes = numbered(Array.from({ length: 12 }, (__, n) => make(n)))
  const fileId = await brand.cloud.storage.put('imports/rounded.csv', bytes)
  const reply = await brand.console.ask(previewImport, { operator: '店长', fileId })
  expect(reply).toMatchObject({ refused: 'FILE_NOT_READABLE' })
  expect('refused' in reply && reply.detail?.reason).toMatch(/Excel.*文本/)
  const [run] = await brand.cloud.database.find('imports', { fileId })
  const importId = String(run?._id)
  expect(await brand.console.ask(commitImport, { operator: '店长', importId })).toEqual({
    refused: 'PREVIEW_NOT_DONE',
  })
  expect(await brand.cloud.database.count('orders', {})).toBe(before)
})

test('O10: one correct number that ends in zeros stays among the others', async () => {
  const others = Array.from(
    { length: 40 },
    (_, n) => `29306798581${String(80000000 + n * 7919 + 1)}`,
  )
  const report = await importFile(brand, 'zeros.csv', numbered([...others, '2930679858170720000']))
  expect(report).toMatchObject({ state: 'done', added: 41, errorCount: 0 })
})

test.each([
  ['empty.csv', Buffer.alloc(0)],
  ['picture.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['other.csv', Buffer.from('姓名,电话\n张三,13800000000\n')],
  ['columns.csv', Buffer.from('订单编号,买家实际支付金额\n="1930679858170640009",1.00\n')],
])('%s is refused with a sentence and nothing is written', async (name, bytes) => {
  const before = await brand.cloud.database.count('orders', {})
  const reply = await previewFile(brand, name, bytes)
  expect(reply).toMatchObject({ refused: 'FILE_NOT_READABLE' })
  expect('refused' in reply && reply.detail?.reason).toMatch(/[一-鿿]{5}/)
  expect(await brand.cloud.database.count('orders', {})).toBe(before)
})

test('a file or an import that is not there is refused', async () => {
  const operator = '店长'
  const fileId = 'cloud://local.6c6f-local-1250000000/none.csv'
  expect(await brand.console.ask(previewImport, { operator, fileId })).toEqual({
    refused: 'FILE_NOT_FOUND',
  })
  expect(await brand.console.ask(commitImport, { operator, importId: 'shanyu:none' })).toEqual({
    refused: 'IMPORT_NOT_FOUND',
  })
})

test('O6: two imports of the same file at the same time leave the same orders', async () => {
  const orders = Array.from({ length: 150 }, (_, i) => ({
    orderNo: `19306798581706${String(41000 + i)}`,
    paid: '12.00',
  }))
  const bytes = tmallExport(orders)
  const reports = await Promise.all([
    importFile(brand, 'twin-a.csv', bytes),
    importFile(brand, 'twin-b.csv', bytes),
  ])
  expect(reports.reduce((sum, report) => sum + report.added, 0)).toBe(150)
})

test('O9: reports that come late or out of sequence end in the same state', async () => {
  const orderNo = '1930679858170649999'
  const [early, late] = [
    tmallExport([{ orderNo, paid: '50.00', status: '买家已付款,等待卖家发货' }].map(quoted)),
    tmallExport([{ orderNo, paid: '50.00', refunded: '20.00' }]),
  ]
  await importFile(brand, 'late.csv', late)
  const report = await importFile(brand, 'early.csv', early)
  expect(report).toMatchObject({ changed: 0, unchanged: 1 })
})

function quoted<T extends { status: string }>(order: T): T {
  return { ...order, status: `"${order.status}"` }
}

test('every staff action is written to the audit with its operator', async () => {
  const lines = await brand.cloud.database.all('audit')
  expect(lines.length).toBeGreaterThan(20)
  expect(lines.every((line) => line.operator === '店长')).toBe(true)
})

test('O11: a refusal names the file as it was uploaded, not its cloud id', async () => {
  const reply = await previewFile(brand, '十月订单.csv', Buffer.from('订单号\n'))
  const reason = 'refused' in reply ? String(reply.detail?.reason) : ''
  expect(reason).toContain('“十月订单.csv”')
  expect(reason).not.toContain('cloud:')
})

test('O11: the preview and the result name the parts of a workbook that were not read', async () => {
  const order = { orderNo: '1930679858170648888', paid: '10.00' }
  const [header = [], row = []] = String(tmallExport([order]))
    .replace('\ufeff', '')
    .split('\r\n')
    .map((line) => line.split(','))
  const tabs = [
    { name: '说明', rows: [['怎么用']] },
    { name: '订单', rows: [header, row, ['合计', '1']] },
    { name: '旧订单', rows: [header, row], state: 'hidden' as const },
  ]
  const notes = [
    {
      code: 'SUM_LINE',
      sheet: '订单',
      row: 3,
      rows: 1,
      message: '工作表“订单”第 3 行是合计，不是订单，已跳过',
    },
    { code: 'SHEET_UNREAD', sheet: '说明', message: '工作表“说明”里没有订单表头，没有读' },
    {
      code: 'SHEET_HIDDEN',
      sheet: '旧订单',
      message: '工作表“旧订单”是隐藏的，没有读；里面有订单的话，请取消隐藏后重新上传',
    },
  ]
  expect(await previewFile(brand, 'book.xlsx', xlsxBook(tabs))).toMatchObject({ ok: { notes } })
  const report = await importFile(brand, 'book.xlsx', xlsxBook(tabs))
  expect(report).toMatchObject({ state: 'done', orders: 1, notes })
})
