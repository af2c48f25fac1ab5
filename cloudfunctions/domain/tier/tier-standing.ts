import type { TierPolicy } from '../../contracts/tier/tier-settings'
import type { BusinessDay } from '../business-day'
import { tierFor, type TierRule } from './tier'
import { keepingOf, type Keeping } from './tier-due'
import { countingGrowth, rankOf, tierStateOn, type TierHolder, type TierTerms } from './tier-state'
import type { ManualTier } from '../account/account-parts'

export interface Standing {
  id: string
  name: string
  /** Growth that counts for the next tier: of all time, or of the window. */
  growth: number
  next: { name: string; growth: number; missing: number } | null
  /** Null where nothing is ever lost: in the first tier, and without cycles. */
  keep: Keeping | null
  /** Given by staff, while it is above the tier by growth. */
  manual: ManualTier | null
}

/** What tiers need of a programme; undefined where it has no policy and works as it always did. */
export function tierTermsOf(rules: {
  tiers: readonly TierRule[]
  tierPolicy: TierPolicy | null
}): TierTerms | undefined {
  return rules.tierPolicy ? { tiers: rules.tiers, policy: rules.tierPolicy } : undefined
}

/** A member's tier today, what is missing for the next one, and what keeps this one. */
export function standingOf(
  holder: TierHolder,
  tiers: readonly TierRule[],
  terms: TierTerms | undefined,
  today: BusinessDay,
): Standing {
  if (!terms) return { ...tierFor(tiers, holder.growth), keep: null, manual: null }
  const state = tierStateOn(holder, terms, today)
  const growth = countingGrowth(holder, state, terms, today)
  const manual = state.manual && state.manual.until >= today ? state.manual : null
  const own = rankOf(tiers, state.id)
  const given = manual ? rankOf(tiers, manual.id) : -1
  const rank = Math.max(own, given, 0)
  const [tier, next] = [tiers[rank], tiers[rank + 1]]
  return {
    id: tier?.id ?? '',
    name: tier?.name ?? '',
    growth,
    next: next ? nextOf(next, growth) : null,
    keep: given > own ? null : keepingOf(holder, state, terms, today),
    manual: given > own ? manual : null,
  }
}

function nextOf({ name, growth }: TierRule, has: number) {
  return { name, growth, missing: Math.max(0, growth - has) }
}
