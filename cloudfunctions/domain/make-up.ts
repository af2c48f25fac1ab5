import { addDays, dayOfMonth, daysBetween, monthOf, type BusinessDay } from './business-day'
import { markDay, type CheckInRules, type CheckInState } from './check-in'

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
export function makeUpDay(state: CheckInState, day: BusinessDay, today: BusinessDay): CheckInState {
  const months = markDay(state.months, day)
  const month = monthOf(today)
  const used = state.makeUps.month === month ? state.makeUps.count : 0
  const lastDay = state.lastDay === null || day > state.lastDay ? day : state.lastDay
  const joined = joinStreak(state, months, lastDay)
  return { ...state, ...joined, months, lastDay, makeUps: { month, count: used + 1 } }
}

/** The streak that now ends on `lastDay`, together with the one before the gap if it is closed. */
function joinStreak(
  state: CheckInState,
  months: Record<string, number>,
  lastDay: BusinessDay,
): Pick<CheckInState, 'streakDays' | 'cycle' | 'before'> {
  const kept = { streakDays: state.streakDays, cycle: state.cycle, before: state.before }
  // A day after the last one lengthens the running streak, or begins one where there was none.
  if (state.lastDay !== lastDay) return lengthen(state, lastDay)
  const { before, cycle } = state
  if (!cycle) return kept
  const reached = walkBack(months, lastDay, before?.lastDay ?? null)
  if (before && reached <= before.lastDay) {
    const streakDays = before.streakDays + daysBetween(before.lastDay, lastDay)
    return { streakDays, cycle: wrap(before.cycle, lastDay), before: null }
  }
  const streakDays = daysBetween(reached, lastDay) + 1
  if (streakDays <= state.streakDays) return kept
  return { streakDays, cycle: wrap({ ...cycle, startedOn: reached }, lastDay), before }
}

function lengthen(state: CheckInState, lastDay: BusinessDay) {
  const { lastDay: was, streakDays, cycle, before } = state
  if (was !== null && cycle && daysBetween(was, lastDay) === 1) {
    return { streakDays: streakDays + 1, cycle: wrap(cycle, lastDay), before }
  }
  const gone = was !== null && cycle ? { lastDay: was, streakDays, cycle } : before
  const fresh = cycle ? { ...cycle, startedOn: lastDay } : null
  return { streakDays: 1, cycle: fresh, before: gone }
}

/** The first day of the unbroken run that ends on `lastDay`, at most back to `limit`. */
function walkBack(
  months: Record<string, number>,
  lastDay: BusinessDay,
  limit: BusinessDay | null,
): BusinessDay {
  let day = lastDay
  while (day !== limit && isMarked(months, addDays(day, -1))) day = addDays(day, -1)
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
