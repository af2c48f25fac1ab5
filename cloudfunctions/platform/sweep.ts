/** Whether there is still time to start another piece of work. */
export type TimeLeft = () => boolean

/** The result for some documents: how many were done, and the errors of those that were skipped. */
export interface Worked {
  done: number
  broken?: unknown[]
}

/** The result of one piece of a sweep, and where the next one begins. */
export interface Piece<P> extends Worked {
  next: P
  isLast: boolean
}

export interface Sweep<P> {
  from: P
  /** Does the piece that begins at a position; null when the time ran out in the middle of it. */
  step: (place: P) => Promise<Piece<P> | null>
  /**
   * Saves how far the sweep came, for the next run. False when another run is further. A sweep
   * without it finds its position by what is still due.
   */
  keep?: (next: P, from: P, isLast: boolean) => Promise<boolean>
}

/**
 * Sweeps a collection piece by piece as long as there is time, and returns how much was done. A
 * piece counts as done only when it was finished and saved. What broke a rule of ours holds up
 * nothing: the first such error is thrown when the sweep stops.
 */
export async function sweep<P>(one: Sweep<P>, timeLeft: TimeLeft): Promise<number> {
  const [done = 0] = await sweepEach([one], timeLeft)
  return done
}

/** One sweep after the other: an error in one does not stop the next. Returns what each did. */
export async function sweepEach<P>(
  sweeps: readonly Sweep<P>[],
  timeLeft: TimeLeft,
): Promise<number[]> {
  const broken: unknown[] = []
  const done: number[] = []
  for (const each of sweeps) done.push(await onward(each, timeLeft, broken))
  if (broken.length > 0) throw broken[0]
  return done
}

async function onward<P>(
  { from, step, keep }: Sweep<P>,
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

/** A sweep in which each piece is a page of documents. */
export function inPages<D, P>(
  { from, read }: Pages<D, P>,
  work: (items: D[]) => Promise<Worked>,
  keep?: Sweep<P>['keep'],
): Sweep<P> {
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
