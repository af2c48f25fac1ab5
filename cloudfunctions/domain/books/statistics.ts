import { addDays, businessDay, type BusinessDay } from '../business-day'
import { addKinds, noKind, type ByKind } from '../account/by-kind'
import type { Entry, EntryKind } from '../account/entry'

/** The fields of an entry that a day's sums need. */
export const SUMMED = ['_id', 'kind', 'source', 'points', 'deficit', 'byKind'] as const
export type SummedEntry = Pick<Entry, (typeof SUMMED)[number]>

/** What moved on one day, each a whole number ≥ 0, except `adjusted`, which has a sign. */
export interface DaySums {
  issued: number
  spent: number
  expired: number
  clawedBack: number
  restored: number
  adjusted: number
  /**
   * New debts, from points that were taken back but already spent; and debts that earnings paid.
   */
  deficitMade: number
  deficitPaid: number
  /** Earned less taken back, by kind; over all days it adds up to the sums of the accounts. */
  byKind: ByKind
  entries: number
  checkIns: number
  /** `<kind>:<source>` → the number of entries and their points. */
  moves: Record<string, { entries: number; points: number }>
}

/** 日报: one closed day of a brand, `<brand>:<day>`; never changes. */
export interface DayStatistics extends DaySums {
  _id: string
  brand: string
  day: BusinessDay
  /** Points that members held, and deficits that they owed, at the end of the day. */
  outstanding: number
  owed: number
  joined: number
  members: number
}

/**
 * A day is closed this long after its end: a function reads the clock before it writes and lives a
 * minute at most, so no entry of the day comes later.
 */
const CLOSES_AFTER_MS = 10 * 60_000

/** The last day to which no entry can be added any more. */
export function lastClosedDay(now: number): BusinessDay {
  return addDays(businessDay(now - CLOSES_AFTER_MS), -1)
}

export function noSums(): DaySums {
  return {
    issued: 0,
    spent: 0,
    expired: 0,
    clawedBack: 0,
    restored: 0,
    adjusted: 0,
    deficitMade: 0,
    deficitPaid: 0,
    byKind: noKind(),
    entries: 0,
    checkIns: 0,
    moves: {},
  }
}

type Column = 'issued' | 'spent' | 'expired' | 'clawedBack' | 'restored' | 'adjusted'
const COLUMNS: Record<EntryKind, { column: Column; sign: 1 | -1 }> = {
  earn: { column: 'issued', sign: 1 },
  burn: { column: 'spent', sign: -1 },
  expire: { column: 'expired', sign: -1 },
  clawback: { column: 'clawedBack', sign: -1 },
  restore: { column: 'restored', sign: 1 },
  adjust: { column: 'adjusted', sign: 1 },
}

/** Whether an entry's numbers can be used; a damaged one is reported and left out. */
export function isSummable({ kind, points, deficit, byKind }: SummedEntry): boolean {
  const isKnown = Object.keys(COLUMNS).includes(kind)
  const kinds = Object.values({ ...(byKind as object | undefined) })
  const numbers: unknown[] = [points, deficit, ...kinds]
  return isKnown && kinds.length > 0 && numbers.every((each) => Number.isSafeInteger(each))
}

/** The sums after one more page of the day's entries. */
export function addEntries(
  before: DaySums,
  day: BusinessDay,
  entries: readonly SummedEntry[],
): DaySums {
  const sums: DaySums = { ...before, moves: { ...before.moves } }
  for (const { _id, kind, source, points, deficit, byKind } of entries) {
    const { column, sign } = COLUMNS[kind]
    // `0 -` prevents a minus zero for an entry without points.
    sums[column] += sign === 1 ? points : 0 - points
    if (deficit > 0) sums.deficitMade += deficit
    else sums.deficitPaid -= deficit
    sums.byKind = addKinds(sums.byKind, byKind)
    sums.entries++
    if (_id.endsWith(`:check-in:${day}`)) sums.checkIns++
    const move = sums.moves[`${kind}:${source}`] ?? { entries: 0, points: 0 }
    const more = { entries: move.entries + 1, points: move.points + points }
    sums.moves[`${kind}:${source}`] = more
  }
  return sums
}

/** How much the day changed the points that members hold. */
export function netOf(sums: DaySums): number {
  const { issued, spent, expired, clawedBack, restored, adjusted } = sums
  return issued - spent - expired - clawedBack + restored + adjusted
}

/** Closes a day, starting from what was there at its beginning. */
export function closeDay(
  brand: string,
  day: BusinessDay,
  sums: DaySums,
  before: { outstanding: number; owed: number; members: number },
  joined: number,
): DayStatistics {
  return {
    _id: `${brand}:${day}`,
    brand,
    day,
    ...sums,
    joined,
    outstanding: before.outstanding + netOf(sums),
    owed: before.owed + sums.deficitMade - sums.deficitPaid,
    members: before.members + joined,
  }
}
