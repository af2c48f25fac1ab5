import { addDays, dayOfMonth, daysBetween, monthOf, type BusinessDay } from './business-day'
import {
  markDay,
  pointsOf,
  reachedThisMonth,
  type CheckInRules,
  type CheckInState,
  type MonthStep,
} from './check-in'

export type MakeUpRefusal =
  'MAKE_UP_NOT_OFFERED' | 'DAY_NOT_MISSED' | 'MAKE_UP_TOO_LATE' | 'MAKE_UP_LIMIT_REACHED'

export interface MakeUpRefused {
  refused: MakeUpRefusal
  detail?: Record<string, number>
}

function isMarked(months: Record<string, number>, day: BusinessDay): boolean {
  return Boolean((months[monthOf(day)] ?? 0) & (1 << dayOfMonth(day)))
}

/** Why this day cannot be made up for now, or null. The cost is looked at apart. */
export function refuseMakeUp(
  state: CheckInState,
  rules: CheckInRules,
  day: BusinessDay,
  joinedOn: BusinessDay,
  today: BusinessDay,
): MakeUpRefused | null {
  const { makeUp } = rules
  if (!makeUp) return { refused: 'MAKE_UP_NOT_OFFERED' }
  if (day >= today || day < joinedOn || isMarked(state.months, day)) {
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
 * 补签: the day counts for the streak and the month but pays no reward of its own, so a member who
 * skips and makes up never earns more than one who comes every day.
 */
export function makeUpDay(
  state: CheckInState,
  rules: CheckInRules,
  day: BusinessDay,
  today: BusinessDay,
): MadeUp {
  const months = markDay(state.months, day)
  const month = monthOf(today)
  const used = state.makeUps.month === month ? state.makeUps.count : 0
  const lastDay = state.lastDay === null || day > state.lastDay ? day : state.lastDay
  const reached = reachedThisMonth(state, rules, months, today)
  return {
    steps: reached.steps,
    monthlyEarned: pointsOf(reached.steps),
    state: {
      ...{ ...state, ...joinStreak(state, rules, months, lastDay), months, lastDay },
      makeUps: { month, count: used + 1 },
      monthly: { month, days: reached.days },
    },
  }
}

/** A make-up, and what the month brings with it. */
export interface MadeUp {
  state: CheckInState
  steps: MonthStep[]
  monthlyEarned: number
}

/** The streak that now ends on `lastDay`: what the calendar shows, and what it no longer holds. */
function joinStreak(
  state: CheckInState,
  rules: CheckInRules,
  months: Record<string, number>,
  lastDay: BusinessDay,
): Pick<CheckInState, 'streakDays' | 'cycle' | 'before'> {
  const { lastDay: was, streakDays: had, cycle, before } = state
  const first = firstOfRun(months, lastDay)
  const shown = daysBetween(first, lastDay) + 1
  if (before && first <= before.lastDay) {
    const joined = before.streakDays + daysBetween(before.lastDay, lastDay)
    const streakDays = Math.max(shown, joined)
    return { streakDays, cycle: wrap(before.cycle, lastDay), before: null }
  }
  const isSameRun = was !== null && first <= was
  const longer = isSameRun ? had + daysBetween(was, lastDay) : 0
  const gone =
    was !== null && cycle && !isSameRun ? { lastDay: was, streakDays: had, cycle } : before
  const { rewards, milestones } = cycle ?? rules
  // A run that only grew at its end goes on in its cycle; one that begins earlier begins its own.
  const grown = cycle && shown <= longer ? cycle : { startedOn: first, rewards, milestones }
  return { streakDays: Math.max(shown, longer), cycle: wrap(grown, lastDay), before: gone }
}

/** The first day of the unbroken run that ends on `lastDay`, as far as the calendar is kept. */
function firstOfRun(months: Record<string, number>, lastDay: BusinessDay): BusinessDay {
  let day = lastDay
  while (isMarked(months, addDays(day, -1))) day = addDays(day, -1)
  return day
}

/** A run longer than its cycle is in a later round of the same ladder. */
function wrap<C extends { startedOn: BusinessDay; rewards: number[] }>(
  cycle: C,
  lastDay: BusinessDay,
): C {
  const length = cycle.rewards.length
  const rounds = Math.floor(daysBetween(cycle.startedOn, lastDay) / length)
  return rounds > 0 ? { ...cycle, startedOn: addDays(cycle.startedOn, rounds * length) } : cycle
}

/** Days that can still be made up today, the newest first. */
export function missedDays(
  state: CheckInState,
  rules: CheckInRules,
  joinedOn: BusinessDay,
  today: BusinessDay,
): BusinessDay[] {
  const within = rules.makeUp?.withinDays ?? 0
  const days = Array.from({ length: within }, (_, i) => addDays(today, -1 - i))
  return days.filter((day) => refuseMakeUp(state, rules, day, joinedOn, today) === null)
}

export function makeUpsLeft(state: CheckInState, rules: CheckInRules, today: BusinessDay): number {
  const used = state.makeUps.month === monthOf(today) ? state.makeUps.count : 0
  return Math.max(0, (rules.makeUp?.perMonth ?? 0) - used)
}
