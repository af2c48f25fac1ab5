import type { Cell } from './exported-order'
import { readText } from './cells'
import { readHeader, type Header } from './header'

/** What a line below the header is: a row of orders, unless it clearly is something else. */
export type LineKind =
  | { kind: 'row' }
  | { kind: 'sum' }
  /** The header again, as page breaks and pasted files repeat it. */
  | { kind: 'sameHeader' }
  | { kind: 'header'; header: Header }
  | { kind: 'otherTable' }

const SUM =
  /^(?:(?:本页|本表|全部|订单)?(?:合计|总计|小计|汇总|共计|总共|合共)|共\s*\d+\s*[条笔单个行]|total\b)/i

export function lineKind(header: Header, cells: readonly Cell[]): LineKind {
  const { orderNo } = header.columns
  const number = orderNo === undefined ? '' : readText(cells[orderNo])
  if (/\d[\d\s-]{5}/.test(number) || typeof cells[orderNo ?? 0] === 'number') return { kind: 'row' }
  if (isSum(number, cells)) return { kind: 'sum' }
  if (!cells.some((cell) => typeof cell === 'string' && /订单|单号/.test(cell))) {
    return { kind: 'row' }
  }
  const reading = readHeader(cells)
  if (reading === null) return { kind: 'row' }
  if ('problem' in reading) return { kind: 'otherTable' }
  const same = reading.header.layout.id === header.layout.id
  if (!same) return { kind: 'otherTable' }
  const names = (of: Header) => of.names.slice(0, of.width).join('\t')
  const repeated = names(reading.header) === names(header)
  return repeated ? { kind: 'sameHeader' } : { kind: 'header', header: reading.header }
}

/** 合计: this word is in the first cell that is not blank, and no order number is in its column. */
function isSum(number: string, cells: readonly Cell[]): boolean {
  const first = cells.find((cell) => readText(cell) !== '')
  const text = readText(first).normalize('NFKC')
  return SUM.test(text) && (number === '' || SUM.test(number.normalize('NFKC')))
}
