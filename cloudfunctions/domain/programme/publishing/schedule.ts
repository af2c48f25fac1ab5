/** A version that was published, and the time from which it is in force. */
export interface Version {
  version: number
  body: Record<string, unknown>
}

/** Published documents name their start, so that every instance changes at the same instant. */
export interface Scheduled extends Version {
  /** Absent on older ones, which were in force immediately. */
  from?: number
  /** It was withdrawn, and stays in force until this time. */
  until?: number
  /** The versions in force before `from`, oldest first. */
  earlier?: (Version & { until: number })[]
}

/** The version in force at an instant, or null. */
export function actingAt(document: Scheduled, now: number): Version | null {
  const { version, body, from = 0, until = Number.POSITIVE_INFINITY, earlier = [] } = document
  const before = earlier.find((each) => now < each.until)
  if (before) return before
  return now >= from && now < until ? { version, body } : null
}

/** The next instant at which another version takes effect. */
export function changesAfter(
  { from = 0, until = 0, earlier = [] }: Scheduled,
  now: number,
): number {
  const times = [from, until, ...earlier.map((each) => each.until)]
  return Math.min(...times.filter((time) => time > now), Number.POSITIVE_INFINITY)
}

/** What stays in force when a new version that starts at `from` is published now. */
export function stillActing(document: Scheduled, from: number, now: number) {
  const { version, body, until = from, earlier = [] } = document
  const began = document.from ?? 0
  const self =
    began < Math.min(until, from) ? [{ version, body, until: Math.min(until, from) }] : []
  return [...earlier, ...self].filter((each) => each.until > now)
}
