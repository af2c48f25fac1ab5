import type { Order } from '../order/order'

/** The lines known so far were all closed, which closed the order; then another line arrived. */
export function isReopened(before: Order, after: Order): boolean {
  return before.status === 'closed' && after.status !== 'closed' && after.claim?.state === 'closed'
}

/** The claim as it was before the order was closed: it has brought nothing since. */
export function reopened(order: Order): Order {
  const { claim } = order
  if (!claim) return order
  return { ...order, claim: { ...claim, state: claim.settlements > 0 ? 'credited' : 'waiting' } }
}
