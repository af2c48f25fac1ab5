import type { XlsxCell } from './xlsx-file'

/** A table with only the columns that a test is about; the first row is the header. */
export type Table = XlsxCell[][]

export const JD_HEADER =
  '订单号,商品名称,订购数量,下单时间,京东价,应付金额,订单状态,下单帐号,联系电话,运费金额,付款确认时间,订单完成时间'.split(
    ',',
  )

export const JD_ROW: Record<string, XlsxCell> = {
  订单号: '389592175015',
  商品名称: '曲奇罐 400g',
  订购数量: '1',
  下单时间: '2026-10-23 19:36:05',
  京东价: '88.50',
  应付金额: '88.50',
  订单状态: '完成',
  下单帐号: 'jd_1',
  联系电话: '1******3322',
  运费金额: '0.00',
  付款确认时间: '2026-10-23 19:44:21',
  订单完成时间: '2026-10-28 19:44:21',
}

/** One 京东 row; `changes` names the cells that differ from the usual ones. */
export function jdRow(changes: Record<string, XlsxCell> = {}): XlsxCell[] {
  const row = { ...JD_ROW, ...changes }
  return JD_HEADER.map((name) => row[name] ?? null)
}

export function csvOf(table: Table): Buffer {
  const quote = (cell: XlsxCell) => {
    const text = String(cell ?? '')
    return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
  }
  return Buffer.from(table.map((row) => row.map(quote).join(',')).join('\r\n'))
}

/** Header names from one line, split at commas, and rows as objects: for variants of any layout. */
export function tableOf(header: string, ...rows: Record<string, XlsxCell>[]): Table {
  const names = header.split(',')
  return [names, ...rows.map((row) => names.map((name) => row[name.trim()] ?? ''))]
}
