import type { Channel } from '../../../contracts/order/channel'
import type { Untold } from '../order'
import type { OrderLine } from '../order-by-line'
import type { OrderStatus } from '../order-status'

export interface ExportedItem {
  title: string
  /** 1 for each of several goods if a file gives only the sum of their quantities. */
  quantity: number
  sku?: string
  subOrderNo?: string
  /** This line's share, where the file splits the payment by line. */
  paidFen?: number
  refundedFen?: number
}

/** One order as a seller's export shows it. Times are `YYYY-MM-DD HH:mm:ss` in Shanghai. */
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
  /** What this file does not show of the order. */
  untold?: Untold[]
  subOrderNos?: string[]
  /** Where the file shows each line's own share: what was paid and refunded, by its number. */
  lines?: OrderLine[]
  /** A number other than the order's own lost its digits: nobody can claim by it. */
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

/** A CSV contains only text. An XLSX cell may hold a number, which matters for order numbers. */
export type Cell = string | number | null | undefined

export interface SheetRow {
  row: number
  cells: readonly Cell[]
  /** Set by the file's reader when the row cannot be split into cells. */
  broken?: string
  /** What is wrong if this is a row of orders: the file seems to end inside it. */
  cutShort?: string
  /** One row gives the sum of several lines' money: no line's own share is known. */
  isSum?: true
}
