import {
  addDays,
  businessDay,
  daysBetween,
  endOfDay,
  startOfDay,
  type BusinessDay,
} from '../../domain/business-day'
import {
  addEntries,
  closeDay,
  isSummable,
  lastClosedDay,
  noSums,
  SUMMED,
  type DayStatistics,
} from '../../domain/books/statistics'
import { _ } from '../../platform/wechat/cloud'
import {
  addDocuments,
  countDocuments,
  findDocuments,
  findFields,
  getDocument,
  PAGE_MAX,
  putDocument,
} from '../../platform/database/collection'
import { tellDamaged } from '../../platform/door/damaged'
import type { StatisticsSweep } from '../../platform/database/documents'
import { isDuplicate } from '../../platform/failures'
import { sweep, type TimeLeft } from '../../platform/sweep'

/** The most days closed in one run, after a pause of the timer or a quiet time. */
const DAYS = 100
const FIELDS = [...SUMMED, 'businessDay'] as const

/**
 * 日报: adds up the days that are over, page by page. The position and the sums so far are one
 * document that is written as a whole, and a closed day's entries never change: a run that was cut
 * off, came twice or fell behind another computes the same numbers again.
 */
export async function closeDays(brand: string, now: number, timeLeft: TimeLeft): Promise<number> {
  const last = lastClosedDay(now)
  const kept = await getDocument('walks', `${brand}:statistics`)
  const from = kept?.job === 'statistics' ? kept : await firstSweep(brand)
  if (!from || from.day > last) return 0
  const step = async (place: StatisticsSweep) => {
    const next = await nextPage(place, last, now)
    return { next, done: daysBetween(place.day, next.day), isLast: next.day > last }
  }
  const keep = async (next: StatisticsSweep) => {
    await putDocument('walks', next)
    return true
  }
  return sweep({ from, step, keep }, timeLeft)
}

/** The first day on which anything happened; null in an empty brand. */
async function firstSweep(brand: string): Promise<StatisticsSweep | null> {
  // With a lower bound: a document without the field would come first.
  const since = { brand, businessDay: _.gt('') }
  const [entry] = await findDocuments('ledger', {
    where: since,
    sort: [['businessDay', 1]],
    limit: 1,
  })
  const [account] = await findDocuments('accounts', {
    where: { brand, joinedAt: _.gt(0) },
    sort: [['joinedAt', 1]],
    limit: 1,
  })
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

/** Adds a page of entries, and closes the days that it completes. */
async function nextPage(
  place: StatisticsSweep,
  last: BusinessDay,
  now: number,
): Promise<StatisticsSweep> {
  const { brand } = place
  const end = place.after === '' ? earlier(last, addDays(place.day, DAYS - 1)) : place.day
  const all = await entriesOf(place, end)
  const page = all.filter(isSummable)
  for (const each of all) {
    if (!isSummable(each)) await tellDamaged({ brand, now }, 'ledger', each._id)
  }
  const isFull = all.length === PAGE_MAX
  const stop = isFull ? (all.at(-1)?.businessDay ?? place.day) : addDays(end, 1)
  const joined = await joinedOn(brand, place.day, stop)
  const closed: DayStatistics[] = []
  let before: Before = place
  let { sums } = place
  for (let day = place.day; day < stop; day = addDays(day, 1)) {
    const own = page.filter((entry) => entry.businessDay === day)
    const whole = addEntries(sums, day, own)
    const statistics = closeDay(brand, day, whole, before, joined.get(day) ?? 0)
    closed.push(statistics)
    before = statistics
    sums = noSums()
  }
  await writeDays(closed)
  const { outstanding, owed, members } = before
  const rest = page.filter((entry) => entry.businessDay === stop)
  const after = isFull ? (all.at(-1)?._id ?? '') : ''
  const next = { ...newDay(brand, stop), sums: addEntries(sums, stop, rest), after }
  return { ...next, outstanding, owed, members }
}

type Before = Pick<DayStatistics, 'outstanding' | 'owed' | 'members'>

function earlier(a: BusinessDay, b: BusinessDay): BusinessDay {
  return a < b ? a : b
}

/** The rest of the day at which the sweep is, or the entries from that day on. */
function entriesOf({ brand, day, after }: StatisticsSweep, end: BusinessDay) {
  const range = _.and(_.gte(day), _.lte(end))
  const where =
    after === '' ? { brand, businessDay: range } : { brand, businessDay: day, _id: _.gt(after) }
  const sort: [string, 1][] = [
    ['businessDay', 1],
    ['_id', 1],
  ]
  return findFields('ledger', { where, sort, limit: PAGE_MAX }, FIELDS)
}

/** How many joined on each day before `stop`. */
async function joinedOn(brand: string, from: BusinessDay, stop: BusinessDay) {
  const joined = new Map<BusinessDay, number>()
  if (from === stop) return joined
  const where = { brand, joinedAt: _.and(_.gte(startOfDay(from)), _.lt(startOfDay(stop))) }
  const few = await findFields('accounts', { where, limit: PAGE_MAX }, ['joinedAt'])
  if (few.length < PAGE_MAX) {
    for (const { joinedAt } of few) {
      const day = businessDay(joinedAt)
      joined.set(day, (joined.get(day) ?? 0) + 1)
    }
    return joined
  }
  for (let day = from; day < stop; day = addDays(day, 1)) {
    const joinedAt = _.and(_.gte(startOfDay(day)), _.lte(endOfDay(day)))
    joined.set(day, await countDocuments('accounts', { brand, joinedAt }))
  }
  return joined
}

/** Another run has written the same numbers for this day, so it may be written again. */
async function writeDays(days: DayStatistics[]): Promise<void> {
  if (days.length === 0) return
  try {
    await addDocuments('stats_daily', days)
  } catch (thrown) {
    if (!isDuplicate(thrown)) throw thrown
    for (const day of days) await putDocument('stats_daily', day)
  }
}
