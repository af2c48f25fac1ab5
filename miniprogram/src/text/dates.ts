const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A business day is a day in Shanghai, wherever the phone is; Shanghai has no summer time. */
const SHANGHAI_MS = 8 * HOUR_MS
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const

interface Parts {
  year: number
  month: number
  day: number
  time: string
}

function partsOf(at: number): Parts {
  const date = new Date(at + SHANGHAI_MS)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    time: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`,
  }
}

/** 11 月 20 日 12:00 */
export function dayAndTime(at: number): string {
  const { month, day, time } = partsOf(at)
  return `${month} 月 ${day} 日 ${time}`
}

/** 11-19 09:41 */
export function shortDayAndTime(at: number): string {
  const { month, day, time } = partsOf(at)
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')} ${time}`
}

/** 2026.12.31 */
export function dottedDay(at: number): string {
  const { year, month, day } = partsOf(at)
  return `${year}.${String(month).padStart(2, '0')}.${String(day).padStart(2, '0')}`
}

/** 09:32 */
export function clockTime(at: number): string {
  return partsOf(at).time
}

/** '2026-11' for a moment in time. */
export function monthOf(at: number): string {
  const { year, month } = partsOf(at)
  return `${year}-${String(month).padStart(2, '0')}`
}

/** The number of Shanghai's midnights in between: 0 is today, 1 is tomorrow. */
export function daysBetween(from: number, to: number): number {
  return Math.floor((to + SHANGHAI_MS) / DAY_MS) - Math.floor((from + SHANGHAI_MS) / DAY_MS)
}

/** '2026-12-31' → 12 月 31 日 */
export function dayInWords(day: string): string {
  const [, month, date] = day.split('-').map(Number)
  return month && date ? `${month} 月 ${date} 日` : day
}

/** With the year unless it is this one: next year's 11 月 30 日 must not read as this month's. */
export function dayWithYear(day: string, today: string): string {
  const words = dayInWords(day)
  return day.slice(0, 4) === today.slice(0, 4) ? words : `${day.slice(0, 4)} 年 ${words}`
}

/** Whole days between two calendar days. */
export function daysUntil(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

/** '2026-12-01' and −1 → '2026-11-30' */
export function addDays(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10)
}

/** '2026-11-22' for a moment in time. */
export function dayOf(at: number): string {
  return `${monthOf(at)}-${String(partsOf(at).day).padStart(2, '0')}`
}

/** '2026-11' → 2026 年 11 月 */
export function monthInWords(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return year && number ? `${year} 年 ${number} 月` : month
}

/** '2026-11-22' → 日 */
export function weekdayOf(day: string): string {
  return WEEKDAYS[weekdayIndex(day)] ?? ''
}

/** 0 is Sunday. */
export function weekdayIndex(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

export function daysInMonth(month: string): number {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).getUTCDate()
}
