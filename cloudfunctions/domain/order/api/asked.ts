const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** 问单: how often a marketplace was asked about a number, and when to ask next. */
export interface Asked {
  times: number
  next: number
}

/** A number unknown now may be an order that is a minute old; after that, once a day is enough. */
const PAUSES_MS = [10 * MINUTE_MS, HOUR_MS]
const LATER_MS = 24 * HOUR_MS

/** When to ask again after this many times, 1 for the first. */
export function nextAsking(times: number, now: number): number {
  return now + (PAUSES_MS[times - 1] ?? LATER_MS)
}
