import type { CheckInStrip } from '@contracts/check-in'
import type { InferOutput } from 'valibot'
import { addDays } from '@/text/dates'

/** Days checked in by month, for the months that were asked for. */
export type SeenMonths = Record<string, number[]>

/**
 * 补签后连签: the streak once `day` counts, or null where it reaches into a month not seen. A day
 * that does not touch the running streak leaves it as it is.
 */
export function streakAfter(
  day: string,
  strip: Pick<InferOutput<typeof CheckInStrip>, 'today' | 'checkedInToday' | 'streakDays'>,
  seen: SeenMonths,
): number | null {
  const last = strip.checkedInToday ? strip.today : addDays(strip.today, -1)
  if (addDays(last, -strip.streakDays) !== day) return strip.streakDays
  let before = addDays(day, -1)
  let days = strip.streakDays + 1
  for (;;) {
    const checked = seen[before.slice(0, 7)]
    if (!checked) return null
    if (!checked.includes(Number(before.slice(8)))) return days
    before = addDays(before, -1)
    days += 1
  }
}
