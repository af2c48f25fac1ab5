import { CHANNEL_NAMES } from '../../contracts/order/channel'
import { receiptFor } from '../earning/earning'
import type { Order, OrderClaim } from '../order/order'

/** What a statement says of an order: which, what was paid, and what made the points fewer. */
export function claimNote(order: Order, claim: OrderClaim): string {
  const masked = `${CHANNEL_NAMES[order.channel]} ${maskedOrderNo(order.orderNo)}`
  const paid = `实付 ¥${yuan(order.paidFen)}${refundNote(order)}`
  return `${masked} · ${paid}${limitNote(order, claim)}`
}

/** The order number with its middle hidden, as screens and statements show it. */
export function maskedOrderNo(orderNo: string): string {
  return orderNo.length > 8 ? `${orderNo.slice(0, 4)} **** ${orderNo.slice(-4)}` : orderNo
}

function refundNote(order: Order): string {
  return order.refundedFen > 0 ? ` · 已退 ¥${yuan(order.refundedFen)}` : ''
}

/** The caps and budgets that made the points fewer, as the receipt names them. */
function limitNote({ paidFen, refundedFen }: Order, { terms }: OrderClaim): string {
  const { lines } = receiptFor(terms, Math.max(0, paidFen - refundedFen))
  return lines.map(({ label, points }) => (points < 0 ? ` · ${label}` : '')).join('')
}

export function yuan(fen: number): string {
  return (fen / 100).toFixed(2)
}
