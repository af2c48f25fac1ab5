import * as v from 'valibot'
import { action } from '../action'
import { CheckInStrip } from '../check-in/check-in'
import { BusinessDay, Count, Empty, Growth, Points } from '../scalars'

/** 等级 as the card shows it: where the member stands and what is missing. */
export const TierView = v.strictObject({
  id: v.string(),
  name: v.string(),
  growth: Growth,
  next: v.nullable(v.strictObject({ name: v.string(), growth: Growth, missing: Growth })),
})

/** What home shows of a member: points, growth and tier. */
export const HomeCard = v.strictObject({
  nickname: v.string(),
  phoneMasked: v.nullable(v.string()),
  balance: Points,
  deficit: Points,
  /** Points of finished orders that post later, when a refund is no longer possible. */
  pending: Points,
  couponsUsable: Count,
  /** Has no id and no name while the tiers' rules cannot be read. */
  tier: TierView,
  /** The points that expire first, if that is within 60 days. */
  expiring: v.nullable(v.strictObject({ points: Points, on: BusinessDay })),
  /** 手机号转移: what happened and what to do, shown for some days after it. */
  phoneMove: v.nullable(v.strictObject({ title: v.string(), text: v.string() })),
  /** 未读: something came since the member last looked at their messages. */
  hasNews: v.boolean(),
  isGuide: v.boolean(),
  isStaff: v.boolean(),
  consentOutdated: v.boolean(),
})

/** 首页: everything on the first screen in one call; `card` is null for a visitor. */
export const openHome = action('home.open', {
  input: Empty,
  output: v.strictObject({
    brandName: v.string(),
    pointUnit: v.string(),
    tiers: v.array(v.strictObject({ id: v.string(), name: v.string(), growth: Growth })),
    card: v.nullable(HomeCard),
    /** 联系我们; null where the brand names no contact. */
    contact: v.nullable(v.strictObject({ service: v.boolean(), phone: v.nullable(v.string()) })),
    /** Has no days while the rules of check-in cannot be read. */
    checkIn: CheckInStrip,
    /** 0 points while the rules of earning cannot be read. */
    earnRate: v.strictObject({ points: Points, perFen: Count }),
  }),
  refusals: [],
})
