import type { OrderEntryFacts } from '../account/entry-facts'
import { limitsOf } from '../earning/earning'
import type { Order, OrderClaim } from '../order/order'

/** What a statement shows of an order: which one, what was paid, and what reduced the points. */
export function claimFacts(order: Order, { terms }: OrderClaim): OrderEntryFacts {
  const { channel, orderNo, paidFen, refundedFen } = order
  const limits = limitsOf(terms, Math.max(0, paidFen - refundedFen))
  return { channel, orderNo: maskedOrderNo(orderNo), paidFen, refundedFen, limits }
}

/** The order number with its middle hidden, as screens and statements show it. */
export function maskedOrderNo(orderNo: string): string {
  return orderNo.length > 8 ? `${orderNo.slice(0, 4)} **** ${orderNo.slice(-4)}` : orderNo
}
