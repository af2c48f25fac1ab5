import * as v from 'valibot'
import { between, Count } from '../scalars'

/** A month and a day that come every year, such as `12-31`. */
const YearDay = v.pipe(
  v.string('清零日期要填文字，例如 12-31'),
  v.regex(
    /^((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))$/,
    '清零日期要填「月-日」，例如 12-31',
  ),
  v.check((day) => day !== '02-29', '清零日期不能填 02-29，不是每年都有，可填 02-28'),
  v.title('清零日期'),
)

/** Days that points get if their own lot had expired before the redemption was cancelled. */
const graceDays = v.optional(between('退还积分的宽限天数', 1, 365), 7)

/**
 * 滚动清零: points expire at the end of a month, a fixed number of months after the month of earning.
 */
const Rolling = v.strictObject({
  policy: v.optional(v.literal('rolling'), 'rolling'),
  months: between('积分有效月数', 1, 120),
  graceDays,
})

/** 年度清零: all points expire on one day of the year, `yearsLater` years after the year of earning. */
const FixedDate = v.strictObject({
  policy: v.literal('fixedDate'),
  on: YearDay,
  yearsLater: v.optional(between('几年后清零', 0, 10), 1),
  /** Points that would live fewer days than this expire a year later. */
  leastDays: v.optional(between('积分至少有效的天数', 0, 366), 0),
  graceDays,
})

/** 积分有效期; a document that names no policy has a rolling one. */
export const ExpirySettings = v.variant(
  'policy',
  [Rolling, FixedDate],
  '积分有效期的方式只能填 rolling（滚动清零）或 fixedDate（年度清零）',
)
export type ExpirySettings = v.InferOutput<typeof ExpirySettings>

/** What a member reads about how long points live. */
export const ExpiryView = v.variant('policy', [
  v.strictObject({ policy: v.literal('rolling'), months: Count }),
  v.strictObject({
    policy: v.literal('fixedDate'),
    on: v.string(),
    yearsLater: Count,
    leastDays: Count,
  }),
])
export type ExpiryView = v.InferOutput<typeof ExpiryView>
