/** A timer of seven fields: second, minute, hour, day, month, week day, year; read in UTC+8. */
export interface Cron {
  fields: readonly (ReadonlySet<number> | undefined)[]
}

const RANGES = [
  [0, 59],
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
  [1970, 2099],
] as const
const SHANGHAI_MS = 8 * 3600 * 1000
const DAY_MS = 24 * 3600 * 1000
const FURTHEST_DAYS = 366 * 5

export function parseCron(text: string): Cron {
  const parts = text.trim().split(/\s+/)
  if (parts.length !== RANGES.length) throw new Error(`a timer has 7 fields: ${text}`)
  return { fields: parts.map((part, at) => parseField(part, RANGES[at] ?? [0, 0])) }
}

/** The first moment after `after` that the timer names, or Infinity. */
export function nextTime(cron: Cron, after: number): number {
  const [seconds, minutes, hours] = cron.fields
  const start = Math.floor(after / 1000) * 1000 + 1000 + SHANGHAI_MS
  let day = Math.floor(start / DAY_MS) * DAY_MS
  for (let days = 0; days < FURTHEST_DAYS; days++, day += DAY_MS) {
    if (!dayMatches(cron, new Date(day))) continue
    const from = Math.max(start, day)
    for (let hour = new Date(from).getUTCHours(); hour < 24; hour++) {
      if (hours && !hours.has(hour)) continue
      const found = firstInHour(day + hour * 3600_000, from, minutes, seconds)
      if (found !== undefined) return found - SHANGHAI_MS
    }
  }
  return Infinity
}

function firstInHour(
  hourStart: number,
  from: number,
  minutes: ReadonlySet<number> | undefined,
  seconds: ReadonlySet<number> | undefined,
): number | undefined {
  for (let minute = 0; minute < 60; minute++) {
    if (minutes && !minutes.has(minute)) continue
    for (let second = 0; second < 60; second++) {
      const time = hourStart + minute * 60_000 + second * 1000
      if (time >= from && (!seconds || seconds.has(second))) return time
    }
  }
  return undefined
}

/** Day of month and day of week are joined by "or" when both are given, as on the platform. */
function dayMatches({ fields }: Cron, date: Date): boolean {
  const [, , , days, months, weekDays, years] = fields
  if (months && !months.has(date.getUTCMonth() + 1)) return false
  if (years && !years.has(date.getUTCFullYear())) return false
  if (days && weekDays) return days.has(date.getUTCDate()) || weekDays.has(date.getUTCDay())
  if (days) return days.has(date.getUTCDate())
  return !weekDays || weekDays.has(date.getUTCDay())
}

/** Undefined stands for every value. */
function parseField(text: string, range: readonly [number, number]): Set<number> | undefined {
  if (text === '*' || text === '?') return undefined
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const match = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part)
    if (!match) throw new Error(`bad timer field: ${text}`)
    const [, low = '*', high, step] = match
    const first = low === '*' ? range[0] : Number(low)
    const open = low === '*' || (step !== undefined && high === undefined)
    const last = open ? range[1] : Number(high ?? low)
    for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value)
  }
  return values
}
