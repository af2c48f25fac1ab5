import type { Readable } from 'node:stream'
import type { Cell, SheetRow } from '../../domain/order-export/exported-order'
import { ORDER_EXPORT_LIMITS } from './limits'
import { OrderExportRefusal, refuse } from './refusal'
import { readSharedStrings, unescapeOoxml, type SharedStrings } from './shared-strings'
import type { Opened } from './source'
import { readWorkbook } from './workbook'
import { parseXml } from './xml-events'
import { openArchive } from './zip-archive'

/** The rows of an XLSX's order sheet, one piece of unpacked XML at a time. */
export async function* readXlsxRows(opened: Opened, name: string): AsyncGenerator<SheetRow> {
  const archive = await readable(name, () => openArchive(opened))
  try {
    const { sheetPath, stringsPath } = await readable(name, () => readWorkbook(archive))
    checkSheet(archive.size(sheetPath), name)
    const strings = await readable(name, async () =>
      stringsPath === null ? NO_STRINGS : readSharedStrings(await archive.part(stringsPath)),
    )
    const sheet = await readable(name, () => archive.part(sheetPath))
    const rows = readSheet(sheet, strings)
    for (;;) {
      const next = await readable(name, () => rows.next())
      if (next.done === true) break
      yield* next.value
    }
  } finally {
    await archive.close()
  }
}

const NO_STRINGS: SharedStrings = { at: () => '' }

/** Whatever the unpacking or the XML stumbles over, the shopkeeper hears one sentence. */
async function readable<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof OrderExportRefusal) throw error
    return refuse('DAMAGED_XLSX', `“${name}”不是完整的 xlsx 表格，请重新导出后上传`)
  }
}

function checkSheet(size: number | null, name: string): void {
  if (size === null || size <= ORDER_EXPORT_LIMITS.sheetBytes) return
  refuse('FILE_TOO_LARGE', `“${name}”展开后太大，请按时间分成几份导出，再逐份上传`)
}

/** Excel's last column is XFD. */
const MAX_COLUMNS = 16_384

async function* readSheet(stream: Readable, strings: SharedStrings): AsyncGenerator<SheetRow[]> {
  let rows: SheetRow[] = []
  let row = 0
  let cells: Cell[] = []
  let column = 0
  let type = ''
  let text = ''
  let taking = false
  let width = 0
  // XLSX leaves out blank cells at the end of a row, which therefore is not a torn one.
  const padded = (short: Cell[]): Cell[] => {
    width = Math.max(width, short.length)
    while (short.length < width) short.push(null)
    return short
  }
  const pieces = parseXml(stream, {
    open(name, attributes) {
      if (name === 'c') {
        column = attributes.r === undefined ? cells.length : columnOf(attributes.r)
        type = attributes.t ?? 'n'
        text = ''
      } else if (name === 'v' || name === 't') taking = true
      else if (name === 'rPh') type = 'ignored'
      else if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r)
        cells = []
      }
    },
    text(piece) {
      if (taking && type !== 'ignored') text += piece
    },
    close(name) {
      if (name === 'v' || name === 't') taking = false
      else if (name === 'rPh') type = 'inlineStr'
      else if (name === 'row') rows.push({ row, cells: padded(cells) })
      else if (name === 'c' && column < MAX_COLUMNS) {
        while (cells.length < column) cells.push(null)
        cells[column] = valueOf(type, text, strings)
      }
    },
  })
  while ((await pieces.next()).done !== true) {
    yield rows
    rows = []
  }
  yield rows
}

function valueOf(type: string, text: string, strings: SharedStrings): Cell {
  if (text === '') return null
  if (type === 's') return strings.at(Number(text))
  if (type !== 'n') return unescapeOoxml(text)
  const number = Number(text)
  return Number.isFinite(number) ? number : text
}

function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}
