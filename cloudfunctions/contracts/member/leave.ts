import * as v from 'valibot'
import { action } from '../action'
import { Count, Empty, Instant, Points, RequestId } from '../scalars'

/** 注销会员: everything that would be lost, before anybody is asked. */
export const openLeave = action('leave.open', {
  input: Empty,
  output: v.strictObject({
    brandName: v.string(),
    pointUnit: v.string(),
    points: Points,
    /** Points of finished orders that have not posted yet. */
    pending: Points,
    coupons: Count,
    /** Goods that were redeemed and not picked up. */
    goods: Count,
    /** Orders whose claim waits for the shop. */
    claims: Count,
    /** Other brands in which the person is a member, and which they leave together. */
    otherBrands: Count,
    phoneMasked: v.nullable(v.string()),
  }),
  refusals: [],
})

/** 注销: what is personal is deleted for good; what moved stays in the sums, with no name to it. */
export const leave = action('leave.leave', {
  input: v.strictObject({
    requestId: RequestId,
    /** What the member was shown and gives up; more than this is never taken without asking. */
    points: Points,
    pending: Points,
  }),
  output: v.strictObject({ leftAt: Instant }),
  refusals: ['MORE_TO_LOSE'],
})
