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
  /** Names of the shops that accept it; empty means all of them. */
  shopNames: v.array(v.string()),
})

/** 券, as the wallet shows it. */
export const CouponView = v.strictObject({
  couponId: v.string(),
  face: CouponFace,
  state: v.picklist(['usable', 'used', 'expired', 'revoked']),
  issuedAt: Instant,
  startsAt: Instant,
  /** The last millisecond in which it is accepted, 23:59:59.999 in Shanghai. */
  expiresAt: Instant,
  used: v.nullable(v.strictObject({ at: Instant, shopName: v.string() })),
  /** The points it cost in the mall; null for one that was a gift. */
  points: v.nullable(Points),
  /** Whether the member can give it back and get these points back. */
  cancellable: v.boolean(),
})

/** 券包: one tab; usable coupons by earliest end, all others newest first. */
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

/** 出示码: the code to show at the till; the phone asks again to see whether it was used. */
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
