import { read, type Reader } from './auditor-reader'

interface Shard {
  _id: string
  rewardId: string
  left: number
  seats?: { next: number; end: number; back: number[] }
}
interface Held {
  _id: string
  brand: string
  rewardId: string
  state: string
  shard: number
  held?: { seat: number; shownAt: number | null }
}

/**
 * Pools of codes: every code that was loaded has one seat, and every seat is either free or with one
 * redemption that was not cancelled.
 */
export async function auditPools(database: Reader): Promise<string[]> {
  const faults: string[] = []
  const codes = await read<{ _id: string; seat: string }>(database, 'pool_codes')
  const loaded = new Set(codes.map(({ seat }) => seat))
  if (loaded.size !== codes.length) faults.push('two codes have one seat')
  const free = new Set<string>()
  for (const { _id, left, seats } of await read<Shard>(database, 'stock')) {
    if (!seats) continue
    const open = [...seats.back]
    for (let seat = seats.next; seat < seats.end; seat++) open.push(seat)
    if (open.length !== left)
      faults.push(`${_id}: ${left} codes are left, ${open.length} seats free`)
    for (const seat of open) {
      if (free.has(`${_id}:${seat}`)) faults.push(`${_id}:${seat} is free twice`)
      free.add(`${_id}:${seat}`)
    }
  }
  const given = new Map<string, string>()
  for (const made of await read<Held>(database, 'redemptions')) {
    if (!made.held) continue
    const { _id, brand, rewardId, shard, state, held } = made
    if ((state === 'fulfilled') !== (held.shownAt !== null)) {
      faults.push(`${_id} is ${state}, its code was seen at ${held.shownAt}`)
    }
    if (state === 'cancelled') continue
    const seat = `${brand}:${rewardId}:${shard}:${held.seat}`
    if (free.has(seat)) faults.push(`${seat} is free and with ${_id}`)
    if (given.has(seat)) faults.push(`${seat} is with ${given.get(seat)} and ${_id}`)
    given.set(seat, _id)
  }
  for (const seat of [...free, ...given.keys()]) {
    if (!loaded.has(seat)) faults.push(`${seat} has no code`)
  }
  if (free.size + given.size !== loaded.size) {
    faults.push(`${loaded.size} codes are loaded, ${free.size} are free and ${given.size} given`)
  }
  return faults
}
