import * as v from 'valibot'
import { action } from '../action'
import { CouponFace } from './coupon'
import { PICK_UP_REFUSALS, PickUpChecked } from '../mall/hand-over'
import { Instant, RequestId } from '../scalars'

/** What was scanned or typed: twelve digits with or without spaces. */
const CouponCode = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))

const refusals = [
  'OFF_DUTY',
  'CODES_LOCKED',
  'OWN_COUPON',
  'COUPON_CODE_INVALID',
  'COUPON_NOT_FOUND',
  'COUPON_USED',
  'COUPON_EXPIRED',
  'COUPON_NOT_STARTED',
  'COUPON_REVOKED',
  'WRONG_SHOP',
] as const

/** 验券: what this code stands for, a coupon or goods, without using it. */
export const validateCoupon = action('write-off.validate', {
  input: v.strictObject({ code: CouponCode }),
  output: v.union([
    v.strictObject({
      code: v.string(),
      face: CouponFace,
      memberName: v.string(),
      expiresAt: Instant,
    }),
    PickUpChecked,
  ]),
  refusals: [...refusals, ...PICK_UP_REFUSALS],
})

/** 核销: uses a coupon at this shop, once, by this guide. */
export const writeOff = action('write-off.writeOff', {
  input: v.strictObject({ requestId: RequestId, code: CouponCode }),
  output: v.strictObject({
    code: v.string(),
    face: CouponFace,
    memberName: v.string(),
    shopName: v.string(),
    guideName: v.string(),
    writtenOffAt: Instant,
  }),
  refusals,
})
