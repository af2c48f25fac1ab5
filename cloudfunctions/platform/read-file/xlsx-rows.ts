import type { Readable } from 'node:stream'
import type { Cell, SheetRow } from '../../domain/order/export/exported-order'
import { ORDER_EXPORT_LIMITS } from './limits'
import { joined, unescapeOoxml, type SharedStrings } from './shared-strings'
import { parseXml } from './xml-events'

/**
 * The rows of a sheet, one piece of unpacked XML at a time. Only cells with a value take memory,
 * and none further right than any export goes: one cell at XFD must not cost 16,384 cells in every
 * row.
 */
export async function* readSheet(
  stream: Readable,
  strings: SharedStrings,
  progress: { done: number },
): AsyncGenerator<SheetRow[]> {
  let rows: SheetRow[] = []
  let row = 0
  let cells: Cell[] = []
  let column = -1
  let type = ''
  let text = ''
  let taking = false
  const pieces = parseXml(stream, {
    open(name, attributes) {
      if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
        type = attributes.t ?? 'n'
        text = ''
      } else if (name === 'v' || name === 't') taking = true
      else if (name === 'rPh') type = 'ignored'
      else if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r)
        cells = []
        column = -1
      }
    },
    text(piece) {
      if (taking && type !== 'ignored') text = joined(text, piece)
    },
    close(name) {
      if (name === 'v' || name === 't') taking = false
      else if (name === 'rPh') type = 'inlineStr'
      else if (name === 'row') rows.push({ row, cells })
      else if (name === 'c') place(cells, column, valueOf(type, text, strings))
    },
  })
  for (;;) {
    const piece = await pieces.next()
    if (piece.done === true) break
    progress.done += piece.value
    yield rows
    rows = []
  }
  yield rows
}

function place(cells: Cell[], column: number, value: Cell): void {
  if (value === null) return
  const at = Math.min(column, ORDER_EXPORT_LIMITS.columns)
  while (cells.length < at) cells.push(null)
  cells[at] = value
}

function valueOf(type: string, text: string, strings: SharedStrings): Cell {
  if (text === '') return null
  if (type === 's') return strings.at(Number(text))
  if (type !== 'n') return unescapeOoxml(text)
  const number = Number(text)
  return Number.isFinite(number) ? number : text
}

/** -1 for an invalid reference; Excel's last column is XFD. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < Math.min(reference.length, 3); at++) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}
