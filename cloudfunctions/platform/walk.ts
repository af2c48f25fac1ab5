/** Whether there is still time to start another piece of work. */
export type TimeLeft = () => boolean

/** The result for some documents: how many were done, and what those passed over have thrown. */
export interface Worked {
  done: number
  broken?: unknown[]
}

/** The result of one piece of a walk, and where the next one begins. */
export interface Piece<P> extends Worked {
  next: P
  isLast: boolean
}

export interface Walk<P> {
  from: P
  /** Does the piece that begins at a position; null when the time ran out in the middle of it. */
  step: (place: P) => Promise<Piece<P> | null>
  /**
   * Saves how far the walk came, for the next run. False when another run is further. A walk
   * without it finds its position by what is still due.
   */
  keep?: (next: P, from: P, isLast: boolean) => Promise<boolean>
}

/**
 * Walks a collection piece by piece as long as there is time, and returns how much was done. A
 * piece counts as done only when it was finished and saved. What broke a rule of ours holds up
 * nothing: the first such error is thrown when the walk stops.
 */
export async function walk<P>(one: Walk<P>, timeLeft: TimeLeft): Promise<number> {
  const [done = 0] = await walkEach([one], timeLeft)
  return done
}

/** One walk after the other: an error in one does not stop the next. Returns what each did. */
export async function walkEach<P>(
  walks: readonly Walk<P>[],
  timeLeft: TimeLeft,
): Promise<number[]> {
  const broken: unknown[] = []
  const done: number[] = []
  for (const each of walks) done.push(await onward(each, timeLeft, broken))
  if (broken.length > 0) throw broken[0]
  return done
}

async function onward<P>(
  { from, step, keep }: Walk<P>,
  timeLeft: TimeLeft,
  broken: unknown[],
): Promise<number> {
  let [place, done, isLast] = [from, 0, false]
  while (!isLast && timeLeft()) {
    const piece = await step(place)
    if (!piece) break
    done += piece.done
    broken.push(...(piece.broken ?? []))
    if (keep && !(await keep(piece.next, place, piece.isLast))) break
    place = piece.next
    isLast = piece.isLast
  }
  return done
}

/** Documents that were read together, and the position after them. */
export interface Page<D, P> {
  items: D[]
  next: P
  isLast: boolean
}

/** How a collection is read page by page; see `pages.ts`. */
export interface Pages<D, P> {
  from: P
  read: (place: P) => Promise<Page<D, P>>
}

/** A walk in which each piece is a page of documents. */
export function inPages<D, P>(
  { from, read }: Pages<D, P>,
  work: (items: D[]) => Promise<Worked>,
  keep?: Walk<P>['keep'],
): Walk<P> {
  const step = async (place: P) => {
    const { items, next, isLast } = await read(place)
    return { ...(await work(items)), next, isLast }
  }
  return { from, step, ...(keep ? { keep } : {}) }
}

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = []
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size))
  return chunks
}
