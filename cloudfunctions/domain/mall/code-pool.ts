import { assert } from '../assert'
import { NO_SEATS, type FreeSeats } from './pool-seats'
import type { StockShard } from './redemption'

/**
 * 码库: one code of it, `<brand>:<keyed hash of the code>`, so that a code can never stand twice. Who
 * has it is said by the redemption that holds its seat; the document itself is written once.
 */
export interface PoolCode {
  _id: string
  brand: string
  rewardId: string
  /** `<brand>:<rewardId>:<shard>:<number>`: where it waits in its shard of the pool. */
  seat: string
  /** Encrypted; nothing else in the database holds it. */
  codeEncrypted: string
  /** The request that loaded it, so that a repeated one knows its own codes. */
  load: string
  loadedAt: number
}

export function freeIn({ next, end, back }: FreeSeats): number {
  return end - next + back.length
}

/** How many codes this shard can give: what its seats and its count both allow. */
export function codesLeft({ left, seats }: StockShard): number {
  return Math.min(left, freeIn(seats ?? NO_SEATS))
}

/** Takes one code out of a shard that has one. */
export function takeSeat(shard: StockShard): { shard: StockShard; seat: number } {
  assert(codesLeft(shard) > 0, 'a code is taken from a shard that has one')
  const { next, end, back } = shard.seats ?? NO_SEATS
  const [first, ...rest] = back
  const seats = first === undefined ? { next: next + 1, end, back } : { next, end, back: rest }
  return { shard: { ...shard, left: shard.left - 1, seats }, seat: first ?? next }
}

/** A code that nobody has seen goes back. */
export function returnSeat(shard: StockShard, seat: number): StockShard {
  const seats = shard.seats ?? NO_SEATS
  assert(seat < seats.next, 'a seat that goes back was given')
  assert(!seats.back.includes(seat), 'a seat goes back once')
  return { ...shard, left: shard.left + 1, seats: { ...seats, back: [...seats.back, seat] } }
}

/** Spreads new codes over the shards, the emptiest first; the seats are in the order of the codes. */
export function addSeats(shards: readonly StockShard[], count: number) {
  const after = [...shards]
  const seats: { shard: number; seat: number }[] = []
  for (let i = 0; i < count; i++) {
    const least = Math.min(...after.map(({ left }) => left))
    const at = after.findIndex(({ left }) => left === least)
    const shard = after[at]
    assert(shard !== undefined, 'a pool has shards')
    const own = shard.seats ?? NO_SEATS
    seats.push({ shard: at, seat: own.end })
    after[at] = { ...shard, left: shard.left + 1, seats: { ...own, end: own.end + 1 } }
  }
  return { shards: after, seats }
}

/** Whether codes of this reward can still be given: nobody gets one that has ended. */
export function codesEnded(
  { kind, codeLastDay }: { kind: string; codeLastDay: string | null },
  today: string,
): boolean {
  return kind === 'code' && codeLastDay !== null && codeLastDay < today
}
