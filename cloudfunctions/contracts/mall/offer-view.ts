import * as v from 'valibot'
import { AmountFen, BusinessDay, Count, Instant, Points, Slug } from '../scalars'

/** 限兑周期: a business day, a week from Monday, a month of the calendar, or all time. */
export const Period = v.picklist(
  ['day', 'week', 'month', 'ever'],
  '周期只能填 day（每天）、week（每周，周一起）、month（每月）或 ever（一共）',
)

const reached = { limit: Count, period: Period }

/** Why a member cannot have an offer now, whatever their points are. */
const Closed = v.variant('why', [
  v.strictObject({ why: v.literal('over'), on: BusinessDay }),
  v.strictObject({ why: v.literal('tier'), tiers: v.array(v.string()) }),
  v.strictObject({
    why: v.literal('balance'),
    from: v.nullable(Points),
    to: v.nullable(Points),
  }),
  v.strictObject({ why: v.literal('limit'), ...reached }),
  v.strictObject({ why: v.literal('usedUp'), ...reached }),
])

/** What this member pays, since when, or why not: of one offer, and of a reward's best one. */
export const offerTerms = {
  /** The points that this member pays. */
  points: Points,
  /** The cash that is paid besides. */
  fen: AmountFen,
  /** The points without a campaign and without the discount of a tier. */
  fullPoints: Points,
  /** The tier that pays less, and how much of the points in percent. */
  discount: v.nullable(v.strictObject({ tier: v.string(), percent: Count })),
  /** 活动价, until the end of a day. */
  campaign: v.nullable(v.strictObject({ name: v.string(), to: BusinessDay })),
  /** When this member may redeem it; null if they can already. */
  opensAt: v.nullable(Instant),
  /** 提前购: this member may redeem it already, all others only from this time on. */
  earlyUntil: v.nullable(Instant),
  closed: v.nullable(Closed),
}

/** 兑换方案 of a reward, as a member sees it. */
export const OfferView = v.strictObject({
  offerId: Slug,
  /** What staff wrote above the price, or empty. */
  name: v.string(),
  ...offerTerms,
  /** The conditions of its audience, which also say what it is. */
  tiers: v.array(v.string()),
  balanceFrom: v.nullable(Points),
  /** The last day on which it is there. */
  until: v.nullable(BusinessDay),
  /** 使用门槛 of its coupon; null for anything else. */
  floorFen: v.nullable(AmountFen),
  /** How many each member may have of this offer. */
  limits: v.array(v.strictObject({ period: Period, count: Count })),
  /** The points that would be burned first, by day of expiry. */
  burnsFirst: v.nullable(v.strictObject({ points: Points, on: BusinessDay })),
})
