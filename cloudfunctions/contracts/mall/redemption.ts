import * as v from 'valibot'
import { action } from '../action'
import { BusinessDay, Instant, Points, reason, RequestId, Slug, text } from '../scalars'
import { staffAction } from '../staff/staff-role'
import { ReservationView } from './reservation'
import { REWARD_KINDS } from './reward-kind'

/** 兑换单, as the member sees it. */
export const RedemptionView = v.strictObject({
  redemptionId: v.string(),
  rewardId: Slug,
  name: v.string(),
  picture: v.string(),
  kind: v.picklist(REWARD_KINDS),
  points: Points,
  state: v.picklist(['placed', 'fulfilled', 'cancelled']),
  placedAt: Instant,
  /** The coupon that it brought, where the reward is a coupon. */
  couponId: v.nullable(v.string()),
  /** Where to pick up the goods. */
  shopName: v.nullable(v.string()),
  /** Whether the member may cancel it now; staff may cancel when the member no longer can. */
  cancellable: v.boolean(),
  /** 取货 of goods; null for anything else. */
  pickUp: v.nullable(
    v.strictObject({
      /** The goods can be picked up until the end of this day, in Shanghai. */
      lastDay: BusinessDay,
      /** The last day has passed without a pick-up: the code is dead until staff give more time. */
      isOver: v.boolean(),
      handedOver: v.nullable(
        v.strictObject({ at: Instant, shopName: v.string(), guideName: v.string() }),
      ),
    }),
  ),
  /** 兑换码 of a pool; null for anything else. */
  poolCode: v.nullable(
    v.strictObject({
      /** When its holder saw it first; from then on nobody can cancel it. */
      shownAt: v.nullable(Instant),
      /** The last day on which it can be used; null where the reward names none. */
      lastDay: v.nullable(BusinessDay),
      howTo: v.string(),
    }),
  ),
})

/** 兑换: points, stock and the reward move together or not at all. */
export const redeem = action('redemption.redeem', {
  input: v.strictObject({
    requestId: RequestId,
    rewardId: Slug,
    /** The offer that the member chose; absent means the only price of a reward without offers. */
    offerId: v.optional(Slug),
    /** The price that the member saw and agreed to; if it has changed, the action is refused. */
    points: Points,
    /** The shop of collection; needed for goods. */
    shopId: v.optional(Slug),
  }),
  output: v.strictObject({ redemption: RedemptionView, balance: Points }),
  refusals: [
    'REWARD_NOT_FOUND',
    'OFFER_GONE',
    'OFFER_NOT_YOURS',
    'OFFER_USED_UP',
    'NOT_ON_SALE_YET',
    'PRICE_CHANGED',
    'POINTS_SHORT',
    'SOLD_OUT',
    'MEMBER_LIMIT_REACHED',
    'SHOP_NEEDED',
    'SHOP_NOT_FOUND',
  ],
})

/** 兑换记录: goods and codes, newest first, bounded. Coupons are in the wallet. */
export const listRedemptions = action('redemption.list', {
  input: v.strictObject({ before: v.optional(Instant) }),
  output: v.strictObject({
    redemptions: v.array(RedemptionView),
    /** What waits for its payment, on the first page: a member who was interrupted finds it again. */
    waiting: v.array(ReservationView),
    next: v.nullable(Instant),
  }),
  refusals: [],
})

const RedemptionId = v.pipe(v.string(), v.minLength(1), v.maxLength(200))

/** 取货码: the code to show in the shop; asked again to see whether the goods were handed over. */
export const showPickUp = action('redemption.showPickUp', {
  input: v.strictObject({ redemptionId: RedemptionId }),
  output: v.strictObject({
    now: Instant,
    redemption: RedemptionView,
    /** Twelve digits, the QR holds the same text; null once handed over, expired or cancelled. */
    code: v.nullable(v.string()),
    shopAddress: v.string(),
  }),
  refusals: ['REDEMPTION_NOT_FOUND'],
})

/** 兑换码: shown to its holder alone. From the first time on the redemption cannot be cancelled. */
export const showPoolCode = action('redemption.showCode', {
  input: v.strictObject({
    redemptionId: RedemptionId,
    /** False only opens the page: a code that was not seen yet stays unseen. */
    reveal: v.boolean(),
  }),
  output: v.strictObject({
    redemption: RedemptionView,
    /** Null until it was revealed once, and after cancelling. */
    code: v.nullable(v.string()),
  }),
  refusals: ['REDEMPTION_NOT_FOUND', 'ALREADY_CANCELLED'],
})

const Cancellation = v.strictObject({
  redemption: RedemptionView,
  balance: Points,
  /** Points that went back into the member's lots, each with its old end. */
  restored: Points,
  /** Points that paid an earlier debt instead of going back into lots. */
  paidToDeficit: Points,
  /** Points of lots that had already ended, and the new last day on which they can be spent. */
  grace: v.nullable(v.strictObject({ points: Points, until: BusinessDay })),
})

/** 取消兑换: points, stock and the limit go back, the coupon is revoked, all together and only once. */
export const cancelRedemption = action('redemption.cancel', {
  input: v.strictObject({
    requestId: RequestId,
    /** Of goods or of a coupon of the mall; a coupon's own id is also its redemption's id. */
    redemptionId: RedemptionId,
  }),
  output: Cancellation,
  refusals: [
    'REDEMPTION_NOT_FOUND',
    'ALREADY_CANCELLED',
    'ALREADY_FULFILLED',
    'NOT_CANCELLABLE',
    'CODE_SHOWN',
    'COUPON_USED',
    'COUPON_EXPIRED',
    'CODE_EXPIRED',
    'COUPON_REVOKED',
  ],
})

/** 代客取消: staff may cancel also where members cannot, or where the coupon has ended. */
export const cancelByStaff = staffAction('redemption.cancelByStaff', {
  roles: ['console', 'points'],
  input: v.strictObject({
    operator: text('操作人', 30),
    /** The member reads it in the statement. */
    reason: reason('取消原因', 60),
    requestId: RequestId,
    redemptionId: RedemptionId,
  }),
  output: Cancellation,
  refusals: [
    'REDEMPTION_NOT_FOUND',
    'ALREADY_CANCELLED',
    'ALREADY_FULFILLED',
    'CODE_SHOWN',
    'COUPON_USED',
    'COUPON_REVOKED',
    'SECOND_PERSON_NEEDED',
    'DAY_LIMIT_REACHED',
  ],
})

/** 取货延期: for goods that were not picked up in time, or that another shop is to hand over. */
export const extendPickUp = staffAction('redemption.extendPickUp', {
  roles: ['console', 'points'],
  input: v.strictObject({
    operator: text('操作人', 30),
    reason: reason('延期原因', 60),
    redemptionId: RedemptionId,
    /** The new last day, today or later. */
    lastDay: BusinessDay,
    shopId: v.optional(Slug),
  }),
  output: v.strictObject({ redemption: RedemptionView }),
  refusals: [
    'REDEMPTION_NOT_FOUND',
    'ALREADY_CANCELLED',
    'ALREADY_FULFILLED',
    'DAY_IS_OVER',
    'SHOP_NOT_FOUND',
  ],
})
