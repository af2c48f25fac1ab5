import { businessDay, startOfMonthBefore, type BusinessDay } from '../business-day'

/** Growth of a month, or of the part of a month before, or from, the anniversary of joining. */
export interface GrowthBucket {
  /** The first day of this bucket. */
  from: BusinessDay
  /** With a sign: a refund counts in the month in which it happens. */
  growth: number
}

/** The longest window is 24 months plus the running one: older growth no longer matters. */
const KEPT_MONTHS = 25

/** The anniversary of joining in another year; 29 February becomes 28 February in common years. */
export function anniversaryIn(year: number, joinedOn: BusinessDay): BusinessDay {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const monthDay = joinedOn.slice(5) === '02-29' && !isLeap ? '02-28' : joinedOn.slice(5)
  return `${String(year).padStart(4, '0')}-${monthDay}`
}

/** Months are split at the anniversary, so that every kind of cycle is a sum of whole buckets. */
function bucketOf(day: BusinessDay, joinedOn: BusinessDay): BusinessDay {
  const anniversary = anniversaryIn(Number(day.slice(0, 4)), joinedOn)
  const isSplit = anniversary.slice(0, 7) === day.slice(0, 7) && anniversary <= day
  return isSplit ? anniversary : `${day.slice(0, 7)}-01`
}

/**
 * Growth from before monthly buckets counts as earned on `day`, the first time it is needed: no
 * member loses their tier because the months are unknown.
 */
export function knownBuckets(
  holder: { growth: number; growthBuckets?: readonly GrowthBucket[] },
  day: BusinessDay,
  joinedOn: BusinessDay,
): readonly GrowthBucket[] {
  const { growth, growthBuckets } = holder
  if (growthBuckets) return growthBuckets
  return growth > 0 ? [{ from: bucketOf(day, joinedOn), growth }] : []
}

export function addGrowth(
  buckets: readonly GrowthBucket[],
  growth: number,
  day: BusinessDay,
  joinedOn: BusinessDay,
): GrowthBucket[] {
  const from = bucketOf(day, joinedOn)
  const oldest = startOfMonthBefore(day, KEPT_MONTHS)
  const before = buckets.find((bucket) => bucket.from === from)?.growth ?? 0
  return [
    ...buckets.filter((bucket) => bucket.from !== from && bucket.from >= oldest),
    {
      from,
      growth: before + growth,
    },
  ].sort((a, b) => (a.from < b.from ? -1 : 1))
}

/**
 * A change of growth as its holder stores it; what follows, such as a new tier, is decided
 * elsewhere.
 */
export function withGrowth(
  holder: { growth: number; growthBuckets?: readonly GrowthBucket[]; joinedAt: number },
  change: number,
  day: BusinessDay,
): { growth: number; growthBuckets: GrowthBucket[] } {
  const joinedOn = businessDay(holder.joinedAt)
  const known = knownBuckets(holder, day, joinedOn)
  return { growth: holder.growth + change, growthBuckets: addGrowth(known, change, day, joinedOn) }
}

/** Growth of whole buckets between two days; refunds of older growth never make it negative. */
export function growthBetween(
  buckets: readonly GrowthBucket[],
  from: BusinessDay,
  to: BusinessDay,
): number {
  const counting = buckets.filter((bucket) => bucket.from >= from && bucket.from <= to)
  return Math.max(
    0,
    counting.reduce((sum, { growth }) => sum + growth, 0),
  )
}
