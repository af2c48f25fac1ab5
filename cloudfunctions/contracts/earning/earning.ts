import * as v from 'valibot'
import { ChannelId } from '../claim/claim'
import { MonthDay } from '../member/profile'
import { AmountFen, BusinessDay, Points, PointsChange, Slug, text } from '../scalars'
import { staffAction } from '../staff/staff-role'

/** 积分试算: how many points this cart brings for this tier and day, and why. Writes nothing. */
export const simulateEarning = staffAction('earning.simulate', {
  roles: ['console', 'rules'],
  input: v.strictObject({
    operator: text('操作人', 30),
    channel: ChannelId,
    /** Simulates for this member, with their tier, birthday and points earned today. */
    memberId: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
    /** For an imagined buyer: without these, the first tier and no birthday. */
    tier: v.optional(Slug),
    birthday: v.optional(MonthDay),
    boughtOn: v.optional(BusinessDay),
    refundedFen: v.optional(AmountFen, 0),
    items: v.pipe(
      v.array(v.strictObject({ title: text('商品', 100), paidFen: AmountFen })),
      v.minLength(1, '至少要填一件商品'),
      v.maxLength(50),
    ),
  }),
  output: v.strictObject({
    points: Points,
    /** Line by line; the lines add up to the points. */
    receipt: v.array(v.strictObject({ label: v.string(), points: PointsChange })),
    ruleVersion: v.number(),
  }),
  refusals: ['MEMBER_NOT_FOUND', 'TIER_NOT_FOUND', 'REFUND_TOO_LARGE'],
})
