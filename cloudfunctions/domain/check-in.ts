import { assertWhole } from './assert'
import { addDays, daysBetween, dayOfMonth, monthOf, type BusinessDay } from './business-day'

export interface CheckInRules {
  cycleDays: number
  /** Points of day 1, 2, … of the cycle. */
  rewards: number[]
}

/** 签到 of one account. */
export interface CheckInState {
  lastDay: BusinessDay | null
  /** Days in a row that end on `lastDay`. */
  streakDays: number
  /** The running cycle with the ladder it began with: a changed ladder starts with the next cycle. */
  cycle: { startedOn: BusinessDay; rewards: number[] } | null
  /** Days checked in as bits (bit 1 = the first), for the newest months. */
  months: Record<string, number>
  /** The newest check-in, so that a repeated request gets its first answer. */
  last: { requestId: string; earned: number; paidToDeficit: number; balance: number } | null
}

export function newCheckInState(): CheckInState {
  return { lastDay: null, streakDays: 0, cycle: null, months: {}, last: null }
}

/** Months kept on the account for the calendar; older ones are in the ledger. */
const MONTHS_KEPT = 3

/** One day of the running cycle as the strip shows it. */
export interface CycleDay {
  day: BusinessDay
  points: number
  state: 'done' | 'today' | 'ahead'
}

interface Running {
  startedOn: BusinessDay
  rewards: number[]
  /** Days of this cycle that are done, 0 to rewards.length. */
  done: number
  streakDays: number
}

/** The cycle that today belongs to: the running one, or a new one after a gap or a full cycle. */
function running(state: CheckInState, rules: CheckInRules, today: BusinessDay): Running {
  const fresh = { startedOn: today, rewards: rules.rewards, done: 0, streakDays: 0 }
  if (!state.lastDay || !state.cycle) return fresh
  const gap = daysBetween(state.lastDay, today)
  if (gap > 1) return fresh
  const done = daysBetween(state.cycle.startedOn, state.lastDay) + 1
  // A full cycle is shown until midnight; the day after begins the next one.
  if (done >= state.cycle.rewards.length && gap >= 1) {
    return { ...fresh, streakDays: state.streakDays }
  }
  return { ...state.cycle, done, streakDays: state.streakDays }
}

/** 签到条 for today. */
export function checkInStrip(state: CheckInState, rules: CheckInRules, today: BusinessDay) {
  const cycle = running(state, rules, today)
  const checkedInToday = state.lastDay !== null && daysBetween(state.lastDay, today) <= 0
  const days = cycle.rewards.map((points, i): CycleDay => {
    const day = addDays(cycle.startedOn, i)
    if (i < cycle.done) return { day, points, state: 'done' }
    return { day, points, state: day === today ? 'today' : 'ahead' }
  })
  return {
    today,
    checkedInToday,
    streakDays: cycle.streakDays,
    cycleDays: cycle.rewards.length,
    days,
  }
}

/** 签到: once per business day; a missed day starts again at the first reward. */
export function decideCheckIn(
  state: CheckInState,
  rules: CheckInRules,
  today: BusinessDay,
): { refused: 'ALREADY_CHECKED_IN' } | { state: CheckInState; earned: number } {
  // A clock that went back must not pay a second time for a day that is done.
  if (state.lastDay !== null && daysBetween(state.lastDay, today) <= 0) {
    return { refused: 'ALREADY_CHECKED_IN' }
  }
  const cycle = running(state, rules, today)
  const earned = cycle.rewards[cycle.done] ?? 0
  assertWhole(earned, 'the reward of a day')
  return {
    earned,
    state: {
      ...state,
      lastDay: today,
      streakDays: cycle.streakDays + 1,
      cycle: { startedOn: cycle.startedOn, rewards: cycle.rewards },
      months: markDay(state.months, today),
    },
  }
}

function markDay(months: Record<string, number>, day: BusinessDay): Record<string, number> {
  const month = monthOf(day)
  const marked = { ...months, [month]: (months[month] ?? 0) | (1 << dayOfMonth(day)) }
  const kept = Object.keys(marked).sort().slice(-MONTHS_KEPT)
  return Object.fromEntries(kept.map((key) => [key, marked[key] ?? 0]))
}

/** Days of the month, 1 to 31, that were checked in. */
export function checkedDays(state: CheckInState, month: string): number[] {
  const bits = state.months[month] ?? 0
  return Array.from({ length: 31 }, (_, i) => i + 1).filter((day) => bits & (1 << day))
}
