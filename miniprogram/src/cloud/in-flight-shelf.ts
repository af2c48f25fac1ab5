import type { Keep } from './keep-type'
import type { Audience } from './audience'

/** What a page wants done: an action that moves something, and its input. */
export interface Wanted {
  audience: Audience
  action: string
  input: Record<string, unknown>
  /** Tells two equal inputs apart, for example by the business day of a check-in. */
  occasion?: string
  /** Its input alone names it, so it needs no request id. */
  bare?: boolean
}

/** One request as the phone stores it: it survives a restart of the app. */
export interface Kept extends Wanted {
  slot: string
  requestId: string
  at: number
  /** The answer is known, but nobody has seen it yet. */
  answer?: object
  /** Something else of its kind was done since, so the same input is a new wish. */
  isOver?: boolean
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
    endOthersLike: ({ slot, action }: Kept) =>
      save(
        read().map((kept) =>
          kept.answer && kept.slot !== slot && slugOf(kept) === slugOf({ action })
            ? { ...kept, isOver: true }
            : kept,
        ),
      ),
    clear: () => storage.remove(KEY),
  }
}

function slugOf({ action }: Pick<Kept, 'action'>): string | undefined {
  return action.split('.')[0]
}

function isKept(saved: unknown): saved is Kept {
  return typeof saved === 'object' && saved !== null && 'slot' in saved && 'requestId' in saved
}
