import { EXPORTS, exportBytes } from './exports'
import { csvOf, type Table } from './tables'
import { readCsvRows } from '../../platform/order-export/csv-rows'
import { tellKind } from '../../platform/order-export/file-kind'
import { openSource } from '../../platform/order-export/source'
import { readXlsxRows } from '../../platform/order-export/xlsx-rows'

export const EXPORT_NAMES = Object.keys(EXPORTS)

/** The cells of one of the nine exports, as texts. */
export async function tableOfExport(name: string): Promise<string[][]> {
  const opened = await openSource(exportBytes(name))
  const kind = tellKind(opened.head, name)
  const rows = kind.kind === 'xlsx' ? readXlsxRows(opened, name) : readCsvRows(opened.bytes, kind)
  const table: string[][] = []
  for await (const { cells } of rows) table.push(cells.map((cell) => String(cell ?? '')))
  return table
}

const plain = (name: string | undefined) => (name ?? '').replace(/[\s\p{Cf}]/gu, '')

/** A file with the cells of one column put through a change; the header stays. */
export function withCells(table: string[][], column: string, change: (cell: string) => string) {
  const at = (table[0] ?? []).findIndex((name) => plain(name) === column)
  if (at < 0) throw new Error(`no column ${column}`)
  return table.map((row, line) =>
    line === 0 ? row : row.map((cell, index) => (index === at ? change(cell) : cell)),
  )
}

/** A file without one column at all. */
export function without(table: string[][], column: string): Table {
  const at = (table[0] ?? []).findIndex((name) => plain(name) === column)
  if (at < 0) throw new Error(`no column ${column}`)
  return table.map((row) => row.filter((_, index) => index !== at))
}

export function fileOf(table: Table): Buffer {
  return Buffer.from(`\ufeff${csvOf(table).toString()}`)
}
