import * as v from 'valibot'
import { action } from '../action'
import { BusinessDay, BusinessMonth, Count, Growth, Points, RequestId } from '../scalars'

/** 签到条: the running cycle, as home and the check-in page draw it. */
export const CheckInStrip = v.strictObject({
  today: BusinessDay,
  checkedInToday: v.boolean(),
  /** Days in a row up to today, or up to yesterday while today is still open; 0 after a gap. */
  streakDays: Count,
  cycleDays: Count,
  /** One per day of the running cycle, first day first. */
  days: v.array(
    v.strictObject({
      day: BusinessDay,
      /** Includes the points of the day's milestone. */
      points: Points,
      /** 里程碑: what the day brings besides points. */
      gift: v.nullable(v.strictObject({ growth: Growth, couponTitle: v.nullable(v.string()) })),
      state: v.picklist(['done', 'today', 'ahead']),
    }),
  ),
})

/** What a check-in or a make-up brought besides points. */
const WON = {
  growthEarned: Growth,
  coupons: v.array(v.strictObject({ couponId: v.string(), title: v.string() })),
  /** The daily cap that was reached, and how many points it kept back. */
  cap: v.nullable(v.strictObject({ limit: Points, missed: Points })),
}

/** 签到页: the strip and the days checked in during a month. */
export const openCheckIn = action('check-in.open', {
  input: v.strictObject({ month: v.optional(BusinessMonth) }),
  output: v.strictObject({
    strip: CheckInStrip,
    month: BusinessMonth,
    /** The oldest month whose check-in days are still known. */
    firstMonth: BusinessMonth,
    /** Days of the month, 1 to 31, that were checked in. */
    checkedDays: v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(31))),
    joined: v.boolean(),
    /** 当月累计: each step with its points, and whether it was reached. */
    monthly: v.array(
      v.strictObject({
        days: Count,
        points: Points,
        reached: v.boolean(),
        gift: v.nullable(v.strictObject({ growth: Growth, couponTitle: v.nullable(v.string()) })),
      }),
    ),
    /** 补签: what a missed day costs and how many are left this month; null where not offered. */
    makeUp: v.nullable(
      v.strictObject({
        cost: Points,
        left: Count,
        withinDays: Count,
        /** Days that can be made up, newest first, each with the streak that it would give. */
        days: v.array(v.strictObject({ day: BusinessDay, streakDays: Count })),
      }),
    ),
  }),
  refusals: [],
})

/** 签到: once per member and business day. */
export const checkIn = action('check-in.checkIn', {
  input: v.strictObject({ requestId: RequestId }),
  output: v.strictObject({
    day: BusinessDay,
    earned: Points,
    /** Points for a step of the monthly ladder, 0 on most days. */
    monthlyEarned: Points,
    ...WON,
    streakDays: Count,
    balance: Points,
    /** Points of this reward that paid an earlier debt. */
    paidToDeficit: Points,
    strip: CheckInStrip,
  }),
  refusals: ['ALREADY_CHECKED_IN'],
})

/** 补签: a missed day counts for the streak, for points, a few times a month. */
export const makeUp = action('check-in.makeUp', {
  input: v.strictObject({ requestId: RequestId, day: BusinessDay }),
  output: v.strictObject({
    day: BusinessDay,
    cost: Points,
    /** Points for a monthly step that was reached through this day. */
    monthlyEarned: Points,
    ...WON,
    streakDays: Count,
    balance: Points,
    strip: CheckInStrip,
  }),
  refusals: [
    'MAKE_UP_NOT_OFFERED',
    'DAY_NOT_MISSED',
    'MAKE_UP_TOO_LATE',
    'MAKE_UP_LIMIT_REACHED',
    'POINTS_SHORT',
  ],
})
