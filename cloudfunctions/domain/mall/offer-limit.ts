import type { LimitRules, OfferRules } from '../../contracts/mall/offer'
import type { RewardRules } from '../../contracts/mall/reward'
import { countOf, withCount, type Counts } from '../account/counts'
import { addDays, daysBetween, monthOf, type BusinessDay } from '../business-day'

/** What a redemption counts in: cancelling it counts exactly these down again, once. */
export interface Taken {
  offerId: string
  /** On the member's account. */
  each: string[]
  /** On the first shard of the reward's stock, for limits over all members. */
  all: string[]
}

/** A limit with the name under which it is counted, see `keyOf`. */
interface CountedLimit extends LimitRules {
  key: string
}

/** A limit that is reached. */
export interface Reached {
  limit: number
  period: LimitRules['period']
}

export interface OfferLimits {
  /** Those of a member: all are counted, and those of the member's tier are held. */
  each: CountedLimit[]
  /** Those over all members, as far as this member counts in them. */
  all: CountedLimit[]
}

/** The limits of a reward and of one of its offers, for a member of this tier on this day. */
export function limitsFor(
  rewardId: string,
  reward: Pick<RewardRules, 'limits' | 'perMember'>,
  offer: Pick<OfferRules, 'id' | 'limits'>,
  tier: () => string,
  today: BusinessDay,
): OfferLimits {
  const { perMember } = reward
  const ever = { who: 'each' as const, tiers: [], period: 'ever' as const }
  const counted: CountedLimit[] = [
    ...(perMember === null ? [] : [{ ...ever, count: perMember, key: rewardId }]),
    ...reward.limits.map((limit) => ({ ...limit, key: keyOf(rewardId, limit, today) })),
    ...offer.limits.map((limit) => ({
      ...limit,
      key: keyOf(`${rewardId}:${offer.id}`, limit, today),
    })),
  ]
  return {
    each: counted.filter(({ who }) => who === 'each'),
    all: counted.filter((each) => each.who === 'all' && isOfTier(each, tier)),
  }
}

/** What a member of this tier reads about limits before they are reached. */
export function limitsOfMember(limits: readonly LimitRules[], tier: () => string) {
  const own = limits.filter((limit) => limit.who === 'each' && isOfTier(limit, tier))
  return own.map(({ period, count }) => ({ period, count }))
}

export function isOfTier({ tiers }: Pick<LimitRules, 'tiers'>, tier: () => string): boolean {
  return tiers.length === 0 || tiers.includes(tier())
}

/** The first limit that is reached by these counts, or null. */
export function reachedOf(limits: readonly CountedLimit[], counts: Counts): Reached | null {
  const full = limits.find(({ key, count }) => {
    const had = countOf(counts, key)
    // A damaged count is taken as full.
    return !Number.isSafeInteger(had) || had >= count
  })
  return full ? { limit: full.count, period: full.period } : null
}

/** Where a redemption of this offer is counted; the reward itself always is. */
export function takenOf(rewardId: string, offerId: string, { each, all }: OfferLimits): Taken {
  const keys = (limits: CountedLimit[]) => limits.map(({ key }) => key)
  return {
    offerId,
    each: [...new Set([rewardId, ...keys(each)])],
    all: [...new Set(keys(all))],
  }
}

/** The counts with one more under each of these keys, without those of periods that are long over. */
export function countedUp(
  counts: Counts,
  keys: readonly string[],
  today: BusinessDay,
): Record<string, number> {
  const running = Object.entries(counts).filter(([key]) => isRunning(key, today))
  return keys.reduce<Record<string, number>>(
    (sum, key) => withCount(sum, key, countOf(sum, key) + 1),
    Object.fromEntries(running),
  )
}

/** The counts with one less under each of these keys; a period that is over has none any more. */
export function countedDown(counts: Counts, keys: readonly string[]): Record<string, number> {
  return keys.reduce<Record<string, number>>(
    (sum, key) => withCount(sum, key, countOf(sum, key) - 1),
    { ...counts },
  )
}

/**
 * `mug`, `mug:rich`, `mug:rich@2026-11`, `mug:rich#tower@w2026-11-30`: what is counted, in which
 * tiers of all members, and from when on. No id holds one of these signs.
 */
function keyOf(what: string, { who, tiers, period }: LimitRules, today: BusinessDay): string {
  const group = who === 'all' && tiers.length > 0 ? `#${[...tiers].sort().join('+')}` : ''
  const since = sinceOf(period, today)
  return since === '' ? `${what}${group}` : `${what}${group}@${since}`
}

function sinceOf(period: LimitRules['period'], today: BusinessDay): string {
  if (period === 'ever') return ''
  if (period === 'month') return monthOf(today)
  return period === 'week' ? `w${mondayOf(today)}` : today
}

/** A Monday of long ago. */
const A_MONDAY: BusinessDay = '2001-01-01'

function mondayOf(day: BusinessDay): BusinessDay {
  return addDays(day, -(daysBetween(A_MONDAY, day) % 7))
}

/** A request of 23:59:59 may be written after one of 00:00:00, so neither drops what the other counts. */
function isRunning(key: string, today: BusinessDay): boolean {
  const [, since] = key.split('@')
  if (since === undefined) return true
  const days = [addDays(today, -1), today, addDays(today, 1)]
  return PERIODS.some((period) => days.some((day) => sinceOf(period, day) === since))
}

const PERIODS = ['day', 'week', 'month'] as const
