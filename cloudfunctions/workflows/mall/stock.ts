import type { BusinessDay } from '../../domain/business-day'
import { assert } from '../../domain/assert'
import { codesLeft, returnSeat, takeSeat } from '../../domain/mall/code-pool'
import { countedDown, countedUp, type Taken } from '../../domain/mall/offer-limit'
import type { HeldCode } from '../../domain/mall/pool-seats'
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
  /** Its pieces are codes of a pool. */
  isPool: boolean
}

/**
 * Takes one piece: from the request's own shard, or the next one with stock. Where a limit holds
 * over all members, everybody begins at the first shard, which counts them: it is read anyway.
 */
export async function takeStock(tx: Transaction, wanted: Wanted) {
  const { reward, shards, limits, taken, today, isPool } = wanted
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
    if (isPool && codesLeft(shard) < 1) continue
    const whole = at === 0 && counted ? counted : shard
    const after = isPool
      ? takeSeat(whole)
      : { shard: { ...whole, left: shard.left - 1 }, seat: null }
    await tx.put('stock', after.shard)
    if (at !== 0 && counted) await tx.put('stock', counted)
    return { shard: at, seat: after.seat }
  }
  return SOLD_OUT
}

/** Puts one piece back where it came from, and counts it down where it was counted. */
export async function putBack(
  tx: Transaction,
  reward: string,
  { shard: at, taken, held }: { shard: number; taken?: Taken; held?: HeldCode },
): Promise<void> {
  const shard = await tx.get('stock', `${reward}:${at}`)
  assert(shard !== null, 'a redemption came out of a stock')
  const keys = taken?.all ?? []
  const less = (of: StockShard) => ({ ...of, taken: countedDown(of.taken ?? {}, keys) })
  const isCountedHere = at === 0 && keys.length > 0
  const back = held ? returnSeat(shard, held.seat) : { ...shard, left: shard.left + 1 }
  await tx.put('stock', isCountedHere ? less(back) : back)
  if (at === 0 || keys.length === 0) return
  const first = await tx.get('stock', `${reward}:0`)
  assert(first !== null, 'a limit is counted on the first shard')
  await tx.put('stock', less(first))
}
