import { assert } from '../assert'
import { addDays, daysBetween, monthOf, type BusinessDay } from '../business-day'
import { lengthOf } from './check-in-run'
import {
  checkInStrip,
  countDayIn,
  isMarked,
  pointsOf,
  type CheckInRules,
  type MonthStep,
} from './check-in'
import type { CheckInState } from '../account/account-parts'

export type MakeUpRefusal =
  'MAKE_UP_NOT_OFFERED' | 'DAY_NOT_MISSED' | 'MAKE_UP_TOO_LATE' | 'MAKE_UP_LIMIT_REACHED'

export interface MakeUpRefused {
  refused: MakeUpRefusal
  detail?: Record<string, number>
}

/** Why this day cannot be made up now, or null. The cost is checked elsewhere. */
export function refuseMakeUp(
  state: CheckInState,
  rules: CheckInRules,
  day: BusinessDay,
  joinedOn: BusinessDay,
  today: BusinessDay,
): MakeUpRefused | null {
  const { makeUp } = rules
  if (!makeUp) return { refused: 'MAKE_UP_NOT_OFFERED' }
  if (day >= today || day < joinedOn || isMarked(state, day)) {
    return { refused: 'DAY_NOT_MISSED' }
  }
  if (daysBetween(day, today) > makeUp.withinDays) {
    return { refused: 'MAKE_UP_TOO_LATE', detail: { withinDays: makeUp.withinDays } }
  }
  const used = state.makeUps.month === monthOf(today) ? state.makeUps.count : 0
  return used >= makeUp.perMonth
    ? { refused: 'MAKE_UP_LIMIT_REACHED', detail: { perMonth: makeUp.perMonth } }
    : null
}

/**
 * 补签: the day counts for the streak and its month but pays no reward of its own, so a member who
 * skips and makes up never earns more than one who comes every day.
 */
export function makeUpDay(
  state: CheckInState,
  rules: CheckInRules,
  day: BusinessDay,
  today: BusinessDay,
): MadeUp {
  const counted = countDayIn(state, rules, day, today)
  const month = monthOf(today)
  const used = state.makeUps.month === month ? state.makeUps.count : 0
  const run = counted.state.runs.at(-1)
  assert(run !== undefined, 'a made-up day is in a row of days')
  return {
    steps: counted.steps,
    monthlyEarned: pointsOf(counted.steps),
    streakDays: lengthOf(run),
    state: { ...counted.state, makeUps: { month, count: used + 1 } },
  }
}

/** A make-up, and what it brings for its month. */
export interface MadeUp {
  state: CheckInState
  steps: MonthStep[]
  monthlyEarned: number
  /** Days in a row, up to the newest day. */
  streakDays: number
}

/** Days that can still be made up today, newest first, each with the streak that it would give. */
export function missedDays(
  state: CheckInState,
  rules: CheckInRules,
  joinedOn: BusinessDay,
  today: BusinessDay,
): { day: BusinessDay; streakDays: number }[] {
  const within = rules.makeUp?.withinDays ?? 0
  const days = Array.from({ length: within }, (_, i) => addDays(today, -1 - i))
  const open = days.filter((day) => refuseMakeUp(state, rules, day, joinedOn, today) === null)
  return open.map((day) => {
    const after = makeUpDay(state, rules, day, today).state
    return { day, streakDays: checkInStrip(after, rules, today).streakDays }
  })
}

export function makeUpsLeft(state: CheckInState, rules: CheckInRules, today: BusinessDay): number {
  const used = state.makeUps.month === monthOf(today) ? state.makeUps.count : 0
  return Math.max(0, (rules.makeUp?.perMonth ?? 0) - used)
}
