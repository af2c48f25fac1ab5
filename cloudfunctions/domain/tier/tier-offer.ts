import type { ProgramRules } from '../../contracts/programme/program'
import type { Account } from '../account/account'
import { businessDay, instantOf } from '../business-day'
import { standingOf, tierTermsOf } from './tier-standing'

type TierSettings = Pick<ProgramRules, 'tiers' | 'tierPolicy'>

const HOUR_MS = 3_600_000

/** A price of the mall, before the benefits of a tier. */
export interface Listed {
  points: number
  saleFrom: string | null
  tierDiscount: boolean
}

/** 等级权益 in the mall: what a price is for this member, and since when they can redeem it. */
export interface TierOffer {
  /** The points that this member pays. */
  points: number
  /** The points without a discount. */
  fullPoints: number
  /** The tier that pays less, and how much of the points in percent; null without a discount. */
  discount: { tier: string; percent: number } | null
  /** When this member may redeem it; null once they may. */
  opensAt: number | null
  /** 提前购: when all others may redeem it; null for members without this benefit. */
  earlyUntil: number | null
}

/** A visitor, or a tier without the benefit, sees the reward as everybody does. */
export function offerTo(
  account: Account | null,
  reward: Listed,
  rules: TierSettings,
  now: number,
): TierOffer {
  const benefits = benefitsOf(account, rules, now)
  const percent = (reward.tierDiscount ? benefits?.discountPercent : null) ?? 100
  const opening = reward.saleFrom === null ? 0 : instantOf(reward.saleFrom)
  const own = opening - (benefits?.earlyHours ?? 0) * HOUR_MS
  return {
    points: discounted(reward.points, percent),
    fullPoints: reward.points,
    discount: benefits && percent < 100 ? { tier: benefits.name, percent } : null,
    opensAt: own > now ? own : null,
    earlyUntil: own <= now && now < opening ? opening : null,
  }
}

/** Rounded up to a whole point, in favour of the brand. */
function discounted(points: number, percent: number): number {
  return Math.ceil((points * percent) / 100)
}

function benefitsOf(account: Account | null, rules: TierSettings, now: number) {
  const terms = tierTermsOf(rules)
  if (!account || !terms) return null
  const { id, name } = standingOf(account, rules.tiers, terms, businessDay(now))
  const own = terms.policy.benefits.find(({ tier }) => tier === id)
  return own ? { ...own, name } : null
}
