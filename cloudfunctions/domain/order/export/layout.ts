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

/** `once`: every row repeats the order's figure. `sum`: each row has its own share. */
type Spread = 'once' | 'sum'

export interface Layout {
  id: string
  channel: Channel
  /** Columns that give the layout away: any of these sets, complete. */
  signs: string[][]
  /** Column names of all generations of the layout, newest first, blank-separated. */
  columns: Partial<Record<Field, string>>
  required: Field[]
  paid: Spread
  refund: Spread
  freight: Spread
  /** An empty refund cell means “none” here; in other layouts it tells nothing. */
  blankRefund?: 'none'
  /** Fields that rows of an order tell each for itself, though the payment is the order's. */
  ownPerRow?: Field[]
  /** After-sale words that mean "what this row paid has all gone back". */
  refundWords?: RegExp
  /** Between the titles of one cell that lists several goods. */
  titlesJoinedBy?: string
}
