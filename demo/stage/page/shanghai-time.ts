const SHANGHAI_AHEAD_MS = 8 * 60 * 60 * 1000

/** `2026-11-22 13:05:09`, as clocks in the shops show it. */
export function shanghaiTime(instant: number): string {
  const shifted = new Date(instant + SHANGHAI_AHEAD_MS)
  if (Number.isNaN(shifted.getTime())) return '—'
  return shifted.toISOString().slice(0, 19).replace('T', ' ')
}

/** The value of a date-time field, read as Shanghai's time; null if it is incomplete. */
export function instantOfShanghai(local: string): number | null {
  const withSeconds = local.length === 16 ? `${local}:00` : local
  const instant = Date.parse(`${withSeconds}+08:00`)
  return Number.isNaN(instant) ? null : instant
}
