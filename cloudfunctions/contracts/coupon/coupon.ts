import * as v from 'valibot'
import { action } from '../action'
import { AmountFen, Instant, Points } from '../scalars'

export const COUPON_TABS = ['usable', 'used', 'expired'] as const

/** 券面: what a coupon gives. `value` is fen for off and exchange, tenths for a discount (85 = 8.5 折). */
export const CouponFace = v.strictObject({
  kind: v.picklist(['off', 'discount', 'exchange']),
  title: v.string(),
  value: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  floorFen: AmountFen,
  terms: v.string(),
  /** Names of the shops where it is taken; empty means all of them. */
  shopNames: v.array(v.string()),
})

/** 券 in the wallet. */
export const CouponView = v.strictObject({
  couponId: v.string(),
  face: CouponFace,
  state: v.picklist(['usable', 'used', 'expired', 'revoked']),
  issuedAt: Instant,
  startsAt: Instant,
  /** The last millisecond in which it is taken, 23:59:59.999 in Shanghai. */
  expiresAt: Instant,
  used: v.nullable(v.strictObject({ at: Instant, shopName: v.string() })),
  /** What it cost in the mall; null for one that was given. */
  points: v.nullable(Points),
  /** Whether it can be given back for these points. */
  cancellable: v.boolean(),
})

/** 券包: one tab, the earliest end first for usable ones, else newest first. */
export const openWallet = action('coupon.wallet', {
  input: v.strictObject({
    tab: v.picklist(COUPON_TABS),
    /** The cursor of the page before. */
    after: v.optional(v.pipe(v.string(), v.maxLength(200))),
  }),
  output: v.strictObject({
    now: Instant,
    coupons: v.array(CouponView),
    next: v.nullable(v.string()),
  }),
  refusals: [],
})

/** 出示码: the code to hold up at the till; asked again to see that it was taken. */
export const showCoupon = action('coupon.show', {
  input: v.strictObject({ couponId: v.pipe(v.string(), v.minLength(1), v.maxLength(100)) }),
  output: v.strictObject({
    now: Instant,
    coupon: CouponView,
    /** Twelve digits; the QR holds the same text. */
    code: v.string(),
  }),
  refusals: ['COUPON_NOT_FOUND'],
})
