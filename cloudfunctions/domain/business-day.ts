import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

/** Shanghai has had no summer time since 1991, so its days are those of UTC+8. */
const SHANGHAI_MS = 8 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000

/** A calendar day of Asia/Shanghai, `2026-11-22`. */
export type BusinessDay = string
/** A calendar month of Asia/Shanghai, `2026-11`. */
export type BusinessMonth = string

/** Not dayjs's `utcOffset`: it goes through the machine's own zone, whose clocks may change. */
function shanghai(instant: number): dayjs.Dayjs {
  return dayjs.utc(instant + SHANGHAI_MS)
}

/** The business day in which an instant (milliseconds since 1970) falls. */
export function businessDay(instant: number): BusinessDay {
  return shanghai(instant).format('YYYY-MM-DD')
}

/** `2026-11-22 09:41`, for a document that staff read. */
export function longTime(instant: number): string {
  return shanghai(instant).format('YYYY-MM-DD HH:mm')
}

/** `2026-11-22 09:41:05`, as marketplaces write an instant. */
export function clockTime(instant: number): string {
  return shanghai(instant).format('YYYY-MM-DD HH:mm:ss')
}

export function monthOf(day: BusinessDay): BusinessMonth {
  return day.slice(0, 7)
}

export function dayOfMonth(day: BusinessDay): number {
  return Number(day.slice(8, 10))
}

export function addDays(day: BusinessDay, days: number): BusinessDay {
  return dayjs.utc(day).add(days, 'day').format('YYYY-MM-DD')
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return dayjs.utc(to).diff(dayjs.utc(from), 'day')
}

/** The last day of the month that lies `months` after the day's month. */
export function endOfMonthAfter(day: BusinessDay, months: number): BusinessDay {
  return dayjs.utc(day).startOf('month').add(months, 'month').endOf('month').format('YYYY-MM-DD')
}

/** The first day of the month that lies `months` before the day's month. */
export function startOfMonthBefore(day: BusinessDay, months: number): BusinessDay {
  return dayjs.utc(day).startOf('month').subtract(months, 'month').format('YYYY-MM-DD')
}

/** The first millisecond of a business day. */
export function startOfDay(day: BusinessDay): number {
  return dayjs.utc(day).valueOf() - SHANGHAI_MS
}

/** The last millisecond of a business day: 23:59:59.999 in Shanghai. */
export function endOfDay(day: BusinessDay): number {
  return startOfDay(day) + DAY_MS - 1
}

/** Reads `2026-10-19 08:47:40` of a marketplace export, or `2026-10-19 08:47`, as Shanghai time. */
export function instantOf(shanghaiTime: string): number {
  return dayjs.utc(`${shanghaiTime.replace(' ', 'T')}Z`).valueOf() - SHANGHAI_MS
}
