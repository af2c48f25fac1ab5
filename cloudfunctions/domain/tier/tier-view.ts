import type { OutputOf } from '../../contracts/action'
import type { ProgramRules } from '../../contracts/programme/program'
import type { openTier } from '../../contracts/tier/tier'
import type { Account } from '../account/account'
import { endOfMonthAfter, startOfMonthBefore, type BusinessDay } from '../business-day'
import { growthBetween } from '../account/growth-bucket'
import { standingOf, tierTermsOf } from './tier-standing'
import { bucketsOf, tierStateOn, type TierTerms } from './tier-state'

type View = OutputOf<typeof openTier>

/** 我的等级, as its member sees it. */
export function tierView(
  account: Account,
  rules: ProgramRules,
  titleOf: (template: string) => string,
  today: BusinessDay,
): View {
  const terms = tierTermsOf(rules)
  const { id, name, growth, next, keep, manual } = standingOf(account, rules.tiers, terms, today)
  return {
    today,
    tier: { id, name },
    growth,
    next,
    keep,
    graceDays: terms?.policy.graceDays ?? 0,
    manual: manual && { until: manual.until, reason: manual.reason },
    window: windowOf(account, terms, today),
    leaving: terms ? leavingOf(account, terms, growth, today) : null,
    earning: rules.growth,
    tiers: rules.tiers.map((tier) => ({ ...tier, benefits: benefitsOf(tier.id, rules, titleOf) })),
  }
}

function windowOf(
  account: Account,
  terms: ReturnType<typeof tierTermsOf>,
  today: BusinessDay,
): View['window'] {
  if (!terms || terms.policy.window.kind === 'none') return { kind: 'none' }
  return { ...terms.policy.window, until: tierStateOn(account, terms, today).cycle.to }
}

/** In a rolling window the oldest month stops counting when this month is over. */
function leavingOf(
  account: Account,
  { policy: { window } }: TierTerms,
  growth: number,
  today: BusinessDay,
): View['leaving'] {
  if (window.kind !== 'rolling') return null
  const oldest = startOfMonthBefore(today, window.months - 1)
  const buckets = bucketsOf(account, today)
  const leaving = growthBetween(buckets, oldest, endOfMonthAfter(oldest, 0))
  if (leaving === 0) return null
  const rest = Math.max(0, growth - leaving)
  return { growth: leaving, after: endOfMonthAfter(today, 0), rest }
}

function benefitsOf(
  tier: string,
  { tierPolicy, earn }: ProgramRules,
  titleOf: (template: string) => string,
): View['tiers'][number]['benefits'] {
  const found = tierPolicy?.benefits.find((each) => each.tier === tier)
  const gift = tierPolicy?.gifts.find((each) => each.tier === tier)
  const shown = (pack: { points: number; coupon: string | null } | null | undefined) =>
    pack
      ? { points: pack.points, couponTitle: pack.coupon === null ? null : titleOf(pack.coupon) }
      : null
  return {
    discountPercent: found?.discountPercent ?? null,
    multiplierPercent: earn.tierMultipliers.find((each) => each.tier === tier)?.percent ?? null,
    birthday: shown(found?.birthday),
    earlyHours: found?.earlyHours ?? 0,
    words: found?.words ?? [],
    gift: shown(gift),
  }
}
