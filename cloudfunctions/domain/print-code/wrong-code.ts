import { addDays, type BusinessDay } from '../business-day'
import type { CodeKind, WrongCodes } from '../account/account-parts'

/** Wrong codes allowed per business day: a till sees many; those of labels count separately. */
export const WRONG_PER_DAY: Record<CodeKind, number> = { till: 20, duty: 10, visit: 10, label: 10 }

function wrongOn(codes: WrongCodes | undefined, kind: CodeKind, today: BusinessDay): number {
  const tries = codes?.[kind]
  return tries?.day === today ? tries.wrong : 0
}

/** After too many tries the person waits for the next day, even with right codes. */
export function refuseLockedCodes(
  codes: WrongCodes | undefined,
  kind: CodeKind,
  today: BusinessDay,
): { refused: 'CODES_LOCKED'; detail: { until: BusinessDay } } | null {
  if (wrongOn(codes, kind, today) < WRONG_PER_DAY[kind]) return null
  return { refused: 'CODES_LOCKED', detail: { until: addDays(today, 1) } }
}

/** Counts one more, and says whether it was the one that locks. */
export function countWrongCode(
  codes: WrongCodes | undefined,
  kind: CodeKind,
  today: BusinessDay,
): { codes: WrongCodes; locks: boolean } {
  const wrong = wrongOn(codes, kind, today) + 1
  return {
    codes: { ...codes, [kind]: { day: today, wrong } },
    locks: wrong === WRONG_PER_DAY[kind],
  }
}
