import { readText } from './cells'
import type { Cell, SheetRow } from './exported-order'
import type { Header } from './header'
import type { Field } from './layout'

const ONCE_ONLY: Field[] = ['paid', 'freight', 'refund']

/**
 * A custom 抖店 export may have one row per order, with its lines joined by `;`. Such a row becomes
 * one row per line. Money that is not split the same way stays with the first line, and if such a
 * row also has refunds it is refused, because nobody knows which line they belong to.
 */
export function explode(header: Header, sheetRow: SheetRow): SheetRow[] {
  const at = header.columns.subOrderNo
  if (at === undefined || sheetRow.broken !== undefined) return [sheetRow]
  const count = parts(sheetRow.cells[at]).length
  if (count < 2) return [sheetRow]
  const isMoney = new Set(ONCE_ONLY.map((field) => header.columns[field]))
  const split = sheetRow.cells.map((cell, index): Cell[] => {
    const pieces = parts(cell)
    if (pieces.length === count) return pieces
    return Array.from({ length: count }, (_, n) => (isMoney.has(index) && n > 0 ? '0' : cell))
  })
  if (refundUnclear(header, sheetRow.cells, count)) {
    const broken = '这一行合并了多件商品又有退款，分不清是哪一件，请按“子订单”导出后重新上传'
    return [{ row: sheetRow.row, cells: sheetRow.cells, broken }]
  }
  const { paid } = header.columns
  const isSum = paid !== undefined && parts(sheetRow.cells[paid]).length !== count
  return Array.from({ length: count }, (_, n) => ({
    row: sheetRow.row,
    cells: split.map((pieces) => pieces[n]),
    ...(isSum ? { isSum } : {}),
  }))
}

function refundUnclear(header: Header, cells: readonly Cell[], count: number): boolean {
  const { paid, afterSale } = header.columns
  if (paid === undefined || afterSale === undefined) return false
  const refunded = parts(cells[afterSale]).map((word) => header.layout.refundWords?.test(word))
  const some = refunded.some(Boolean) && !(refunded.length === count && refunded.every(Boolean))
  return some && refunded.length > 1 && parts(cells[paid]).length !== count
}

function parts(cell: Cell): string[] {
  return readText(cell)
    .split(/[;；]/)
    .map((part) => part.trim())
}
