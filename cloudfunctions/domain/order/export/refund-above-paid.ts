import { readFen, readText } from './cells'
import type { SheetRow } from './exported-order'
import type { Header } from './header'

/** More refunded than paid means a shifted column or a typing error: nothing in the row counts. */
export function withRefundChecked({ columns }: Header, row: SheetRow): SheetRow {
  const { paid, refund } = columns
  if (row.broken !== undefined || paid === undefined || refund === undefined) return row
  // Where the order's payment is in another row, this one proves nothing.
  if (readText(row.cells[paid]) === '') return row
  const due = readFen(row.cells[paid])
  const back = readFen(row.cells[refund])
  if ('problem' in due || 'problem' in back || back.value <= due.value) return row
  return { ...row, broken: aboveSentence(back.value, due.value) }
}

export function aboveSentence(backFen: number, paidFen: number): string {
  const yuan = (fen: number) => (fen / 100).toFixed(2)
  return `退款 ${yuan(backFen)} 元，比实付 ${yuan(paidFen)} 元还多，请核对这一行后重新上传`
}
