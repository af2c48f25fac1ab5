import type { SheetRow } from '../../domain/order/export/exported-order'
import type { RowShape } from './csv-rows'

/** One table of a file: a CSV has one, a workbook one per tab. */
export interface Sheet {
  /** Empty for a CSV. */
  name: string
  hidden: boolean
  /** From the first row again, each time it is asked. */
  rows(shape: RowShape): AsyncGenerator<SheetRow>
}

/** A file that turned out to hold tables. */
export interface Book {
  sheets: Sheet[]
  /** Blank cells at the end of a row are left out, so a short row is not a torn one. */
  sparse: boolean
  from1904: boolean
  /** Bytes of tables that were read, of all there are; `total` is 0 where nobody knows. */
  progress: { done: number; total: number }
  close(): Promise<void>
}
