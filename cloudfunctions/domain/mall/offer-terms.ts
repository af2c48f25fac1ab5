import type { OfferRules } from '../../contracts/mall/offer'
import type { ProgramRules } from '../../contracts/programme/program'
import type { RewardRules } from '../../contracts/mall/reward'
import { spendable, type Account } from '../account/account'
import type { Counts } from '../account/counts'
import { businessDay, startOfDay, type BusinessDay } from '../business-day'
import { offerTo, type TierOffer } from '../tier/tier-offer'
import { standingOf, tierTermsOf } from '../tier/tier-standing'
import { campaignOn, covers, offersOf, priceOn } from './offer'
import {
  isOfTier,
  limitsFor,
  limitsOfMember,
  reachedOf,
  type OfferLimits,
  type Reached,
} from './offer-limit'

/** Why a member cannot have an offer, whatever their points are. */
type OwnClosed =
  | { why: 'over'; on: BusinessDay }
  | { why: 'tier'; tiers: string[] }
  | { why: 'balance'; from: number | null; to: number | null }
  | ({ why: 'limit' } & Reached)
type Closed = OwnClosed | ({ why: 'usedUp' } & Reached)

/** 兑换方案 as one member meets it now: a price, since when, how often, or why not. */
export interface OfferTerms extends Omit<OwnTerms, 'closed'> {
  closed: Closed | null
}

/** The same without what all members together have taken. */
export interface OwnTerms extends TierOffer {
  /** The cash that is paid besides the points. */
  fen: number
  offer: OfferRules
  /** The campaign whose price it is. */
  campaign: { name: string; to: BusinessDay } | null
  limits: OfferLimits
  /** What this member reads about the limits of the offer, and of the whole reward. */
  told: Record<'offer' | 'reward', ReturnType<typeof limitsOfMember>>
  closed: OwnClosed | null
}

/** What decides about offers. */
export interface OfferScene {
  rewardId: string
  reward: RewardRules
  /** Null for a visitor, who is met like a new member. */
  account: Account | null
  /** What all members together have taken, by the keys of limits. */
  taken: Counts
  rules: Pick<ProgramRules, 'tiers' | 'tierPolicy'>
  now: number
}

/** Every offer of a reward for this member, in the order in which staff wrote them. */
export function offersFor(scene: OfferScene): OfferTerms[] {
  const { taken } = scene
  return offersOf(scene.reward).map((offer) => {
    const terms = termsOf(offer, scene)
    const usedUp = reachedOf(terms.limits.all, taken)
    const closed = terms.closed ?? (usedUp && { why: 'usedUp', ...usedUp })
    return { ...terms, closed }
  })
}

/** One offer, as far as the member alone decides. */
export function termsOf(offer: OfferRules, scene: Omit<OfferScene, 'taken'>): OwnTerms {
  const { rewardId, reward, account, rules, now } = scene
  const today = businessDay(now)
  const tier = () => tierOf(account, rules, today)
  const limits = limitsFor(rewardId, reward, offer, tier, today)
  const { points, fen } = priceOn(offer, today) ?? offer.price
  const listed = { points, saleFrom: reward.saleFrom, tierDiscount: offer.tierDiscount }
  const own = offerTo(account, listed, rules, now)
  const starts = offer.from !== null && offer.from > today ? startOfDay(offer.from) : null
  const { name, to } = campaignOn(offer, today) ?? {}
  return {
    ...own,
    fen,
    fullPoints: offer.price.points,
    opensAt: starts === null ? own.opensAt : Math.max(starts, own.opensAt ?? 0),
    offer,
    campaign: name !== undefined && to !== undefined ? { name, to } : null,
    limits,
    told: {
      offer: limitsOfMember(offer.limits, tier),
      reward: limitsOfMember(reward.limits, tier),
    },
    closed: closedTo(offer, limits, tier, scene),
  }
}

function closedTo(
  offer: OfferRules,
  limits: OfferLimits,
  tier: () => string,
  { account, rules, now }: Omit<OfferScene, 'taken'>,
): OwnClosed | null {
  const today = businessDay(now)
  const { audience } = offer
  if (offer.to !== null && !covers({ from: null, to: offer.to }, today)) {
    return { why: 'over', on: offer.to }
  }
  if (!isOfTier(audience, tier)) {
    const named = rules.tiers.filter(({ id }) => audience.tiers.includes(id))
    return { why: 'tier', tiers: named.map(({ name }) => name) }
  }
  const { balanceFrom: from, balanceTo: to } = audience
  const points = account ? spendable(account, today).points : 0
  if (points < (from ?? 0) || points > (to ?? Infinity)) return { why: 'balance', from, to }
  const own = limits.each.filter((limit) => isOfTier(limit, tier))
  const reached = reachedOf(own, account?.redeemed ?? {})
  return reached && { why: 'limit', ...reached }
}

/** Asked only where a tier decides: a brand whose tiers cannot be read sells all other offers. */
function tierOf(account: Account | null, rules: OfferScene['rules'], today: BusinessDay): string {
  if (!account) return rules.tiers[0]?.id ?? ''
  return standingOf(account, rules.tiers, tierTermsOf(rules), today).id
}

/** Whether this member can redeem it now; `points` is their balance. */
export function isReachable({ closed, opensAt, points }: OfferTerms, balance: number): boolean {
  return closed === null && opensAt === null && points <= balance
}

/** The offer that a member is shown first: in reach, or nearest to it; null if all have ended. */
export function bestOffer(offers: readonly OfferTerms[], balance: number): OfferTerms | null {
  const inReach = offers.find((each) => isReachable(each, balance))
  if (inReach) return inReach
  const rest = offers.filter(({ closed }) => closed?.why !== 'over')
  const mine = rest.filter(({ closed }) => closed === null)
  const cheapest = [...mine].sort((a, b) => a.points - b.points)
  // What is on sale already comes before what is cheaper later.
  const nearest = cheapest.find(({ opensAt }) => opensAt === null) ?? cheapest[0]
  return nearest ?? rest[0] ?? null
}
