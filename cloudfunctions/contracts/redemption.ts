import * as v from 'valibot'
import { action } from './action'
import { BusinessDay, Instant, Points, RequestId, Slug, text } from './scalars'

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
  /** Whether the member may cancel it now. */
  cancellable: v.boolean(),
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
    'NOT_ON_SALE_YET',
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

const RedemptionId = v.pipe(v.string(), v.minLength(1), v.maxLength(200))

const Cancellation = v.strictObject({
  redemption: RedemptionView,
  balance: Points,
  /** What is back in the member's lots, each with its old end. */
  restored: Points,
  /** What paid an earlier deficit instead. */
  paidToDeficit: Points,
  /** Points of lots that had ended, and the last day on which they can be spent now. */
  grace: v.nullable(v.strictObject({ points: Points, until: BusinessDay })),
})

/** 取消兑换: points, stock and the limit go back, the coupon is void, all together and once. */
export const cancelRedemption = action('redemption.cancel', {
  input: v.strictObject({
    requestId: RequestId,
    /** Of goods or of a coupon from the mall; a coupon's own id is its redemption's. */
    redemptionId: RedemptionId,
  }),
  output: Cancellation,
  refusals: [
    'REDEMPTION_NOT_FOUND',
    'ALREADY_CANCELLED',
    'ALREADY_FULFILLED',
    'NOT_CANCELLABLE',
    'COUPON_USED',
    'COUPON_EXPIRED',
    'COUPON_REVOKED',
  ],
})

/** 代客取消: also where the reward does not let members cancel, or the coupon has ended. */
export const cancelByStaff = action('redemption.cancelByStaff', {
  input: v.strictObject({
    operator: text('操作人', 30),
    /** The member reads it in the statement. */
    reason: text('取消原因', 60),
    requestId: RequestId,
    redemptionId: RedemptionId,
  }),
  output: Cancellation,
  refusals: [
    'REDEMPTION_NOT_FOUND',
    'ALREADY_CANCELLED',
    'ALREADY_FULFILLED',
    'COUPON_USED',
    'COUPON_REVOKED',
  ],
})
