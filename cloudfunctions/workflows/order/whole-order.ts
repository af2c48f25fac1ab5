import type { Order } from '../../domain/order/order'
import type { Transaction } from '../../platform/database/transaction'

/** Follows a line to the whole order that it is part of. */
export async function wholeOrder(tx: Transaction, id: string): Promise<Order | null> {
  const order = await tx.get('orders', id)
  return order?.partOf ? tx.get('orders', order.partOf) : order
}
