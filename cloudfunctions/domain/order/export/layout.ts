import type { Channel } from '../../../contracts/order/channel'

export type Field =
  | 'orderNo'
  | 'subOrderNo'
  | 'status'
  | 'paid'
  | 'freight'
  | 'refund'
  | 'afterSale'
  | 'createdAt'
  | 'paidAt'
  | 'dealtAt'
  | 'completedAt'
  | 'phone'
  | 'phone2'
  | 'title'
  | 'kinds'
  | 'quantity'
  | 'sku'
  | 'payNo'
  | 'goods'
  | 'discount1'
  | 'discount2'
  | 'discount3'

/** `once`: every row repeats the order's amount. `sum`: each row has its own share. */
type Spread = 'once' | 'sum'

export interface Layout {
  id: string
  channel: Channel
  /** Columns that identify the layout: any one of these sets, complete. */
  signs: string[][]
  /** Column names of all generations of the layout, newest first, separated by blanks. */
  columns: Partial<Record<Field, string>>
  required: Field[]
  paid: Spread
  refund: Spread
  freight: Spread
  /** An empty refund cell means “none” here; in other layouts it leaves the refund unreported. */
  blankRefund?: 'none'
  /** Fields that each row gives for itself, although the payment is the order's. */
  ownPerRow?: Field[]
  /** After-sale words that mean "everything that this row paid was refunded". */
  refundWords?: RegExp
  /** The text between the titles in one cell that lists several goods. */
  titlesJoinedBy?: string
}
