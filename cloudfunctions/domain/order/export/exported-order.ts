import type { Channel } from '../../../contracts/order/channel'
import type { Untold } from '../order'
import type { OrderLine } from '../order-by-line'
import type { OrderStatus } from '../order-status'

export interface ExportedItem {
  title: string
  /** Where a file tells only the sum over several goods, 1 for each of them. */
  quantity: number
  sku?: string
  subOrderNo?: string
  /** This line's share, where the file splits the payment by line. */
  paidFen?: number
  refundedFen?: number
}

/** One order as a seller's export tells it. Times are `YYYY-MM-DD HH:mm:ss` in Shanghai. */
export interface ExportedOrder {
  channel: Channel
  orderNo: string
  status: OrderStatus
  /** What the consumer paid; 0 before payment. */
  consumerPaidFen: number
  refundedFen: number
  freightFen: number
  createdAt: string | null
  paidAt: string | null
  completedAt: string | null
  phoneTail: string | null
  items: ExportedItem[]
  payNo?: string
  /** What this file does not tell of the order. */
  untold?: Untold[]
  subOrderNos?: string[]
  /** Where the file tells every line's own share: what each paid and got back, by sub-number. */
  lines?: OrderLine[]
  /** A number beside the order's own lost its digits: nobody can claim by it. */
  numbersLost?: true
  /** The first row of the order; the header of an ordinary file is row 1. */
  row: number
}

/** 行错误: what is wrong with one row, and what the shopkeeper can do about it. */
export interface RowError {
  row: number
  column?: string
  message: string
}

/** 文件问题: why nothing of a file can be read. */
export interface FileProblem {
  code: string
  message: string
}

/** A CSV knows only text. An XLSX cell may hold a number, which matters for order numbers. */
export type Cell = string | number | null | undefined

export interface SheetRow {
  row: number
  cells: readonly Cell[]
  /** Set by the reader of the bytes when the row itself cannot be split into cells. */
  broken?: string
  /** What is wrong if it is a row of orders: the file seems to end inside it. */
  cutShort?: string
  /** Money of several lines that one row tells as a sum: no line's share is known. */
  isSum?: true
}
