import type { OrderStatus } from '../order-status'
import type { ExportedItem } from './exported-order'

/** What a row says of refunds: nothing at all, a sum, or that all this row paid went back. */
export type RefundWord = 'untold' | 'all' | number

/**
 * What one row says of its order. Null is what it leaves blank: an order's figures are often told
 * on one of its rows only.
 */
export interface Line {
  row: number
  orderNo: string
  status: OrderStatus | null
  /** The payment column; before payment it shows what is due. */
  dueFen: number | null
  refund: RefundWord
  freightFen: number | null
  createdAt: string | null
  paidAt: string | null
  /** 拼多多's only time: of the deal when it was paid, else of the order. */
  dealtAt: string | null
  completedAt: string | null
  phoneTail: string | null
  payNo: string
  subOrderNo: string
  /** Its sub-order's or payment's number lost digits and was left out. */
  numbersLost: boolean
  items: ExportedItem[]
  /** Its money is its own line's and no sum of several. */
  isShare: boolean
}
