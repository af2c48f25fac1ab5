import * as v from 'valibot'
import { action } from '../action'
import { BusinessDay, Count, Empty, Points, RequestId } from '../scalars'

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A month and a day, `02-29`; we never ask for the year. */
export const MonthDay = v.pipe(
  v.string(),
  v.regex(/^\d{2}-\d{2}$/),
  v.check((text) => {
    const [month = 0, day = 0] = text.split('-').map(Number)
    return day >= 1 && day <= (DAYS[month - 1] ?? 0)
  }, '没有这一天'),
)

/** 我的资料: the birthday, and what the member gets for giving it. */
export const openProfile = action('profile.open', {
  input: Empty,
  output: v.strictObject({
    today: BusinessDay,
    birthday: v.nullable(MonthDay),
    /** The birthday that still counts this year, if it was changed this year; else null. */
    untilNewYear: v.nullable(MonthDay),
    /** The day from which it may be changed; null until a birthday is given. */
    changeableFrom: v.nullable(BusinessDay),
    /** The next day on which it could be changed, if the member sets it today. */
    nextChangeFrom: BusinessDay,
    /** The rate of purchases on that day or in that month, in percent; null where nothing extra. */
    multiplier: v.nullable(v.strictObject({ scope: v.picklist(['day', 'month']), percent: Count })),
    /** Points for giving it the first time; 0 where they were paid already or are not offered. */
    reward: Points,
  }),
  refusals: [],
})

/** 填生日: given once, changed at most once a year; a change counts from the next year on. */
export const setBirthday = action('profile.setBirthday', {
  input: v.strictObject({ requestId: RequestId, birthday: MonthDay }),
  output: v.strictObject({
    birthday: MonthDay,
    changeableFrom: BusinessDay,
    /** Points for completing the profile, the first time only. */
    earned: Points,
    /** Points that the daily cap kept back. */
    missed: Count,
    balance: Points,
  }),
  refusals: ['BIRTHDAY_SET_LATELY'],
})
