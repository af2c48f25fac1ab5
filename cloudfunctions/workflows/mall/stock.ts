import type { BusinessDay } from '../../domain/business-day'
import { assert } from '../../domain/assert'
import { countedDown, countedUp, type Taken } from '../../domain/mall/offer-limit'
import type { OfferTerms } from '../../domain/mall/offer-terms'
import { refuseUsedUp, type StockShard } from '../../domain/mall/redemption'
import type { Transaction } from '../../platform/database/transaction'

const SOLD_OUT = { refused: 'SOLD_OUT' as const }

interface Wanted {
  /** `<brand>:<rewardId>`. */
  reward: string
  shards: number
  /** Any number: requests with different ones begin at different shards. */
  start: number
  limits: OfferTerms['limits']['all']
  taken: Taken
  today: BusinessDay
}

/**
 * Takes one piece: from the request's own shard, or the next one with stock. Where a limit holds
 * over all members, everybody begins at the first shard, which counts them: it is read anyway.
 */
export async function takeStock(tx: Transaction, wanted: Wanted) {
  const { reward, shards, limits, taken, today } = wanted
  const isCounted = limits.length > 0
  const start = isCounted ? 0 : wanted.start
  let first: StockShard | null = null
  for (let i = 0; i < shards; i++) {
    const at = (start + i) % shards
    const shard = await tx.get('stock', `${reward}:${at}`)
    if (isCounted && i === 0) {
      const usedUp = refuseUsedUp(limits, shard?.taken ?? {})
      if (usedUp) return usedUp
      first = shard
    }
    // A damaged shard counts as empty.
    if (!shard || !Number.isSafeInteger(shard.left) || shard.left < 1) continue
    const counted = first && { ...first, taken: countedUp(first.taken ?? {}, taken.all, today) }
    const left = shard.left - 1
    await tx.put('stock', { ...(at === 0 && counted ? counted : shard), left })
    if (at !== 0 && counted) await tx.put('stock', counted)
    return { shard: at }
  }
  return SOLD_OUT
}

/** Puts one piece back where it came from, and counts it down where it was counted. */
export async function putBack(
  tx: Transaction,
  reward: string,
  { shard: at, taken }: { shard: number; taken?: Taken },
): Promise<void> {
  const shard = await tx.get('stock', `${reward}:${at}`)
  assert(shard !== null, 'a redemption came out of a stock')
  const keys = taken?.all ?? []
  const less = (of: StockShard) => ({ ...of, taken: countedDown(of.taken ?? {}, keys) })
  const isCountedHere = at === 0 && keys.length > 0
  await tx.put('stock', { ...(isCountedHere ? less(shard) : shard), left: shard.left + 1 })
  if (at === 0 || keys.length === 0) return
  const first = await tx.get('stock', `${reward}:0`)
  assert(first !== null, 'a limit is counted on the first shard')
  await tx.put('stock', less(first))
}
