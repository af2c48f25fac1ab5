export const ORDER_STATUSES = ['unpaid', 'paid', 'shipped', 'completed', 'closed'] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/** Of two reported states, the one that comes later in an order's life. */
export function furthest(a: OrderStatus, b: OrderStatus): OrderStatus {
  return ORDER_STATUSES.indexOf(b) > ORDER_STATUSES.indexOf(a) ? b : a
}
