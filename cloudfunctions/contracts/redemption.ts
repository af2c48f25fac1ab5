import * as v from 'valibot'
import { action } from './action'
import { Instant, Points, RequestId, Slug } from './scalars'

/** 兑换单 as a member sees it. */
export const RedemptionView = v.strictObject({
  redemptionId: v.string(),
  rewardId: Slug,
  name: v.string(),
  picture: v.string(),
  kind: v.picklist(['coupon', 'goods']),
  points: Points,
  state: v.picklist(['placed', 'fulfilled', 'cancelled']),
  placedAt: Instant,
  /** The coupon that came out of it, for a coupon reward. */
  couponId: v.nullable(v.string()),
  /** Where the goods are picked up. */
  shopName: v.nullable(v.string()),
})

/** 兑换: points, stock and the reward move together or not at all. */
export const redeem = action('redemption.redeem', {
  input: v.strictObject({
    requestId: RequestId,
    rewardId: Slug,
    /** What the member saw and agreed to; a changed price is refused, not charged. */
    points: Points,
    /** The shop of collection; needed for goods. */
    shopId: v.optional(Slug),
  }),
  output: v.strictObject({ redemption: RedemptionView, balance: Points }),
  refusals: [
    'REWARD_NOT_FOUND',
    'PRICE_CHANGED',
    'POINTS_SHORT',
    'SOLD_OUT',
    'MEMBER_LIMIT_REACHED',
    'SHOP_NEEDED',
    'SHOP_NOT_FOUND',
  ],
})

/** 兑换记录: goods orders, newest first, bounded. Coupons are in the wallet. */
export const listRedemptions = action('redemption.list', {
  input: v.strictObject({ before: v.optional(Instant) }),
  output: v.strictObject({
    redemptions: v.array(RedemptionView),
    next: v.nullable(Instant),
  }),
  refusals: [],
})
