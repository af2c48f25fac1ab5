import { exportBytes } from './exports'
import { csvOf, type Table } from './tables'
import { openBook } from '../../../cloudfunctions/platform/read-file/open-book'
import { openSource } from '../../../cloudfunctions/platform/read-file/source'

/** The nine files are well formed, so their rows can be cut without knowing the layout. */
const ANY_SHAPE = { width: 0, isRow: () => true }

/** The cells of one of the nine exports, as text. */
export async function tableOfExport(name: string): Promise<string[][]> {
  const book = await openBook(await openSource(exportBytes(name)), name)
  const table: string[][] = []
  for await (const { cells } of book.sheets[0]?.rows(ANY_SHAPE) ?? []) {
    // A workbook leaves out the blanks at the end of a row.
    const width = Math.max(table[0]?.length ?? 0, cells.length)
    table.push(Array.from({ length: width }, (_, at) => String(cells[at] ?? '')))
  }
  await book.close()
  return table
}

const plain = (name: string | undefined) => (name ?? '').replace(/[\s\p{Cf}]/gu, '')

/** A file in which the cells of one column are changed; the header stays. */
export function withCells(table: string[][], column: string, change: (cell: string) => string) {
  const at = (table[0] ?? []).findIndex((name) => plain(name) === column)
  if (at < 0) throw new Error(`no column ${column}`)
  return table.map((row, line) =>
    line === 0 ? row : row.map((cell, index) => (index === at ? change(cell) : cell)),
  )
}

/** A file with one column left out. */
export function without(table: string[][], column: string): Table {
  const at = (table[0] ?? []).findIndex((name) => plain(name) === column)
  if (at < 0) throw new Error(`no column ${column}`)
  return table.map((row) => row.filter((_, index) => index !== at))
}

export function fileOf(table: Table): Buffer {
  return Buffer.from(`\ufeff${csvOf(table).toString()}`)
}
