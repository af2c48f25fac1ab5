import { readText } from '../../domain/order/export/cells'

export interface EndWatch {
  /** Adds a row after which the file continued. */
  see(cells: readonly string[]): void
  /** Whether the file clearly ends inside this row. */
  isCut(cells: readonly string[], headerWidth: number): boolean
}

interface Least {
  number?: number
  date?: number
}

/**
 * Tells a last row that was cut from one that only lacks its line break, by comparing it with the
 * rows before: the number of cells, and in the column where the file ends the decimals or the parts
 * of a date. A column of whole numbers or of text reveals nothing: 461 cut to 46 looks like any
 * other number there.
 */
export function createEndWatch(): EndWatch {
  let fewest = Infinity
  const least: Least[] = []
  return {
    see(cells) {
      if (filled(cells) < 2) return
      fewest = Math.min(fewest, cells.length)
      const at = cells.length - 1
      const { kind, precision } = measure(cells[at])
      if (kind === 'text') return
      const known = (least[at] ??= {})
      known[kind] = Math.min(known[kind] ?? Infinity, precision)
    },
    isCut(cells, headerWidth) {
      // A footer has one cell and no money.
      if (filled(cells) < 2) return false
      if (cells.length < (fewest === Infinity ? headerWidth : fewest)) return true
      const { kind, precision } = measure(cells.at(-1))
      const known = least[cells.length - 1] ?? {}
      if (kind === 'text') return false
      return precision < (known[kind] ?? (kind === 'number' ? (known.date ?? 0) : 0))
    },
  }
}

/** Counts only as far as needed: more than one is a row. */
function filled(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) if (readText(cell) !== '' && ++count > 1) break
  return count
}

const NUMBER = /^[¥￥]?[\d,]+(?:\.(\d*))?元?$/
const DATE = /^\d{4}[-/.年]/

/** How precise a cell is: its decimals, or the parts of a date and the digits of the last. */
function measure(cell: string | undefined): {
  kind: 'number' | 'date' | 'text'
  precision: number
} {
  const text = readText(cell)
  const number = NUMBER.exec(text)
  if (number !== null && !DATE.test(text)) {
    return { kind: 'number', precision: number[1]?.length ?? 0 }
  }
  if (!DATE.test(text)) return { kind: 'text', precision: 0 }
  const parts = text.split(/\D+/).filter((part) => part !== '')
  return { kind: 'date', precision: parts.length * 10 + (parts.at(-1)?.length ?? 0) }
}
