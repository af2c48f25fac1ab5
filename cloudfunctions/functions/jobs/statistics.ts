import { addDays, businessDay, endOfDay, startOfDay } from '../../domain/business-day'
import { addEntries, closeDay, lastClosedDay, noSums, SUMMED } from '../../domain/statistics'
import { _ } from '../../platform/cloud'
import {
  countDocuments,
  findDocuments,
  findFields,
  getDocument,
  PAGE_MAX,
  putDocument,
} from '../../platform/collection'
import type { StatisticsWalk } from '../../platform/documents'
import type { TimeLeft } from './job'

/**
 * 日报: adds up each day that is over, page by page. How far it came and the sums so far are one
 * document that is written whole, and a closed day's entries never change: a run that was cut off,
 * came twice or fell behind another computes the same numbers again.
 */
export async function closeDays(brand: string, now: number, timeLeft: TimeLeft): Promise<number> {
  const last = lastClosedDay(now)
  const kept = await getDocument('walks', `${brand}:statistics`)
  let walk = kept?.job === 'statistics' ? kept : await firstWalk(brand)
  let closed = 0
  while (walk && walk.day <= last && timeLeft()) {
    const next = await nextPage(walk)
    await putDocument('walks', next)
    if (next.day !== walk.day) closed++
    walk = next
  }
  return closed
}

/** The first day on which anything happened; null in an empty brand. */
async function firstWalk(brand: string): Promise<StatisticsWalk | null> {
  const first = { where: { brand }, limit: 1 }
  const [entry] = await findDocuments('ledger', { ...first, sort: [['businessDay', 1]] })
  const [account] = await findDocuments('accounts', { ...first, sort: [['joinedAt', 1]] })
  if (!account) return null
  const joined = businessDay(account.joinedAt)
  const day = entry && entry.businessDay < joined ? entry.businessDay : joined
  const none = { outstanding: 0, owed: 0, members: 0 }
  return { ...newDay(brand, day), ...none }
}

function newDay(brand: string, day: string) {
  const _id = `${brand}:statistics`
  return { _id, brand, job: 'statistics' as const, day, after: '', sums: noSums() }
}

/** Adds a page of entries to the day, and closes the day with its last page. */
async function nextPage(walk: StatisticsWalk): Promise<StatisticsWalk> {
  const { brand, day, after } = walk
  const where = { brand, businessDay: day, _id: _.gt(after) }
  const page = { where, sort: [['_id', 1]] as [string, 1][], limit: PAGE_MAX }
  const entries = await findFields('ledger', page, SUMMED)
  const sums = addEntries(walk.sums, day, entries)
  if (entries.length === PAGE_MAX) return { ...walk, sums, after: entries.at(-1)?._id ?? after }
  const joinedAt = _.and(_.gte(startOfDay(day)), _.lte(endOfDay(day)))
  const joined = await countDocuments('accounts', { brand, joinedAt })
  const closed = closeDay(brand, day, sums, walk, joined)
  await putDocument('stats_daily', closed)
  const { outstanding, owed, members } = closed
  return { ...newDay(brand, addDays(day, 1)), outstanding, owed, members }
}
