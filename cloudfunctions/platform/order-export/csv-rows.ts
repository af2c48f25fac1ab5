import iconv from 'iconv-lite'
import Papa from 'papaparse'
import type { SheetRow } from '../../domain/order-export/exported-order'
import { createRecordCutter, type Record } from './csv-records'

const OPEN_QUOTE = '这一行的引号没有成对，读不出各列，请用平台导出的原始文件'
const MOJIBAKE = '这一行有乱码，请用平台导出的原始文件，不要改编码后再保存'

/** The rows of a CSV. Memory holds one chunk and one record, whatever the size of the file. */
export async function* readCsvRows(
  bytes: AsyncGenerator<Buffer>,
  { encoding, bomBytes }: { encoding: string; bomBytes: number },
): AsyncGenerator<SheetRow> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false })
  const cutter = createRecordCutter()
  const rows = createRowMaker(() => cutter.delimiter())
  let skip = bomBytes
  for await (const chunk of bytes) {
    const text = decoder.write(skip > 0 ? chunk.subarray(skip) : chunk)
    skip = 0
    for (const record of cutter.push(text)) yield* rows.of(record)
  }
  for (const record of cutter.push(decoder.end() ?? '')) yield* rows.of(record)
  for (const record of cutter.end()) yield* rows.of(record)
}

function createRowMaker(delimiter: () => string): { of(record: Record): SheetRow[] } {
  let row = 0
  let width = 0

  function cellsOf(text: string): string[] {
    return Papa.parse<string[]>(text, { delimiter: delimiter(), newline: '\n' }).data[0] ?? []
  }

  function one(text: string, broken?: string): SheetRow {
    row++
    // Copied, because a cell is a slice that would keep the whole chunk in memory.
    const cells =
      broken === undefined ? cellsOf(Buffer.from(text, 'utf16le').toString('utf16le')) : []
    if (width === 0 && cells.length > 2) width = cells.length
    const fault = broken ?? (text.includes('\ufffd') ? MOJIBAKE : undefined)
    return fault === undefined ? { row, cells } : { row, cells, broken: fault }
  }

  /** A stray quote took in the next rows: they fit the header, or look as if they would. */
  function hasSwallowed(text: string, lines: string[]): boolean {
    if (lines.length === 1 || width === 0) return false
    const full = (line: string | undefined) => (line ?? '').split(delimiter()).length >= width
    return cellsOf(text).length !== width || (full(lines[0]) && full(lines.at(-1)))
  }

  return {
    of({ text, openQuote }) {
      if (openQuote) return [one(text, OPEN_QUOTE)]
      const lines = text.split('\n')
      if (!hasSwallowed(text, lines)) return [one(text)]
      return lines.map((line) =>
        cellsOf(line).length === width ? one(line) : one(line, OPEN_QUOTE),
      )
    },
  }
}
