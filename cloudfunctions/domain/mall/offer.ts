import { STANDARD_OFFER, type OfferRules } from '../../contracts/mall/offer'
import type { RewardRules } from '../../contracts/mall/reward'
import type { BusinessDay } from '../business-day'

type Offer = OfferRules

/**
 * 兑换方案 of a reward. A reward with one price is one offer without conditions: what most shops
 * write, and what all of them wrote before there were offers.
 */
export function offersOf(reward: RewardRules): Offer[] {
  const { offers, points, couponTemplate, tierDiscount } = reward
  if (offers.length > 0) {
    return offers.map((each) => ({
      ...each,
      couponTemplate: each.couponTemplate ?? couponTemplate,
    }))
  }
  if (points === null) return []
  const open = { from: null, to: null, campaigns: [], limits: [] }
  const audience = { tiers: [], balanceFrom: null, balanceTo: null }
  const plain = { id: STANDARD_OFFER, name: '', ...open, audience }
  return [{ ...plain, price: { points, fen: 0 }, tierDiscount, couponTemplate }]
}

/** Whether anybody could say what it costs; a stored reward without a price cannot be read. */
export function hasPrice(reward: unknown): boolean {
  const { points, offers } = reward as Partial<RewardRules>
  return typeof points === 'number' || (Array.isArray(offers) && offers.length > 0)
}

/** A span of days, both ends included; null is open. */
export interface Days {
  from: BusinessDay | null
  to: BusinessDay | null
}

export function covers({ from, to }: Days, day: BusinessDay): boolean {
  return (from === null || from <= day) && (to === null || day <= to)
}

/** 活动价 of a day, or null where it has its usual price. */
export function campaignOn(
  { campaigns }: Offer,
  day: BusinessDay,
): Offer['campaigns'][number] | null {
  return campaigns.find((each) => covers(each, day)) ?? null
}

/** The price of a day without the discount of a tier, or null on a day without this offer. */
export function priceOn(offer: Offer, day: BusinessDay): Offer['price'] | null {
  if (!covers(offer, day)) return null
  return (campaignOn(offer, day) ?? offer).price
}
