import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { csvOf } from '../../../../testing/scenes/orders/tables'
import { xlsxFile, type XlsxCell } from '../../../../testing/scenes/orders/xlsx-file'

/** The memory of a small cloud function, runtime included. */
const MEMORY_MB = 256
const ROWS = 100_000
/** The first orders appear once more at the end, with one more line each. */
const AGAIN = 500

const HEADER = [
  '订单号,订单下单时间,订单发货时间,订单确认收货时间,订单完成结算时间,订单状态,发货方式',
  '收件人姓名,收件人手机,商品总价,订单实际支付金额,订单实际收款金额,订单运费,商品优惠,支付方式',
  '支付时间,交易单号,物流公司,快递单号,商品名称,商品编码(平台),商品编码(自定义),SKU编码(自定义)',
  '商品属性,商品价格(单件),商品实际价格(总共),商品数量,商品发货,商品售后,商品已退款金额',
].flatMap((line) => line.split(','))

function table(): XlsxCell[][] {
  const rows = [HEADER]
  for (let n = 0; n < ROWS; n++) rows.push(rowOf(n, n % 2 === 0 ? '海盐芝士蛋糕' : '"经典"曲奇'))
  for (let n = 0; n < AGAIN; n++) rows.push(rowOf(n, '马克杯'))
  return rows
}

function rowOf(n: number, title: string): string[] {
  const id = String(n).padStart(12, '0')
  const minute = String(n % 60).padStart(2, '0')
  const time = `2026-10-${10 + (n % 20)} ${String(n % 24).padStart(2, '0')}:${minute}:${minute}`
  const phone = `150****${id.slice(-4)}`
  const head = [`\t3700000${id}`, time, time, time, '', '已完成', '快递', `陈${n % 97}`, phone]
  const payNo = `4200466972297195${id}`
  const money = ['99.00', '100.00', '100.00', '6.00', '0.00', '微信支付', time, payNo]
  const name = `${title}, ${n % 300} 克`
  const goods = ['顺丰', `SF${id}`, name, `1000${n % 500}`, 'SY002', 'SY002', '白']
  return [...head, ...money, ...goods, '99.00', '99.00', '1', '已发货', '', '0.00']
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'order-export-memory-'))
  buildSync({
    entryPoints: [join(__dirname, '../../../../testing/scenes/orders/measure.ts')],
    outfile: join(folder, 'measure.js'),
    bundle: true,
    platform: 'node',
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['csv', 'stream', csvOf],
  ['xlsx', 'whole', xlsxFile],
] as const)(
  'a %s of 100,000 rows, read as a %s, stays below 256 MB with the runtime',
  (kind, how, write) => {
    const path = join(folder, `orders.${kind}`)
    writeFileSync(path, write(table()))
    const script = join(folder, 'measure.js')
    const told = execFileSync(process.execPath, ['--max-old-space-size=200', script, path, how])
    const { peakMb, ...counts } = JSON.parse(String(told))
    expect(counts).toEqual({
      orders: ROWS,
      superseding: AGAIN,
      errors: 0,
      paidFen: (ROWS + AGAIN) * 10_000,
    })
    expect(peakMb).toBeLessThan(MEMORY_MB)
  },
  60_000,
)
