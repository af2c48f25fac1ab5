import { addDays, monthOf, type BusinessDay } from '../business-day'

/** `02-29`: a month and a day. The year of birth is nobody's business. */
export type MonthDay = string

/** 生日 as a member told it. */
export interface Birthday {
  monthDay: MonthDay
  /** The day of the first telling: purchases before it have no birthday. */
  since: BusinessDay
  /** The day of the newest telling. */
  setOn: BusinessDay
  /** What counts to the end of the year of a change; null before the first change. */
  before: MonthDay | null
}

/** A birthday is changed at most once in so many days. */
export const DAYS_BETWEEN_CHANGES = 365

const FEBRUARY_29: MonthDay = '02-29'

const yearOf = (day: BusinessDay) => Number(day.slice(0, 4))

/** The first day on which the birthday may be told anew. */
export function changeableFrom(birthday: Birthday): BusinessDay {
  return addDays(birthday.setOn, DAYS_BETWEEN_CHANGES)
}

/**
 * A change counts from the next year on, so every calendar year has one birthday. The first
 * telling counts at once.
 */
export function tellBirthday(
  known: Birthday | null,
  monthDay: MonthDay,
  today: BusinessDay,
): Birthday {
  if (!known) return { monthDay, since: today, setOn: today, before: null }
  const before = birthdayAt(known, today) ?? known.monthDay
  return { monthDay, since: known.since, setOn: today, before }
}

/** A birthday had counted in that year before its person left and came back: this one counts later. */
export function afterYear(birthday: Birthday, year: number | undefined): Birthday {
  const isOver = year === undefined || year < yearOf(birthday.since)
  return isOver ? birthday : { ...birthday, since: `${year + 1}-01-01` }
}

/** The birthday that counts for something bought on `day`; null before the member told one. */
export function birthdayAt(birthday: Birthday | null, day: BusinessDay): MonthDay | null {
  if (!birthday || day < birthday.since) return null
  const changedLater = yearOf(day) <= yearOf(birthday.setOn)
  return changedLater && birthday.before !== null ? birthday.before : birthday.monthDay
}

/** Whether it is somebody's birthday, or their month. 29 February is 28 February in common years. */
export function isBirthday(monthDay: MonthDay, day: BusinessDay, scope: 'day' | 'month'): boolean {
  if (scope === 'month') return monthOf(day).slice(5) === monthDay.slice(0, 2)
  const isLeap = addDays(`${day.slice(0, 4)}-02-28`, 1).endsWith(FEBRUARY_29)
  const celebrated = monthDay === FEBRUARY_29 && !isLeap ? '02-28' : monthDay
  return day.slice(5) === celebrated
}
