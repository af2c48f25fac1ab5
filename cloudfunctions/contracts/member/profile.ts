import * as v from 'valibot'
import { action } from '../action'
import { BusinessDay, Count, Empty, Points, RequestId } from '../scalars'

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A month and a day, `02-29`; the year is never asked for. */
export const MonthDay = v.pipe(
  v.string(),
  v.regex(/^\d{2}-\d{2}$/),
  v.check((text) => {
    const [month = 0, day = 0] = text.split('-').map(Number)
    return day >= 1 && day <= (DAYS[month - 1] ?? 0)
  }, '没有这一天'),
)

/** 我的资料: the birthday, and what telling it brings. */
export const openProfile = action('profile.open', {
  input: Empty,
  output: v.strictObject({
    today: BusinessDay,
    birthday: v.nullable(MonthDay),
    /** What still counts this year, where the birthday was changed in it; else null. */
    untilNewYear: v.nullable(MonthDay),
    /** The day from which it may be changed; null while there is none. */
    changeableFrom: v.nullable(BusinessDay),
    /** The day from which it may be changed again, when it is told today. */
    nextChangeFrom: BusinessDay,
    /** What purchases earn on that day or in that month, in percent; null where nothing more. */
    multiplier: v.nullable(v.strictObject({ scope: v.picklist(['day', 'month']), percent: Count })),
    /** Points for telling it the first time; 0 once they were paid, or where nothing is paid. */
    reward: Points,
  }),
  refusals: [],
})

/** 填生日: told once, changed at most once a year; a change counts from the next year on. */
export const setBirthday = action('profile.setBirthday', {
  input: v.strictObject({ requestId: RequestId, birthday: MonthDay }),
  output: v.strictObject({
    birthday: MonthDay,
    changeableFrom: BusinessDay,
    /** Points for completing the profile, the first time only. */
    earned: Points,
    /** What the cap of the day kept back. */
    missed: Count,
    balance: Points,
  }),
  refusals: ['BIRTHDAY_SET_LATELY'],
})
