import iconv from 'iconv-lite'
import Papa from 'papaparse'
import type { SheetRow } from '../../domain/order/export/exported-order'
import { RecordCutter, type Record } from './csv-records'
import { createEndWatch } from './cut-short'
import { quotesPair, roughCells } from './quotes'

const FAULTS = {
  openQuote: '这一行的引号没有成对，读不出各列，请用平台导出的原始文件',
  tooLong: '这一行太长，不像一行订单，请用平台导出的原始文件',
}
const MOJIBAKE = '这一行有乱码，请用平台导出的原始文件，不要改编码后再保存'
const CUT_SHORT = '文件最后一行可能没有下载完整，请重新下载后上传；其余订单不受影响'

/** What the row cutter needs to know from the reader of the header. */
export interface RowShape {
  /** The number of columns of the header; 0 before it was found. */
  width: number
  /** Whether these cells look like a row of orders. */
  isRow(cells: readonly string[]): boolean
}

/** The rows of a CSV. Memory holds one chunk and one record, whatever the size of the file. */
export async function* readCsvRows(
  bytes: AsyncGenerator<Buffer>,
  { encoding, bomBytes }: { encoding: string; bomBytes: number },
  shape: RowShape,
): AsyncGenerator<SheetRow> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false })
  const cutter = new RecordCutter()
  const rows = createRowMaker(() => cutter.delimiter, shape)
  let skip = bomBytes
  for await (const chunk of bytes) {
    const text = decoder.write(skip > 0 ? chunk.subarray(skip) : chunk)
    skip = Math.max(0, skip - chunk.length)
    for (const record of cutter.push(text)) yield* rows.of(record)
  }
  for (const record of cutter.push(decoder.end() ?? '')) yield* rows.of(record)
  for (const record of cutter.end()) yield* rows.of(record)
}

function createRowMaker(delimiter: () => string, shape: RowShape) {
  let row = 0
  let watch = createEndWatch()
  let table = shape.isRow

  /** Only rows below their own table's header count: what stands above it has other columns. */
  function watched(cells: string[], isLast: boolean): { cutShort?: string } {
    if (shape.width === 0) return {}
    if (table !== shape.isRow) watch = createEndWatch()
    table = shape.isRow
    if (isLast) return watch.isCut(cells, shape.width) ? { cutShort: CUT_SHORT } : {}
    watch.see(cells)
    return {}
  }

  function cellsOf(text: string): string[] {
    // Most rows contain no quote, and a file may hold a million rows.
    if (!text.includes('"')) return text.split(delimiter())
    return Papa.parse<string[]>(text, { delimiter: delimiter(), newline: '\n' }).data[0] ?? []
  }

  function one(text: string, broken?: string, isLast = false): SheetRow {
    row++
    // Copied, because a cell is a slice that would keep the whole chunk in memory.
    const own = Buffer.from(text, 'utf16le').toString('utf16le')
    // A broken row usually still shows which order it belongs to.
    const cells = broken === undefined ? cellsOf(own) : roughCells(own, delimiter())
    const fault = broken ?? (text.includes('\ufffd') ? MOJIBAKE : undefined)
    if (fault !== undefined) return { row, cells, broken: fault }
    return { row, cells, ...watched(cells, isLast) }
  }

  /**
   * A stray quote has swallowed the next rows if one of its lines looks like a row of its own. A
   * note of many lines and commas does not look so, and its quotes are paired.
   */
  function hasSwallowed(text: string, lines: string[]): boolean {
    if (lines.length === 1 || shape.width === 0) return false
    const looksLikeRow = (line: string) =>
      shape.isRow(cellsOf(line)) || shape.isRow(roughCells(line, delimiter()))
    if (lines.slice(1).some(looksLikeRow)) return true
    return cellsOf(text).length !== shape.width && !quotesPair(text, delimiter())
  }

  return {
    of({ text, fault, unended }: Record): SheetRow[] {
      if (fault === 'openQuote' && unended === true) return [one(text, CUT_SHORT)]
      if (fault !== undefined) return [one(text, FAULTS[fault])]
      const lines = text.split('\n')
      if (!hasSwallowed(text, lines)) return [one(text, undefined, unended === true)]
      return lines.map((line, at) => {
        const isLast = unended === true && at === lines.length - 1
        const isWhole = cellsOf(line).length === shape.width
        return one(line, isWhole ? undefined : FAULTS.openQuote, isLast)
      })
    },
  }
}
