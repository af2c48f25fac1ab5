import type { Readable } from 'node:stream'
import { instantOf } from '../../../cloudfunctions/domain/business-day'
import type {
  ExportedOrder,
  RowError,
} from '../../../cloudfunctions/domain/order/export/exported-order'
import type { FileNote } from '../../../cloudfunctions/domain/order/export/file-note'
import { readOrderExport } from '../../../cloudfunctions/workflows/order/export/read-order-export'

/** All exports in the tests are older than this. */
export const READ_AT = instantOf('2026-11-30 12:00:00')

export interface ReadAll {
  channel: string
  layout: string
  orders: ExportedOrder[]
  errors: RowError[]
  notes: FileNote[]
}

/** Everything that an export yields; of several events for one order the last one counts. */
export async function readAll(source: Readable | Buffer, name: string): Promise<ReadAll> {
  const orders = new Map<string, ExportedOrder>()
  const all: ReadAll = { channel: '', layout: '', orders: [], errors: [], notes: [] }
  for await (const event of readOrderExport(source, name, READ_AT)) {
    if (event.kind === 'order') orders.set(event.order.orderNo, event.order)
    else if (event.kind === 'error') all.errors.push(event.error)
    else if (event.kind === 'note') all.notes.push(event.note)
    else if (event.kind === 'header') [all.channel, all.layout] = [event.channel, event.layout]
  }
  all.orders = [...orders.values()]
  return all
}
