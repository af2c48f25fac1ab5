import type * as v from 'valibot'
import type { CouponTemplateRules } from '../../contracts/coupon/coupon-template'
import type { OfferView } from '../../contracts/mall/offer-view'
import type { ProgramRules } from '../../contracts/programme/program'
import { takeFromLots, type Lot } from '../account/lot'
import type { OfferTerms } from './offer-terms'

/** What a member pays, since when, or why not. */
export function termsView({
  points,
  fen,
  fullPoints,
  discount,
  campaign,
  opensAt,
  earlyUntil,
  closed,
}: OfferTerms) {
  return { points, fen, fullPoints, discount, campaign, opensAt, earlyUntil, closed }
}

/** 兑换方案, as a member sees it. */
export function offerView(
  terms: OfferTerms,
  {
    rules,
    template,
    lots,
  }: { rules: Pick<ProgramRules, 'tiers'>; template: CouponTemplateRules | undefined; lots: Lot[] },
): v.InferOutput<typeof OfferView> {
  const { offer, told } = terms
  const { tiers, balanceFrom } = offer.audience
  const first = takeFromLots(lots, terms.points).taken[0]
  return {
    offerId: offer.id,
    name: offer.name,
    ...termsView(terms),
    tiers: tiers.flatMap((id) => rules.tiers.find((tier) => tier.id === id)?.name ?? []),
    balanceFrom,
    until: offer.to,
    floorFen: template?.floorFen ?? null,
    limits: told.offer,
    burnsFirst: first ? { points: first.points, on: first.expiresOn } : null,
  }
}
