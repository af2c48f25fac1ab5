import { addDays, monthOf, type BusinessDay } from '../business-day'

/** `02-29`: a month and a day. We never ask for the year of birth. */
export type MonthDay = string

/** 生日, as a member gave it. */
export interface Birthday {
  monthDay: MonthDay
  /** The day it was first given: earlier purchases have no birthday. */
  since: BusinessDay
  /** The day it was last given or changed. */
  setOn: BusinessDay
  /** The birthday that counts until the end of the year of a change; null without a change. */
  before: MonthDay | null
}

/** A birthday can be changed once within this many days. */
export const DAYS_BETWEEN_CHANGES = 365

const FEBRUARY_29: MonthDay = '02-29'

const yearOf = (day: BusinessDay) => Number(day.slice(0, 4))

/** The next day on which the birthday may be changed. */
export function changeableFrom(birthday: Birthday): BusinessDay {
  return addDays(birthday.setOn, DAYS_BETWEEN_CHANGES)
}

/**
 * A change counts from the next year on, so that every calendar year has one birthday. The first
 * birthday counts immediately.
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

/** The person had a birthday in that year before they left and came back: this one counts later. */
export function afterYear(birthday: Birthday, year: number | undefined): Birthday {
  const isOver = year === undefined || year < yearOf(birthday.since)
  return isOver ? birthday : { ...birthday, since: `${year + 1}-01-01` }
}

/** The birthday that counts for a purchase on `day`; null before the member gave one. */
export function birthdayAt(birthday: Birthday | null, day: BusinessDay): MonthDay | null {
  if (!birthday || day < birthday.since) return null
  const changedLater = yearOf(day) <= yearOf(birthday.setOn)
  return changedLater && birthday.before !== null ? birthday.before : birthday.monthDay
}

/** Whether it is the birthday, or its month. In common years 29 February counts as the 28th. */
export function isBirthday(monthDay: MonthDay, day: BusinessDay, scope: 'day' | 'month'): boolean {
  if (scope === 'month') return monthOf(day).slice(5) === monthDay.slice(0, 2)
  const isLeap = addDays(`${day.slice(0, 4)}-02-28`, 1).endsWith(FEBRUARY_29)
  const celebrated = monthDay === FEBRUARY_29 && !isLeap ? '02-28' : monthDay
  return day.slice(5) === celebrated
}
