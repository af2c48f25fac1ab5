import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { SeenOrders } from '../../../domain/order/export/assemble'
import type { ExportedOrder } from '../../../domain/order/export/exported-order'

const BLOCK_ORDERS = 64

/**
 * Keeps every order that was already emitted, in case its number appears again. Blocks of 64 are
 * kept deflated outside the heap, about 60 bytes an order, so that 100,000 of them cost a few
 * megabytes.
 */
export function createPackedOrders(): SeenOrders {
  const places = new Map<string, number>()
  const blocks: Buffer[] = []
  let open: ExportedOrder[] = []

  function at(place: number): ExportedOrder | null {
    const block = Math.floor(place / BLOCK_ORDERS)
    if (block === blocks.length) return open[place % BLOCK_ORDERS] ?? null
    const packed = blocks[block]
    return packed === undefined ? null : (unpack(packed)[place % BLOCK_ORDERS] ?? null)
  }

  return {
    recall(orderNo) {
      const place = places.get(orderNo)
      return place === undefined ? null : at(place)
    },
    remember(order) {
      const place = blocks.length * BLOCK_ORDERS + open.length
      // A copy: the cell's string is a slice that would keep its whole row in memory.
      places.set(Buffer.from(order.orderNo).toString('latin1'), place)
      open.push(order)
      if (open.length < BLOCK_ORDERS) return
      // Copied to its own size: zlib hands out a slice of a larger buffer.
      blocks.push(Buffer.from(deflateRawSync(JSON.stringify(open), { level: 1 })))
      open = []
    },
  }
}

function unpack(packed: Buffer): ExportedOrder[] {
  return JSON.parse(inflateRawSync(packed).toString())
}
