/** Shanghai has had no summer time since 1991, so its days are those of UTC+8. */
const SHANGHAI_MS = 8 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000

/** A calendar day of Asia/Shanghai, `2026-11-22`. */
export type BusinessDay = string
/** A calendar month of Asia/Shanghai, `2026-11`. */
export type BusinessMonth = string

/** The clock of Shanghai at an instant, `2026-11-22 09:41:05`. */
function shanghai(instant: number): string {
  return textOf(instant + SHANGHAI_MS).replace('T', ' ')
}

/** `2026-11-22T01:41:05.000Z`; “Invalid Date” where there is none, as a document may hold anything. */
function textOf(instant: number): string {
  const date = new Date(instant)
  return Number.isNaN(date.valueOf()) ? 'Invalid Date' : date.toISOString()
}

/** Midnight of a day in UTC; a day that a month does not have counts on into the next one. */
function midnight(day: BusinessDay): number {
  const [, year = NaN, month = 1, date = 1] = (/^(\d{4})-(\d\d?)-(\d\d?)/.exec(day) ?? []).map(
    Number,
  )
  return Date.UTC(year, month - 1, date)
}

/** The day that begins at this midnight in UTC. */
function dayOf(instant: number): BusinessDay {
  return textOf(instant).replace(/T.*/, '')
}

/** The business day in which an instant (milliseconds since 1970) falls. */
export function businessDay(instant: number): BusinessDay {
  return dayOf(instant + SHANGHAI_MS)
}

/** `2026-11-22 09:41`, for a document that staff read. */
export function longTime(instant: number): string {
  return shanghai(instant).slice(0, 16)
}

/** `2026-11-22 09:41:05`, as marketplaces write an instant. */
export function clockTime(instant: number): string {
  return shanghai(instant).slice(0, 19)
}

export function monthOf(day: BusinessDay): BusinessMonth {
  return day.slice(0, 7)
}

export function dayOfMonth(day: BusinessDay): number {
  return Number(day.slice(8, 10))
}

export function addDays(day: BusinessDay, days: number): BusinessDay {
  return dayOf(midnight(day) + days * DAY_MS)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return Math.trunc((midnight(to) - midnight(from)) / DAY_MS)
}

/** The last day of the month that lies `months` after the day's month. */
export function endOfMonthAfter(day: BusinessDay, months: number): BusinessDay {
  return dayInMonth(day, months + 1, 0)
}

/** The first day of the month that lies `months` before the day's month. */
export function startOfMonthBefore(day: BusinessDay, months: number): BusinessDay {
  return dayInMonth(day, -months, 1)
}

/** A day of the month that lies `months` after the day's month; day 0 is the one before it. */
function dayInMonth(day: BusinessDay, months: number, date: number): BusinessDay {
  const from = new Date(midnight(day))
  return dayOf(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, date))
}

/** The first millisecond of a business day. */
export function startOfDay(day: BusinessDay): number {
  return midnight(day) - SHANGHAI_MS
}

/** The last millisecond of a business day: 23:59:59.999 in Shanghai. */
export function endOfDay(day: BusinessDay): number {
  return startOfDay(day) + DAY_MS - 1
}

/** Reads `2026-10-19 08:47:40` of a marketplace export, or `2026-10-19 08:47`, as Shanghai time. */
export function instantOf(shanghaiTime: string): number {
  return Date.parse(`${shanghaiTime.replace(' ', 'T')}Z`) - SHANGHAI_MS
}
