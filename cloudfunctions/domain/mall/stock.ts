import { assertWhole } from '../assert'

/** From this size on a stock is split, so that members do not queue on one document. */
const SPLIT_FROM = 64
const SHARDS = 8

/** How many shards a reward's stock is split into; fixed when it is first published. */
export function shardsFor({ kind, stock }: { kind: unknown; stock: number }): number {
  // How many codes will be loaded is not known yet.
  return kind === 'code' || stock >= SPLIT_FROM ? SHARDS : 1
}

/** Spreads a stock over shards; their sum is the stock. */
export function spread(stock: number, shards: number): number[] {
  assertWhole(stock, 'a stock')
  const each = Math.floor(stock / shards)
  return Array.from({ length: shards }, (_, i) => each + (i < stock % shards ? 1 : 0))
}

/**
 * What is left per shard after staff changed the stock by `change`; null when more was already
 * redeemed than the new stock allows.
 */
export function restock(left: readonly number[], change: number): number[] | null {
  const total = left.reduce((sum, n) => sum + n, 0) + change
  return total < 0 ? null : spread(total, left.length)
}
