import type { Limit, Offer, Reward } from '../programme/programme-shape'
import type { Member } from '../world/member'
import type { Redeemed } from '../world/redeemed'
import type { World } from '../world/world'
import { dayDistance, plusDays } from './calendar'
import { spendableOf } from './points'
import { standingTier } from './tier-rules'

/** The prices of a reward; one that has just a price has no id. */
export function offersOf({ points, offers, couponTemplate = '' }: Reward): Offer[] {
  if (offers.length > 0) {
    return offers.map((each) => ({
      ...each,
      couponTemplate: each.couponTemplate ?? couponTemplate,
    }))
  }
  if (points === null) return []
  const open = { from: null, to: null, campaigns: [], limits: [] }
  const audience = { tiers: [], balanceFrom: 0, balanceTo: Infinity }
  return [{ id: '', price: { points, fen: 0 }, couponTemplate, audience, ...open }]
}

/** What an offer costs on a day. */
export function priceOn({ price, campaigns }: Offer, day: string): Offer['price'] {
  const now = campaigns.find(({ from, to }) => from <= day && day <= to)
  return (now ?? { price }).price
}

/** Why this member may not have the offer today, before the price is looked at. */
export function refuseAudience(
  { today, programme }: World,
  member: Member,
  { to, audience }: Offer,
): string | null {
  if (to !== null && today > to) return 'OFFER_GONE'
  const { tiers, balanceFrom, balanceTo } = audience
  const tier = standingTier(member, programme, today)
  if (tiers.length > 0 && !tiers.includes(tier)) return 'OFFER_NOT_YOURS'
  const has = spendableOf(member, today)
  return has < balanceFrom || has > balanceTo ? 'OFFER_NOT_YOURS' : null
}

interface Wish {
  id: string
  reward: Reward
  offer: Offer
  who: string
  tier: string
}

/** Whether the member has had as many as a limit of their tier allows. */
export function isFull(world: World, { id, reward, offer, who, tier }: Wish): boolean {
  const own = kept(world, id).filter((each) => each.who === who)
  if (reward.perMember !== null && own.length >= reward.perMember) return true
  return limitsOf(reward, offer).some(({ limit, ofOffer }) => {
    if (limit.who !== 'each' || !fits(limit, tier)) return false
    return count(own, limit, ofOffer, world.today) >= limit.count
  })
}

/** Whether all members together have had as many. */
export function isUsedUp(world: World, { id, reward, offer, tier }: Wish): boolean {
  return limitsOf(reward, offer).some(({ limit, ofOffer }) => {
    if (limit.who !== 'all' || !fits(limit, tier)) return false
    const counted = kept(world, id).filter((each) => fits(limit, each.tier))
    return count(counted, limit, ofOffer, world.today) >= limit.count
  })
}

type Counted = Pick<Redeemed, 'who' | 'offer' | 'on' | 'tier'>

/** What was redeemed of a reward and not cancelled, and what waits for its payment. */
function kept({ redeemed, held }: World, id: string): Counted[] {
  return [
    ...redeemed.filter(({ reward, cancelled }) => reward === id && cancelled === null),
    ...[...held.values()].filter(({ reward, state }) => reward === id && state === 'reserved'),
  ]
}

function limitsOf(reward: Reward, offer: Offer) {
  return [
    ...reward.limits.map((limit) => ({ limit, ofOffer: null })),
    ...offer.limits.map((limit) => ({ limit, ofOffer: offer.id })),
  ]
}

const fits = ({ tiers }: Limit, tier: string) => tiers.length === 0 || tiers.includes(tier)

function count(
  made: readonly Counted[],
  { period }: Limit,
  ofOffer: string | null,
  today: string,
): number {
  const since = beginOf(period, today)
  return made.filter(({ offer, on }) => (ofOffer === null || offer === ofOffer) && on >= since)
    .length
}

/** A Monday before all lives. */
const A_MONDAY = '2018-01-01'

function beginOf(period: Limit['period'], today: string): string {
  if (period === 'ever') return ''
  if (period === 'day') return today
  if (period === 'month') return `${today.slice(0, 7)}-01`
  return plusDays(today, -(dayDistance(A_MONDAY, today) % 7))
}
