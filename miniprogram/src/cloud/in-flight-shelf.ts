import type { Keep } from './keep-type'
import type { Audience } from './audience'

/** What a page wants done: an action that moves something, with what it asks. */
export interface Wanted {
  audience: Audience
  action: string
  input: Record<string, unknown>
  /** Tells two equal inputs apart, such as the business day of a check-in. */
  occasion?: string
  /** Named by what it asks alone: it takes no request id. */
  bare?: boolean
}

/** One request as the phone keeps it: it outlives a restart of the app. */
export interface Kept extends Wanted {
  slot: string
  requestId: string
  at: number
  /** Known, but nobody has seen it. */
  answer?: object
}

const KEY = 'in-flight'

export function makeShelf(storage: Keep) {
  const read = (): Kept[] => {
    const saved = storage.get(KEY)
    return Array.isArray(saved) ? saved.filter(isKept) : []
  }
  const save = (all: Kept[]) => {
    if (all.length > 0) storage.set(KEY, all)
    else storage.remove(KEY)
  }
  const others = (slot: string) => read().filter((kept) => kept.slot !== slot)
  return {
    read,
    find: (slot: string) => read().find((kept) => kept.slot === slot),
    write: (kept: Kept) => save([...others(kept.slot), kept]),
    drop: (slot: string) => save(others(slot)),
    clear: () => storage.remove(KEY),
  }
}

function isKept(saved: unknown): saved is Kept {
  return typeof saved === 'object' && saved !== null && 'slot' in saved && 'requestId' in saved
}
