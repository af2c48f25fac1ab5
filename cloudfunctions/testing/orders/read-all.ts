import type { Readable } from 'node:stream'
import type { ExportedOrder, RowError } from '../../domain/order-export/exported-order'
import { readOrderExport } from '../../platform/order-export/read-order-export'

export interface ReadAll {
  channel: string
  layout: string
  orders: ExportedOrder[]
  errors: RowError[]
}

/** Everything an export yields; a later event for an order number replaces the earlier one. */
export async function readAll(source: Readable | Buffer, name: string): Promise<ReadAll> {
  const orders = new Map<string, ExportedOrder>()
  const all: ReadAll = { channel: '', layout: '', orders: [], errors: [] }
  for await (const event of readOrderExport(source, name)) {
    if (event.kind === 'order') orders.set(event.order.orderNo, event.order)
    else if (event.kind === 'error') all.errors.push(event.error)
    else [all.channel, all.layout] = [event.channel, event.layout]
  }
  all.orders = [...orders.values()]
  return all
}
