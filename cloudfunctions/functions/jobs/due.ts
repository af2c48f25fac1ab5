import { _ } from '../../platform/wechat/cloud'
import { findDocuments } from '../../platform/database/collection'
import type { Collection, Documents } from '../../platform/database/documents'
import { isConflict, isOutage } from '../../platform/failures'
import { inLanes } from '../../platform/lanes'
import { loggedText, logLine } from '../../platform/log'
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
 * Works on each item alone: one that breaks a rule of ours is logged, told and passed over, and
 * thrown when all others are done. An outage ends the work at once; the next run goes on.
 */
export async function eachAlone<T>(
  items: readonly T[],
  lanes: number,
  timeLeft: TimeLeft,
  work: (item: T) => Promise<void>,
  tell?: (item: T) => Promise<void>,
): Promise<unknown[]> {
  const broken: unknown[] = []
  await inLanes(items, lanes, timeLeft, async (item) => {
    try {
      await work(item)
    } catch (thrown) {
      if (isConflict(thrown) || isOutage(thrown)) throw thrown
      logLine('error', { job: true, thrown: loggedText(thrown) })
      broken.push(thrown)
      await tell?.(item)
    }
  })
  return broken
}

/** Items that share a transaction: each then costs a read and a write, and a share of the rest. */
const TOGETHER = 10
/** Transactions under way at once. */
const LANES = 4

/**
 * Works on ids in groups, and says how many were done. One that breaks a rule of ours does not
 * keep the others of its group.
 */
export async function inGroups(
  ids: readonly string[],
  timeLeft: TimeLeft,
  work: (ids: string[]) => Promise<number>,
  tell: (id: string) => Promise<void>,
): Promise<{ done: number; broken: unknown[] }> {
  let done = 0
  const broken: unknown[] = []
  const add = async (group: string[]) => {
    done += await work(group)
  }
  const apart = async (group: string[]) => {
    try {
      await add(group)
    } catch (thrown) {
      if (isConflict(thrown) || isOutage(thrown)) throw thrown
      broken.push(
        ...(await eachAlone(
          group,
          1,
          () => true,
          (id) => add([id]),
          tell,
        )),
      )
    }
  }
  broken.push(...(await eachAlone(groupsOf(ids), LANES, timeLeft, apart)))
  return { done, broken }
}

function groupsOf(ids: readonly string[]): string[][] {
  const groups: string[][] = []
  for (let from = 0; from < ids.length; from += TOGETHER) {
    groups.push(ids.slice(from, from + TOGETHER))
  }
  return groups
}
