import { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { csvOf, JD_HEADER, jdRow } from '../../../../testing/scenes/orders/tables'
import { exportBytes } from '../../../../testing/scenes/orders/exports'
import { readAll } from '../../../../testing/scenes/orders/read-all'
import { xlsxFile, zipFile } from '../../../../testing/scenes/orders/xlsx-file'
import { ORDER_EXPORT_LIMITS } from '../../../platform/read-file/limits'
import { OrderExportRefusal } from '../../../platform/read-file/refusal'

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
const SOME = Buffer.from('hi')
const compound = (entry: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(entry, 'utf16le')])
const xmlTable = Buffer.from('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>')
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
  ['an old .xls', compound('Workbook'), 'OLD_XLS', '另存为 xlsx'],
  ['an xlsx with a password', compound('EncryptedPackage'), 'LOCKED_XLSX', '去掉密码'],
  ['an old Word document', compound('WordDocument'), 'NOT_A_TABLE', 'Word'],
  ['an XML table', xmlTable, 'HTML_XLS', 'XML'],
  ['a saved web page', Buffer.from('MIME-Version: 1.0\r\n'), 'HTML_XLS', 'mht'],
  ['a web page in UTF-16', iconv.encode('<html><table>', 'utf16le'), 'HTML_XLS', '网页'],
  ['JSON', Buffer.from('[{"订单号":"1"}]'), 'NOT_A_TABLE', 'json'],
  ['a Word document', zipFile({ 'word/document.xml': SOME }), 'NOT_A_TABLE', 'Word'],
  ['slides', zipFile({ 'ppt/presentation.xml': SOME }), 'NOT_A_TABLE', '幻灯片'],
  ['an xlsb', zipFile({ 'xl/workbook.bin': SOME }), 'OTHER_XLSX', 'xlsb'],
  ['an ods', zipFile({ 'content.xml': SOME }), 'OTHER_XLSX', 'ods'],
  ['a zip of two tables', zipFile({ 'a.csv': SOME, 'b.xlsx': SOME }), 'ZIP_OF_MANY', '2 个表格'],
  ['a zip in a zip', zipFile({ 'a.xlsx': zipFile({ 'b.csv': SOME }) }), 'ZIP_IN_ZIP', '解压'],
  ['a zip of a picture', zipFile({ 'a.csv': PNG }), 'NOT_A_TABLE', '图片'],
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
  ['a zip without a workbook', zipFile({ 'a.txt': SOME }), 'ZIP_WITHOUT_TABLE', 'xlsx'],
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

test('a refused stream is closed', async () => {
  const source = Readable.from([PNG, PNG])
  await problemOf(source)
  expect(source.destroyed).toBe(true)
})

test.each([
  ['csv', zipFile({ '__MACOSX/._订单.csv': SOME, '十月/订单.csv': csvOf(table) })],
  ['xlsx', zipFile({ 'orders.XLSX': xlsxFile(table), '.DS_Store': SOME })],
])('O11: a zip with one %s in it is read', async (_, bytes) => {
  for (const source of [bytes, Readable.from([bytes.subarray(0, 99), bytes.subarray(99)])]) {
    expect((await readAll(source, 'a.zip')).orders).toMatchObject([{ orderNo: '389592175015' }])
  }
})

test('O11: a zip with a password is refused with that reason', async () => {
  const bytes = zipFile({ 'a.csv': csvOf(table) })
  for (const at of [6, bytes.indexOf('504b0102', 0, 'hex') + 8])
    bytes.writeUInt8(bytes.readUInt8(at) | 1, at)
  const problem = await problemOf(bytes)
  expect(problem).toMatchObject({ code: 'LOCKED_ZIP', message: expect.stringContaining('密码') })
})

test('O11: a missing column is named as files of that age spell it', async () => {
  const old =
    '订单编号,买家应付邮费,买家实际支付金额,宝贝标题,宝贝总数量,订单创建时间,联系手机,支付单号'
  expect((await problemOf(csvOf([old.split(',')]))).message).toContain('订单状态、订单付款时间')
  const without = old.replace('买家实际支付金额,', '')
  expect((await problemOf(csvOf([without.split(',')]))).message).toContain('买家实际支付金额')
  const renewed = without.replace('宝贝标题', '商品标题')
  expect((await problemOf(csvOf([renewed.split(',')]))).message).toContain('买家实付金额')
})

test('a title above the header does no harm', async () => {
  const { orders } = await readAll(csvOf([['京东订单导出'], [], ...table]), 'a.csv')
  expect(orders).toMatchObject([{ orderNo: '389592175015', row: 4 }])
})
