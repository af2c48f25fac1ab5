import type { Account } from '../account/account'
import { addDays, businessDay, daysBetween, type BusinessDay } from '../business-day'
import { growthBetween } from '../account/growth-bucket'
import type { AfterGrowth } from '../ledger/movement'
import { birthdaysAround, dueBirthday } from './tier-birthday'
import { isForEver } from '../account/tier-cycle'
import { afterGrowth, bucketsOf, rankOf, type TierHolder, type TierTerms } from './tier-state'
import type { TierState } from '../account/account-parts'

/** A date so far away that it never comes. */
const NOTHING_DUE: BusinessDay = '9999-12-31'

/** What keeps a tier: the missing growth, the cycle's end and the last day of its grace. */
export interface Keeping {
  missing: number
  by: BusinessDay
  lastDay: BusinessDay
  /** The cycle is over already, and this is its grace. */
  isGrace: boolean
}

/** Null for the first tier and where tiers have no cycle: neither is ever lost. */
export function keepingOf(
  holder: TierHolder,
  state: TierState,
  { tiers, policy }: TierTerms,
  today: BusinessDay,
): Keeping | null {
  const rank = rankOf(tiers, state.id)
  if (rank <= 0 || isForEver(state.cycle)) return null
  const { grace, cycle } = state
  if (grace) return { missing: grace.missing, by: grace.until, lastDay: grace.until, isGrace: true }
  const has = growthBetween(bucketsOf(holder, today), cycle.from, cycle.to)
  const missing = Math.max(0, (tiers[rank]?.growth ?? 0) - has)
  const lastDay = addDays(cycle.to, policy.graceDays)
  return { missing, by: cycle.to, lastDay, isGrace: false }
}

/** A drop that its member is warned of today, with the nearest step; missed steps are skipped. */
export function dueTierNotice(
  holder: TierHolder,
  state: TierState,
  terms: TierTerms,
  today: BusinessDay,
): (Keeping & { days: number }) | null {
  const keeping = keepingOf(holder, state, terms, today)
  if (!keeping || keeping.missing === 0 || isCovered(state, terms, keeping.lastDay)) return null
  const left = daysBetween(today, keeping.lastDay)
  const steps = terms.policy.noticeDays.filter((days) => days >= left)
  return left < 0 || steps.length === 0 ? null : { ...keeping, days: Math.min(...steps) }
}

/** A tier that staff gave lasts longer than the drop: the member would notice nothing. */
function isCovered({ manual, id }: TierState, { tiers }: TierTerms, lastDay: BusinessDay): boolean {
  return manual !== null && manual.until > lastDay && rankOf(tiers, manual.id) >= rankOf(tiers, id)
}

/** The next day on which the job has something to do about this tier. */
export function nextTierDay(
  account: TierHolder,
  state: TierState,
  terms: TierTerms,
  today: BusinessDay,
): BusinessDay {
  if (state.gifts.length > 0 || dueBirthday(account, state.birthday, today)) return today
  const keeping = keepingOf(account, state, terms, today)
  const days = [state.manual ? addDays(state.manual.until, 1) : NOTHING_DUE]
  // Checked every year, even while no tier has a birthday gift: staff may add one later.
  days.push(birthdaysAround(account.profile?.birthday ?? null, today).next ?? NOTHING_DUE)
  // Rules may get cycles later; until then one check a year is enough.
  if (isForEver(state.cycle)) days.push(`${Number(today.slice(0, 4)) + 1}-01-01`)
  if (keeping) {
    days.push(addDays(keeping.by, 1))
    const steps = terms.policy.noticeDays.map((step) => addDays(keeping.lastDay, -step))
    days.push(...steps)
  }
  return days.filter((day) => day > today).sort()[0] ?? NOTHING_DUE
}

/** The tier changes in the same write as the growth; undefined without tiers to keep. */
export function tierMoves(terms: TierTerms | undefined): AfterGrowth | undefined {
  return terms && ((account, growth, now) => tierAfter(account, growth, terms, businessDay(now)))
}

function tierAfter(
  account: Account,
  change: number,
  terms: TierTerms,
  today: BusinessDay,
): Partial<Account> {
  const after = { ...account, ...afterGrowth(account, change, terms, today) }
  const { growth, growthBuckets, tier } = after
  return { growth, growthBuckets, tier, nextTier: tier && nextTierDay(after, tier, terms, today) }
}
