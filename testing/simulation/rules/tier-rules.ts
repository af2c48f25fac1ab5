import { monthEnd, plusDays } from './calendar'
import { gain } from './points'
import type { Programme } from '../programme/programme-shape'
import type { Member, TierState } from '../world/member'
import type { World } from '../world/world'

type Policy = NonNullable<Programme['tierPolicy']>
/** Growth older than this is of no use, even to the longest window. */
const KEPT_MONTHS = 25
/** The only cycle of tiers that count all growth ever. */
const FOR_EVER = { from: '2000-01-01', to: '9999-12-31' }

/** The member's tier on a day, for claims and for the first screen. */
export function standingTier(member: Member, programme: Programme, day: string): string {
  const { tierPolicy: policy } = programme
  if (!policy) return tierOf(programme, member.growth)
  const own = tierOn(member, programme, policy, day).id
  const { manual } = member
  if (!manual || manual.until < day) return own
  const rank = (id: string) => programme.tiers.findIndex((tier) => tier.id === id)
  return rank(manual.id) > rank(own) ? manual.id : own
}

/** Staff give a tier through a day; by this the tier by growth is assessed, too. */
export function giveTier(
  { programme, today }: World,
  member: Member,
  manual: { id: string; until: string },
): void {
  const { tierPolicy: policy } = programme
  if (!policy) return
  member.tier = tierOn(member, programme, policy, today)
  member.manual = manual
}

function tierOf({ tiers }: Programme, growth: number): string {
  return tiers.filter((each) => each.growth <= growth).at(-1)?.id ?? ''
}

/** What happened to a tier until a day, since the last assessment; the member is not changed. */
function tierOn(member: Member, programme: Programme, policy: Policy, day: string): TierState {
  let state = member.tier ?? firstTier(member, programme, policy, day)
  while (day > lastDayOf(state)) {
    if (state.grace) state = { ...state, id: oneBelow(programme, state.id), grace: null }
    else state = nextCycle(member, state, programme, policy)
  }
  return state
}

/** The day after which something happens: the end of the grace, or of the cycle. */
function lastDayOf({ grace, to }: TierState): string {
  return grace?.until ?? to
}

/** Members from before the rules get no welcome gift; their cycle starts at first assessment. */
function firstTier(member: Member, programme: Programme, policy: Policy, day: string): TierState {
  const isNew = member.joinedOn >= policy.since
  const cycle = cycleOf(policy, isNew ? member.joinedOn : day)
  const owed = isNew ? [`${programme.tiers[0]?.id}:${cycle.from}`] : []
  return { id: tierOf(programme, member.growth), ...cycle, grace: null, owed }
}

function cycleOf({ window }: Policy, day: string): { from: string; to: string } {
  if (window.kind === 'none') return FOR_EVER
  if (window.kind === 'rolling') {
    return { from: `${day.slice(0, 7)}-01`, to: monthEnd(day, window.months - 1) }
  }
  return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` }
}

/** Enough growth keeps the tier and brings its gift; else a grace follows, or one tier less. */
function nextCycle(
  member: Member,
  state: TierState,
  programme: Programme,
  policy: Policy,
): TierState {
  const cycle = cycleOf(policy, plusDays(state.to, 1))
  const rank = programme.tiers.findIndex(({ id }) => id === state.id)
  if (rank === 0) return { ...state, ...cycle }
  const missing = growthOf(programme, state.id) - grownIn(member, state.from, state.to)
  if (missing <= 0) return owing({ ...state, ...cycle }, state.id)
  if (policy.graceDays === 0) return { ...state, ...cycle, id: oneBelow(programme, state.id) }
  const until = plusDays(state.to, policy.graceDays)
  return { ...state, ...cycle, grace: { until: until < cycle.to ? until : cycle.to, missing } }
}

function oneBelow({ tiers }: Programme, id: string): string {
  return tiers[tiers.findIndex((tier) => tier.id === id) - 1]?.id ?? id
}

/** One gift for each tier and cycle. */
function owing(state: TierState, tier: string): TierState {
  const gift = `${tier}:${state.from}`
  return { ...state, owed: [...new Set([...state.owed, gift])] }
}

function grownIn({ grown }: Member, from: string, to: string): number {
  let sum = 0
  for (const [day, growth] of grown) if (day >= from && day <= to) sum += growth
  return Math.max(0, sum)
}

/**
 * Growth comes or goes, never below 0. The tier rises immediately; it falls with time, or
 * immediately if all growth counts.
 */
export function grow({ programme, today }: World, member: Member, requested: number): void {
  const change = Math.max(requested, -member.growth)
  const { tierPolicy: policy } = programme
  if (change === 0) return
  const before = policy && tierOn(member, programme, policy, today)
  member.growth += change
  member.grown.set(today, (member.grown.get(today) ?? 0) + change)
  const oldest = monthEnd(today, -KEPT_MONTHS).slice(0, 7)
  for (const day of [...member.grown.keys()]) if (day < oldest) member.grown.delete(day)
  if (before) member.tier = lifted(member, inGrace(before, change), { programme, policy, today })
}

/** What is missing in a grace shrinks with new growth, and rises when growth is taken. */
function inGrace(state: TierState, change: number): TierState {
  if (!state.grace) return state
  const missing = state.grace.missing - change
  if (missing <= 0) return owing({ ...state, grace: null }, state.id)
  return { ...state, grace: { ...state.grace, missing } }
}

/** Every tier on the way up has its gift. A rolling cycle starts again when a tier is reached. */
function lifted(
  member: Member,
  state: TierState,
  { programme, policy, today }: { programme: Programme; policy: Policy; today: string },
): TierState {
  const { window } = policy
  const since = window.kind === 'rolling' ? monthStart(today, window.months - 1) : state.from
  const has = window.kind === 'none' ? member.growth : grownIn(member, since, today)
  if (window.kind === 'none' && has < growthOf(programme, state.id)) {
    return { ...state, id: tierOf(programme, has) }
  }
  const ids = programme.tiers.filter(({ growth }) => growth <= has).map(({ id }) => id)
  const missed = ids.slice(programme.tiers.findIndex(({ id }) => id === state.id) + 1)
  const reached = missed.at(-1)
  if (reached === undefined) return state
  const cycle = window.kind === 'rolling' ? cycleOf(policy, today) : {}
  return missed.reduce(owing, { ...state, ...cycle, id: reached, grace: null })
}

function growthOf({ tiers }: Programme, tier: string): number {
  return tiers.find(({ id }) => id === tier)?.growth ?? 0
}

function monthStart(day: string, monthsBefore: number): string {
  return `${monthEnd(day, -monthsBefore).slice(0, 7)}-01`
}

/** Gifts that a member must get from the next job. */
export function owedGifts({ programme, today }: World, member: Member): string[] {
  const { tierPolicy: policy } = programme
  return policy ? tierOn(member, programme, policy, today).owed : []
}

/**
 * The job assesses a tier and gives each owed gift once forever. Gifts that arise while it runs
 * may wait for the next job: `isGiven` says which were given.
 */
export function lookAtTier(
  { programme, today }: World,
  member: Member,
  isGiven: (gift: string) => boolean,
): void {
  const { tierPolicy: policy, expiry } = programme
  if (!policy) return
  const state = tierOn(member, programme, policy, today)
  const due = state.owed.filter((gift) => !member.gifts.has(gift))
  const given = due.filter(isGiven)
  for (const gift of given) {
    const pack = policy.gifts.find(({ tier }) => gift.startsWith(`${tier}:`))
    if (!pack) continue
    member.gifts.set(gift, pack.points)
    gain(member, pack.points, expiry, today)
  }
  member.tier = { ...state, owed: due.filter((gift) => !given.includes(gift)) }
}
