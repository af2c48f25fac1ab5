import * as v from 'valibot'
import { action } from '../action'
import { BusinessDay, Count, Empty, Growth, Points, reason, text } from '../scalars'
import { staffAction } from '../staff/staff-role'

/** 等级权益 as the page shows them. */
const BenefitsView = v.strictObject({
  discountPercent: v.nullable(Count),
  /** The multiplier of points, in percent. */
  multiplierPercent: v.nullable(Count),
  birthday: v.nullable(v.strictObject({ points: Points, couponTitle: v.nullable(v.string()) })),
  earlyHours: Count,
  words: v.array(v.string()),
  /** What reaching or keeping the tier brings. */
  gift: v.nullable(v.strictObject({ points: Points, couponTitle: v.nullable(v.string()) })),
})

/** 我的等级: where the member stands, what is missing for the next one and for this one, until when. */
export const openTier = action('tier.open', {
  input: Empty,
  output: v.strictObject({
    today: BusinessDay,
    tier: v.strictObject({ id: v.string(), name: v.string() }),
    /** Growth that counts now: of all time, or of the window. */
    growth: Growth,
    window: v.variant('kind', [
      v.strictObject({ kind: v.literal('none') }),
      v.strictObject({ kind: v.picklist(['calendarYear', 'anniversary']), until: BusinessDay }),
      v.strictObject({ kind: v.literal('rolling'), months: Count, until: BusinessDay }),
    ]),
    next: v.nullable(v.strictObject({ name: v.string(), growth: Growth, missing: Growth })),
    /** Null where this tier is never lost. */
    keep: v.nullable(
      v.strictObject({
        missing: Growth,
        by: BusinessDay,
        /** The last day of the grace; on the day after it the tier falls by one step. */
        lastDay: BusinessDay,
        /** The cycle has ended, and this is its grace. */
        isGrace: v.boolean(),
      }),
    ),
    /** In a rolling window: growth that stops counting after the last day of this month. */
    leaving: v.nullable(v.strictObject({ growth: Growth, after: BusinessDay, rest: Growth })),
    /** A tier that staff gave, while it is above the tier by growth: its last day, and why. */
    manual: v.nullable(v.strictObject({ until: BusinessDay, reason: v.string() })),
    /** 宽限: for this many days after the cycle, growth still keeps the tier. */
    graceDays: Count,
    /** 成长值: `growth` for every `perFen` fen spent. */
    earning: v.strictObject({ growth: Growth, perFen: Count }),
    tiers: v.array(
      v.strictObject({
        id: v.string(),
        name: v.string(),
        growth: Growth,
        benefits: BenefitsView,
      }),
    ),
  }),
  refusals: [],
})

/** 手工定级: at least this tier through a day; given again with today's date, it ends tonight. */
export const setManualTier = staffAction('tier.setManual', {
  roles: ['console', 'points'],
  input: v.strictObject({
    operator: text('操作人', 30),
    reason: reason('原因', 60),
    memberId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    tier: text('等级编号', 40),
    until: v.pipe(v.string('结束日期要填文字'), v.isoDate('结束日期要写成 2027-06-30')),
  }),
  output: v.strictObject({ tier: v.string(), until: BusinessDay }),
  refusals: ['MEMBER_NOT_FOUND', 'TIER_NOT_FOUND', 'NO_TIER_POLICY', 'DAY_OVER'],
})
