import * as v from 'valibot'
import { action } from '../action'
import { Count, Empty, Instant, Points, RequestId } from '../scalars'

/** 注销会员: everything that the person would lose, shown before they are asked to confirm. */
export const openLeave = action('leave.open', {
  input: Empty,
  output: v.strictObject({
    brandName: v.string(),
    pointUnit: v.string(),
    points: Points,
    /** Points of finished orders that have not posted yet. */
    pending: Points,
    coupons: Count,
    /** Goods that were redeemed and not picked up yet. */
    goods: Count,
    /** Orders whose claims still wait for the shop: its data, a decision, or the order's finish. */
    claims: Count,
    /** Other brands where the person is a member; they leave those at the same time. */
    otherBrands: Count,
    phoneMasked: v.nullable(v.string()),
  }),
  refusals: [],
})

/** 注销: deletes personal data for good; movements stay in the sums without a name. */
export const leave = action('leave.leave', {
  input: v.strictObject({
    requestId: RequestId,
    /** What the member was shown and agreed to lose; the action never takes more without asking. */
    points: Points,
    pending: Points,
  }),
  output: v.strictObject({ leftAt: Instant }),
  refusals: ['MORE_TO_LOSE'],
})
