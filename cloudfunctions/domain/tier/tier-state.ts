import type { TierPolicy } from '../../contracts/tier/tier-settings'
import type { Account } from '../account/account'
import { addDays, businessDay, type BusinessDay } from '../business-day'
import {
  growthBetween,
  knownBuckets,
  withGrowth,
  type GrowthBucket,
} from '../account/growth-bucket'
import { tierFor, type TierRule } from './tier'
import { countsFrom, cycleAt, isForEver } from '../account/tier-cycle'
import type { OwedGift, TierState } from '../account/account-parts'

export interface TierTerms {
  tiers: readonly TierRule[]
  policy: TierPolicy
}

/** The part of an account that is about its tier. */
export type TierHolder = Pick<
  Account,
  'joinedAt' | 'growth' | 'growthBuckets' | 'tier' | 'profile' | 'giftsHad'
>

export function rankOf(tiers: readonly TierRule[], id: string): number {
  return tiers.findIndex((tier) => tier.id === id)
}

/** The tier state on a day, after everything that ended since it was stored. */
export function tierStateOn(holder: TierHolder, terms: TierTerms, day: BusinessDay): TierState {
  let state = aligned(holder.tier ?? firstState(holder, terms, day), holder, terms, day)
  const known = { ...holder, growthBuckets: [...bucketsOf(holder, day)] }
  for (;;) {
    if (state.grace && day > state.grace.until) state = oneStepDown(state, terms)
    else if (day > state.cycle.to) state = endCycle(state, known, terms)
    else return state
  }
}

/** Members from before these rules keep their tier, and are first checked after this cycle. */
function firstState(holder: TierHolder, { tiers, policy }: TierTerms, day: BusinessDay): TierState {
  const joinedOn = businessDay(holder.joinedAt)
  const isNew = joinedOn >= policy.since
  const isOlderThanMonths = holder.growthBuckets === undefined && holder.growth > 0
  const cycle = cycleAt(policy.window, isNew && !isOlderThanMonths ? joinedOn : day, joinedOn)
  const welcome = { tier: tiers[0]?.id ?? '', cycle: cycle.from, why: 'join' as const }
  // A member who left and came back was welcomed before, and has had this year's birthday.
  const { giftsHad } = holder
  const gifts = isNew && !giftsHad?.includes('join') ? [welcome] : []
  const seen = giftsHad?.includes('profile') ? { birthday: `${day.slice(0, 4)}-12-31` } : {}
  return { id: tierFor(tiers, holder.growth).id, cycle, grace: null, gifts, manual: null, ...seen }
}

/** Staff took a tier away, or switched cycles on or off. */
function aligned(state: TierState, holder: TierHolder, terms: TierTerms, day: BusinessDay) {
  const { tiers, policy } = terms
  const isKnown = rankOf(tiers, state.id) >= 0
  const id = isKnown ? state.id : tierFor(tiers, holder.growth).id
  if (isForEver(state.cycle) === (policy.window.kind === 'none')) return { ...state, id }
  const cycle = cycleAt(policy.window, day, businessDay(holder.joinedAt))
  return { ...state, id, cycle, grace: null }
}

function oneStepDown(state: TierState, { tiers }: TierTerms): TierState {
  const below = tiers[rankOf(tiers, state.id) - 1]
  return { ...state, id: below?.id ?? state.id, grace: null }
}

function endCycle(
  state: TierState,
  holder: TierHolder & { growthBuckets: GrowthBucket[] },
  terms: TierTerms,
): TierState {
  const { tiers, policy } = terms
  const { from, to } = state.cycle
  const cycle = cycleAt(policy.window, addDays(to, 1), businessDay(holder.joinedAt))
  const next = { ...state, cycle }
  const rank = rankOf(tiers, state.id)
  if (rank === 0) return next
  const missing = (tiers[rank]?.growth ?? 0) - growthBetween(holder.growthBuckets, from, to)
  if (missing <= 0) return kept(next)
  const until = addDays(to, policy.graceDays)
  if (policy.graceDays === 0) return oneStepDown(next, terms)
  return { ...next, grace: { until: until < cycle.to ? until : cycle.to, missing } }
}

function kept(state: TierState): TierState {
  return withGift({ ...state, grace: null }, state.id, 'kept')
}

function withGift(state: TierState, tier: string, why: OwedGift['why']): TierState {
  const cycle = state.cycle.from
  const isOwed = state.gifts.some((gift) => gift.tier === tier && gift.cycle === cycle)
  return isOwed ? state : { ...state, gifts: [...state.gifts, { tier, cycle, why }] }
}

/** The growth by month of an account that may be from before it was stored. */
export function bucketsOf(holder: TierHolder, day: BusinessDay): readonly GrowthBucket[] {
  return knownBuckets(holder, day, businessDay(holder.joinedAt))
}

/** Growth that counts for reaching a tier today. */
export function countingGrowth(
  holder: TierHolder,
  state: TierState,
  { policy }: TierTerms,
  today: BusinessDay,
): number {
  if (policy.window.kind === 'none') return holder.growth
  const from = countsFrom(policy.window, state.cycle, today)
  return growthBetween(bucketsOf(holder, today), from, today)
}

/** What a change of growth does to its account under a tier policy. */
export function afterGrowth(
  holder: TierHolder,
  change: number,
  terms: TierTerms,
  day: BusinessDay,
): Pick<TierHolder, 'growth' | 'growthBuckets' | 'tier'> {
  const { growth, growthBuckets } = withGrowth(holder, change, day)
  const before = tierStateOn(holder, terms, day)
  const now = { ...holder, growth, growthBuckets }
  const reached = tierFor(terms.tiers, countingGrowth(now, before, terms, day)).id
  return {
    growth,
    growthBuckets,
    tier: moved(withinGrace(before, change), reached, holder, terms, day),
  }
}

function withinGrace(state: TierState, change: number): TierState {
  if (!state.grace) return state
  const missing = state.grace.missing - change
  return missing <= 0 ? kept(state) : { ...state, grace: { ...state.grace, missing } }
}

/**
 * A tier rises immediately, with the gift of every tier on the way; it falls only if all growth
 * counts.
 */
function moved(
  state: TierState,
  reached: string,
  holder: TierHolder,
  { tiers, policy }: TierTerms,
  day: BusinessDay,
): TierState {
  const [from, to] = [rankOf(tiers, state.id), rankOf(tiers, reached)]
  if (to <= from) return policy.window.kind === 'none' ? { ...state, id: reached } : state
  const isRolling = policy.window.kind === 'rolling'
  const joinedOn = businessDay(holder.joinedAt)
  const cycle = isRolling ? cycleAt(policy.window, day, joinedOn) : state.cycle
  const up: TierState = { ...state, id: reached, cycle, grace: null }
  return tiers.slice(from + 1, to + 1).reduce((next, { id }) => withGift(next, id, 'up'), up)
}
