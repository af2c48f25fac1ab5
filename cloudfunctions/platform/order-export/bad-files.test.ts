import { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { csvOf, JD_HEADER, jdRow } from '../../testing/orders/tables'
import { exportBytes } from '../../testing/orders/exports'
import { readAll } from '../../testing/orders/read-all'
import { xlsxFile, zipFile } from '../../testing/orders/xlsx-file'
import { ORDER_EXPORT_LIMITS } from './limits'
import { OrderExportRefusal } from './refusal'

async function problemOf(source: Buffer | Readable, name = '订单.csv') {
  const outcome = await readAll(source, name).catch((error: unknown) => error)
  if (!(outcome instanceof OrderExportRefusal)) throw new Error('not refused', { cause: outcome })
  return outcome.problem
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk' +
    'YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const table = [JD_HEADER, jdRow()]
const without = (name: string) =>
  table.map((row) => row.filter((_, index) => JD_HEADER[index] !== name))

test.each([
  ['an empty file', Buffer.alloc(0), 'EMPTY_FILE', '空文件'],
  ['a file of blank lines', Buffer.from('\r\n \r\n,,,\r\n'), 'EMPTY_FILE', '没有内容'],
  ['a picture renamed to .csv', PNG, 'NOT_A_TABLE', '图片'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'NOT_A_TABLE', 'PDF'],
  ['random bytes', Buffer.from([1, 0, 2, 0, 255, 254, 0, 9]), 'NOT_A_TABLE', '不是表格'],
  ['a web page called .xls', Buffer.from('<html><table><tr>'), 'HTML_XLS', '另存为 xlsx'],
  ['an old .xls', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'OLD_XLS', '另存为 xlsx'],
  ['a table that is no order export', Buffer.from('姓名,电话\n张三,1\n'), 'UNKNOWN_LAYOUT', '表头'],
  [
    'a GBK file saved as Big5',
    iconv.encode(String(csvOf(table)), 'big5'),
    'UNKNOWN_LAYOUT',
    '编码',
  ],
  [
    'a truncated xlsx',
    exportBytes('快手订单.xlsx').subarray(0, 6000),
    'DAMAGED_XLSX',
    '不是完整的',
  ],
  ['a zip without a workbook', zipFile({ 'a.txt': Buffer.from('hi') }), 'DAMAGED_XLSX', 'xlsx'],
  [
    'an after-sale export',
    Buffer.from('售后单号,订单号,应付金额（元）\n'),
    'OTHER_EXPORT',
    '售后单',
  ],
  ['an item detail list', Buffer.from('订单编号,标题,价格,购买数量\n'), 'OTHER_EXPORT', '明细表'],
])('%s is refused as a whole', async (_, bytes, code, words) => {
  const problem = await problemOf(bytes)
  expect(problem.code).toBe(code)
  expect(problem.message).toContain(words)
})

test.each(['应付金额', '订单状态', '付款确认时间', '订单号'])(
  'a file without %s is refused, and the sentence names the platform and the column',
  async (column) => {
    const expected = {
      code: 'MISSING_COLUMNS',
      message: expect.stringMatching(new RegExp(`京东.*缺少列：${column}。`)),
    }
    expect(await problemOf(csvOf(without(column)))).toEqual(expected)
    expect(await problemOf(xlsxFile(without(column)), '订单.xlsx')).toEqual(expected)
  },
)

test('an xlsx whose sheet breaks off is refused, not read as a shorter one', async () => {
  const sheet = '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>订单号</t></is>'
  const parts = {
    'xl/workbook.xml': Buffer.from(
      '<workbook><sheets><sheet name="a" r:id="x"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': Buffer.from(
      '<Relationships><Relationship Id="x" Type="worksheet" Target="a.xml"/></Relationships>',
    ),
    'xl/a.xml': Buffer.from(sheet),
  }
  expect((await problemOf(zipFile(parts), 'a.xlsx')).code).toBe('DAMAGED_XLSX')
})

test('a file above the limit is refused before it fills the memory', async () => {
  const megabyte = Buffer.alloc(1024 * 1024, '京东,'.repeat(8))
  let sent = 0
  const endless = function* () {
    yield csvOf(table)
    for (;;) {
      sent += megabyte.length
      yield megabyte
    }
  }
  const problem = await problemOf(Readable.from(endless()))
  expect(problem).toEqual({ code: 'FILE_TOO_LARGE', message: expect.stringContaining('60 MB') })
  expect(sent).toBeLessThan(ORDER_EXPORT_LIMITS.fileBytes + 4 * megabyte.length)
  const whole = Buffer.alloc(ORDER_EXPORT_LIMITS.fileBytes + 1)
  expect((await problemOf(whole)).code).toBe('FILE_TOO_LARGE')
})

test('a refused stream is let go', async () => {
  const source = Readable.from([PNG, PNG])
  await problemOf(source)
  expect(source.destroyed).toBe(true)
})

test('a header alone is a good file without orders', async () => {
  expect(await readAll(csvOf([JD_HEADER]), 'a.csv')).toMatchObject({ channel: 'jd', orders: [] })
})

test('a title above the header does no harm', async () => {
  const { orders } = await readAll(csvOf([['京东订单导出'], [], ...table]), 'a.csv')
  expect(orders).toMatchObject([{ orderNo: '389592175015', row: 4 }])
})
