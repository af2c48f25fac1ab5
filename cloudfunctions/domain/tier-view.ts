import type { OutputOf } from '../contracts/action'
import type { ProgramRules } from '../contracts/program'
import type { openTier } from '../contracts/tier'
import type { Account } from './account'
import type { BusinessDay } from './business-day'
import { standingOf, tierTermsOf } from './tier-standing'
import { tierStateOn } from './tier-state'

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
    ...{ tier: { id, name }, growth, next, keep, manualUntil: manual?.until ?? null },
    window: windowOf(account, terms, today),
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
