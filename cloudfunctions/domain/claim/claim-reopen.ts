import type { Order } from '../order/order'

/** Lines that were all closed closed the order, and then another line of it came. */
export function isReopened(before: Order, after: Order): boolean {
  return before.status === 'closed' && after.status !== 'closed' && after.claim?.state === 'closed'
}

/** The claim as it stood before the order was closed: what it has brought since is nothing. */
export function reopened(order: Order): Order {
  const { claim } = order
  if (!claim) return order
  return { ...order, claim: { ...claim, state: claim.settlements > 0 ? 'credited' : 'waiting' } }
}
