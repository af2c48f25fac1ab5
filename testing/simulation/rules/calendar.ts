/** Shanghai's calendar in plain arithmetic on UTC+8; written apart from the product on purpose. */
const SHANGHAI_MS = 8 * 3_600_000
export const DAY_MS = 86_400_000

export function dayAt(instant: number): string {
  return new Date(instant + SHANGHAI_MS).toISOString().slice(0, 10)
}

/** `2026-11-22 09:41:00`, as in an export. */
export function clockText(instant: number): string {
  return new Date(instant + SHANGHAI_MS).toISOString().slice(0, 19).replace('T', ' ')
}

export function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - SHANGHAI_MS
}

export function plusDays(day: string, days: number): string {
  return dayAt(midnight(day) + days * DAY_MS)
}

export function dayDistance(from: string, to: string): number {
  return Math.round((midnight(to) - midnight(from)) / DAY_MS)
}

/** The last day of the month that is this many months after the day's month. */
export function monthEnd(day: string, monthsLater: number): string {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7)) - 1 + monthsLater
  // Day 0 of the next month is the last day of this one.
  return new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10)
}
