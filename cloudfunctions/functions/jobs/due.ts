import { _ } from '../../platform/cloud'
import { findDocuments } from '../../platform/collection'
import type { Collection, Documents } from '../../platform/documents'
import { isConflict, isOutage } from '../../platform/failures'
import { inLanes } from '../../platform/lanes'
import { logLine, textOf } from '../../platform/log'
import type { TimeLeft } from './job'

export const CHUNK = 100

/** Where a walk over due documents stands: the day and the id of the last one that was read. */
export interface Place {
  /** Null while it reads documents that do not have the field yet. */
  day: string | null
  after: string
}
export const BEGINNING: Place = { day: '', after: '' }
/** Documents from before there was the field come first: what they are due for is not known. */
export const WITHOUT_DAY: Place = { day: null, after: '' }

interface Due {
  brand: string
  where?: Record<string, unknown>
  /** The field that tells the day. */
  field: string
  through: string
}

/**
 * The next page of what is due through a day, in the order of day and id. Many fall on one day, so
 * the rest of the day that the walk stands on is read first. A document that cannot be worked on
 * stays behind and holds nobody up.
 */
export async function nextDue<C extends Collection>(
  collection: C,
  { brand, where, field, through }: Due,
  { day, after }: Place,
): Promise<{ page: Documents[C][]; isLast: boolean }> {
  if (day !== '') {
    const sameDay = { brand, ...where, [field]: day, _id: _.gt(after) }
    const sort: [string, 1][] = [['_id', 1]]
    const rest = await findDocuments(collection, { where: sameDay, sort, limit: CHUNK })
    if (rest.length > 0) return { page: rest, isLast: false }
  }
  const later = { brand, ...where, [field]: _.and(_.gt(day ?? ''), _.lte(through)) }
  const sort: [string, 1][] = [
    [field, 1],
    ['_id', 1],
  ]
  const page = await findDocuments(collection, { where: later, sort, limit: CHUNK })
  return { page, isLast: page.length < CHUNK }
}

/**
 * Works on each item alone: one that breaks a rule of ours is logged and passed over, and thrown
 * when all others are done. An outage ends the work at once; the next run goes on.
 */
export async function eachAlone<T>(
  items: readonly T[],
  lanes: number,
  timeLeft: TimeLeft,
  work: (item: T) => Promise<void>,
): Promise<unknown[]> {
  const broken: unknown[] = []
  await inLanes(items, lanes, timeLeft, async (item) => {
    try {
      await work(item)
    } catch (thrown) {
      if (isConflict(thrown) || isOutage(thrown)) throw thrown
      logLine('error', { job: true, thrown: textOf(thrown) })
      broken.push(thrown)
    }
  })
  return broken
}
