import type { OrderStatus } from '../order-status'
import type { ExportedItem } from './exported-order'

/** What a row says about refunds: nothing, a sum, or that everything this row paid was refunded. */
export type RefundWord = 'untold' | 'all' | number

/** What one row says about its order. Null is blank: often only one row shows the amounts. */
export interface Line {
  row: number
  orderNo: string
  status: OrderStatus | null
  /** The payment column; before payment it shows the amount due. */
  dueFen: number | null
  refund: RefundWord
  freightFen: number | null
  createdAt: string | null
  paidAt: string | null
  /** 拼多多's only time: that of the deal when it was paid, otherwise that of the order. */
  dealtAt: string | null
  completedAt: string | null
  phoneTail: string | null
  payNo: string
  subOrderNo: string
  /** The number of its line or payment lost digits and was left out. */
  numbersLost: boolean
  items: ExportedItem[]
  /** Its money belongs to its own line and is not a sum of several. */
  isShare: boolean
}
