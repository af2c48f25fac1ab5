import type { RewardRules } from '../../contracts/mall/reward'
import { spendable, type Account } from '../account/account'
import type { Counts } from '../account/counts'
import { type BusinessDay, businessDay } from '../business-day'
import { burn, expire } from '../ledger/ledger'
import { countedUp, reachedOf, type OfferLimits, type Taken } from './offer-limit'
import type { OwnTerms } from './offer-terms'
import type { Movement } from '../ledger/movement'
import type { Cancelled } from './cancelled'
import type { FreeSeats, HeldCode } from './pool-seats'

/** 兑换单 of goods or of a code: `<account>:<requestId>`. */
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
  /** Absent on one from before there were offers. */
  taken?: Taken
  /** What was paid in cash besides; absent where nothing was. */
  cash?: Cash
  /** Copied from the reward when it was redeemed: a later edit does not take it away. */
  cancellable: boolean
  cancelled?: Cancelled
  /** 兑换码 of a pool; absent on goods. Nothing of it is picked up in a shop. */
  held?: HeldCode
}

/** 现金 of a redemption: what was paid, and the reservation that it was paid for. */
export interface Cash {
  fen: number
  reservation: string
}

/** 库存: one shard of a reward's stock, `<brand>:<rewardId>:<shard>`. */
export interface StockShard {
  _id: string
  brand: string
  rewardId: string
  left: number
  /** On the first shard: what all members took of offers with a limit over all; else absent. */
  taken?: Record<string, number>
  /** Only where the stock is a pool of codes. */
  seats?: FreeSeats
}

export type RedeemRefusal =
  | 'OFFER_GONE'
  | 'OFFER_NOT_YOURS'
  | 'NOT_ON_SALE_YET'
  | 'PRICE_CHANGED'
  | 'POINTS_SHORT'
  | 'MEMBER_LIMIT_REACHED'

interface Refusal<R extends string> {
  refused: R
  detail: Record<string, number | string>
}

/** Why this member cannot have this offer now, or null. */
export function refuseRedeem(
  account: Account,
  { closed, ...terms }: Pick<OwnTerms, 'closed' | 'opensAt' | 'points' | 'fen'>,
  agreed: { points: number; fen: number },
  now: number,
): Refusal<RedeemRefusal> | null {
  if (closed && closed.why !== 'limit') return refuseClosed(closed)
  if (terms.opensAt !== null) {
    return { refused: 'NOT_ON_SALE_YET', detail: { opensAt: terms.opensAt } }
  }
  if (agreed.points !== terms.points || agreed.fen !== terms.fen) {
    const { points, fen } = terms
    return { refused: 'PRICE_CHANGED', detail: fen > 0 ? { points, fen } : { points } }
  }
  if (closed) return refuseClosed(closed)
  const { points } = spendable(account, businessDay(now))
  if (points < terms.points) {
    return { refused: 'POINTS_SHORT', detail: { short: terms.points - points } }
  }
  return null
}

/** A refusal has its facts in a flat form, and no empty ones. */
function refuseClosed(closed: NonNullable<OwnTerms['closed']>): Refusal<RedeemRefusal> {
  if (closed.why === 'over') return { refused: 'OFFER_GONE', detail: { on: closed.on } }
  if (closed.why === 'tier') {
    return { refused: 'OFFER_NOT_YOURS', detail: { tiers: closed.tiers.join('、') } }
  }
  if (closed.why === 'balance') {
    const { from, to } = closed
    const detail = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }
    return { refused: 'OFFER_NOT_YOURS', detail }
  }
  const { limit, period } = closed
  return { refused: 'MEMBER_LIMIT_REACHED', detail: { limit, period } }
}

/** Why nobody can have one more of this offer in this period, or null. */
export function refuseUsedUp(
  limits: OfferLimits['all'],
  taken: Counts,
): Refusal<'OFFER_USED_UP'> | null {
  const full = reachedOf(limits, taken)
  return full && { refused: 'OFFER_USED_UP', detail: { ...full } }
}

/** The natural key of a redemption's entry: one request burns once. */
export function redeemKey(requestId: string): string {
  return `redeem:${requestId}`
}

/** 兑换: burns the points and counts the reward; the caller takes the stock in the same step. */
export function redeemReward(
  account: Account,
  { name, kind }: Pick<RewardRules, 'name' | 'kind'>,
  { points, taken }: { points: number; taken: Taken },
  {
    expiryVersion,
    ...cause
  }: { requestId: string; ref: string; now: number; ruleVersion: number; expiryVersion: number },
): Movement {
  const start = expire(account, cause.now, expiryVersion)
  const moved = burn(start.account, points, {
    key: redeemKey(cause.requestId),
    source: 'redemption',
    happened: { what: 'redeem', facts: { reward: name, kind } },
    ...cause,
  })
  const redeemed = countedUp(account.redeemed, taken.each, businessDay(cause.now))
  return { account: { ...moved.account, redeemed }, entries: [...start.entries, ...moved.entries] }
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
