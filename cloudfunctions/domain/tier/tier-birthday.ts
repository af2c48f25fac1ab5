import { birthdayAt, type Birthday } from '../account/birthday'
import { daysBetween, type BusinessDay } from '../business-day'
import { anniversaryIn } from '../account/growth-bucket'

/** If the job missed the day of a gift, it is given up to this many days later. */
const LATE_DAYS = 7

/** The newest birthday up to a day, and the next one; null while none is given. */
export function birthdaysAround(
  birthday: Birthday | null,
  today: BusinessDay,
): { last: BusinessDay | null; next: BusinessDay | null } {
  const year = Number(today.slice(0, 4))
  const days = [year - 1, year, year + 1].flatMap((each) => birthdayIn(birthday, each) ?? [])
  return {
    last: days.findLast((day) => day <= today) ?? null,
    next: days.find((day) => day > today) ?? null,
  }
}

/** Every calendar year has at most one birthday: a change counts from the next year on. */
function birthdayIn(birthday: Birthday | null, year: number): BusinessDay | null {
  const monthDay = birthdayAt(birthday, `${year}-12-31`)
  if (!birthday || monthDay === null) return null
  const day = anniversaryIn(year, `2024-${monthDay}`)
  return day < birthday.since ? null : day
}

/** The birthday whose gift is due today, unless the job has already handled it. */
export function dueBirthday(
  holder: { profile?: { birthday: Birthday } },
  seen: BusinessDay | undefined,
  today: BusinessDay,
): BusinessDay | null {
  const { last } = birthdaysAround(holder.profile?.birthday ?? null, today)
  if (last === null || (seen ?? '') >= last) return null
  return daysBetween(last, today) <= LATE_DAYS ? last : null
}
