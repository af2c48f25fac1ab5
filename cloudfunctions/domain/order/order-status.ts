export const ORDER_STATUSES = ['unpaid', 'paid', 'shipped', 'completed', 'closed'] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/** Of two reports the one that came later in the life of what they tell. */
export function furthest(a: OrderStatus, b: OrderStatus): OrderStatus {
  return ORDER_STATUSES.indexOf(b) > ORDER_STATUSES.indexOf(a) ? b : a
}
