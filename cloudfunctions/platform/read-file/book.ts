import type { SheetRow } from '../../domain/order/export/exported-order'
import type { RowShape } from './csv-rows'

/** One table of a file: a CSV has one, a workbook one per tab. */
export interface Sheet {
  /** Empty for a CSV. */
  name: string
  hidden: boolean
  /** Starts at the first row each time it is called. */
  rows(shape: RowShape): AsyncGenerator<SheetRow>
}

/** A file in which tables were found. */
export interface Book {
  sheets: Sheet[]
  /** Blank cells at the end of a row are left out, so a short row is not necessarily torn. */
  sparse: boolean
  from1904: boolean
  /** Bytes of tables read so far, and in all; `total` is 0 where it is not known. */
  progress: { done: number; total: number }
  close(): Promise<void>
}
