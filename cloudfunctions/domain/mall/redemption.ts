import type { RewardRules } from '../../contracts/mall/reward'
import { spendable, type Account } from '../account/account'
import { type BusinessDay, businessDay } from '../business-day'
import { countOf, withCount } from '../account/counts'
import { burn, expire } from '../ledger/ledger'
import type { Offer } from '../tier/tier-offer'
import type { Movement } from '../ledger/movement'
import type { Cancelled } from './cancelled'

/** 兑换单 of goods: `<account>:<requestId>`. */
export interface Redemption extends PickUp {
  _id: string
  brand: string
  account: string
  memberName: string
  requestId: string
  inputHash: string
  rewardId: string
  name: string
  picture: string
  points: number
  state: 'placed' | 'fulfilled' | 'cancelled'
  placedAt: number
  shopId: string
  shopName: string
  /** The shard of the stock that it came from. */
  shard: number
  /** Copied from the reward when it was redeemed: a later edit does not take it away. */
  cancellable: boolean
  cancelled?: Cancelled
}

/** 库存: one shard of a reward's stock, `<brand>:<rewardId>:<shard>`. */
export interface StockShard {
  _id: string
  brand: string
  rewardId: string
  left: number
}

export type RedeemRefusal =
  'NOT_ON_SALE_YET' | 'PRICE_CHANGED' | 'POINTS_SHORT' | 'MEMBER_LIMIT_REACHED'

/** Why this member cannot have this reward now, or null; stock is checked elsewhere. */
export function refuseRedeem(
  account: Account,
  rewardId: string,
  { reward, offer }: { reward: RewardRules; offer: Offer },
  agreedPoints: number,
  now: number,
): { refused: RedeemRefusal; detail: Record<string, number> } | null {
  if (offer.opensAt !== null) {
    return { refused: 'NOT_ON_SALE_YET', detail: { opensAt: offer.opensAt } }
  }
  if (agreedPoints !== offer.points) {
    return { refused: 'PRICE_CHANGED', detail: { points: offer.points } }
  }
  const had = countOf(account.redeemed, rewardId)
  if (reward.perMember !== null && had >= reward.perMember) {
    return { refused: 'MEMBER_LIMIT_REACHED', detail: { limit: reward.perMember } }
  }
  const { points } = spendable(account, businessDay(now))
  if (points < offer.points) {
    return { refused: 'POINTS_SHORT', detail: { short: offer.points - points } }
  }
  return null
}

/** The natural key of a redemption's entry: one request burns once. */
export function redeemKey(requestId: string): string {
  return `redeem:${requestId}`
}

/** 兑换: burns the points and counts the reward; the caller takes the stock in the same step. */
export function redeemReward(
  account: Account,
  rewardId: string,
  { reward, offer }: { reward: RewardRules; offer: Offer },
  {
    expiryVersion,
    ...cause
  }: { requestId: string; ref: string; now: number; ruleVersion: number; expiryVersion: number },
): Movement {
  const start = expire(account, cause.now, expiryVersion)
  const moved = burn(start.account, offer.points, {
    key: redeemKey(cause.requestId),
    source: 'redemption',
    happened: { what: 'redeem', facts: { reward: reward.name, kind: reward.kind } },
    ...cause,
  })
  const had = countOf(account.redeemed, rewardId)
  return {
    account: { ...moved.account, redeemed: withCount(account.redeemed, rewardId, had + 1) },
    entries: [...start.entries, ...moved.entries],
  }
}

/** 交货: which guide gave the goods to the member, and where. */
export interface HandedOver {
  requestId: string
  at: number
  businessDay: BusinessDay
  shopId: string
  shopName: string
  guideId: string
  guideName: string
}

/** What a redemption of goods stores until they are picked up. */
export interface PickUp {
  /** Keyed digest of the code, so that a copy of the database reveals no code that works. */
  pickUpKey: string
  /** The last day on which they can be picked up, in Shanghai. */
  lastDay: BusinessDay
  /** On this day the shop is alerted that nobody came; after the alert a day that never comes. */
  dueOn: BusinessDay
  /** Its own id until the hand-over, then the guide's request: one request hands over one thing. */
  handOverRequest: string
  handedOver: HandedOver | null
  /** Staff gave more time, or chose another shop. */
  extended?: { operator: string; reason: string; at: number }
}
