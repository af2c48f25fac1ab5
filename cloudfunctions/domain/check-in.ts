import { assertWhole } from './assert'
import { addDays, daysBetween, dayOfMonth, monthOf, type BusinessDay } from './business-day'

export interface CheckInRules {
  cycleDays: number
  /** Points of day 1, 2, … of the cycle. */
  rewards: number[]
  /** Points for so many days of one month, beside the streak; the days rise. */
  monthly: { days: number; points: number }[]
  /** 补签, or null where it is not offered. */
  makeUp: { cost: number; perMonth: number; withinDays: number } | null
}

interface Cycle {
  startedOn: BusinessDay
  rewards: number[]
}

/** 签到 of one account. */
export interface CheckInState {
  lastDay: BusinessDay | null
  /** Days in a row that end on `lastDay`. */
  streakDays: number
  /** The running cycle with the ladder it began with: a changed ladder starts with the next cycle. */
  cycle: Cycle | null
  /** The streak before the last gap, which a make-up can join again. */
  before: { lastDay: BusinessDay; streakDays: number; cycle: Cycle } | null
  /** The newest make-up, so that a repeated request gets its first answer. */
  lastMakeUp: {
    requestId: string
    day: BusinessDay
    cost: number
    monthlyEarned: number
    streakDays: number
    balance: number
  } | null
  /** Make-ups of the newest month that had any. */
  makeUps: { month: string; count: number }
  /** The days of the highest monthly reward that was paid, for the newest month. */
  monthly: { month: string; days: number }
  /** Days checked in as bits (bit 1 = the first), for the newest months. */
  months: Record<string, number>
  /** The newest check-in, so that a repeated request gets its first answer. */
  last: {
    requestId: string
    earned: number
    monthlyEarned: number
    paidToDeficit: number
    balance: number
  } | null
}

export function newCheckInState(): CheckInState {
  return {
    ...{ lastDay: null, streakDays: 0, cycle: null, before: null, months: {}, last: null },
    lastMakeUp: null,
    makeUps: { month: '', count: 0 },
    monthly: { month: '', days: 0 },
  }
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

/** A check-in: the reward of the day, and what the month brings besides. */
export interface CheckedIn {
  state: CheckInState
  earned: number
  monthlyEarned: number
  /** The days of the monthly reward that was reached, 0 for none. */
  monthlyDays: number
}

/** 签到: once per business day; a missed day starts again at the first reward. */
export function decideCheckIn(
  state: CheckInState,
  rules: CheckInRules,
  today: BusinessDay,
): { refused: 'ALREADY_CHECKED_IN' } | CheckedIn {
  // A clock that went back must not pay a second time for a day that is done.
  if (state.lastDay !== null && daysBetween(state.lastDay, today) <= 0) {
    return { refused: 'ALREADY_CHECKED_IN' }
  }
  const cycle = running(state, rules, today)
  const earned = cycle.rewards[cycle.done] ?? 0
  assertWhole(earned, 'the reward of a day')
  const months = markDay(state.months, today)
  const month = reachedThisMonth(state, rules, months, today)
  const isGap = cycle.streakDays === 0 && state.lastDay !== null && state.cycle !== null
  return {
    earned,
    monthlyEarned: month.points,
    monthlyDays: month.points > 0 ? month.days : 0,
    state: {
      ...state,
      lastDay: today,
      streakDays: cycle.streakDays + 1,
      cycle: { startedOn: cycle.startedOn, rewards: cycle.rewards },
      before: isGap ? beforeGap(state) : state.before,
      monthly: { month: monthOf(today), days: month.days },
      months,
    },
  }
}

function beforeGap({ lastDay, streakDays, cycle }: CheckInState): CheckInState['before'] {
  return lastDay && cycle ? { lastDay, streakDays, cycle } : null
}

/** 累计奖励: each step once a month, also when several are reached at once after make-ups. */
export function reachedThisMonth(
  state: CheckInState,
  rules: CheckInRules,
  months: Record<string, number>,
  today: BusinessDay,
): { days: number; points: number } {
  const month = monthOf(today)
  const paid = state.monthly.month === month ? state.monthly.days : 0
  const done = daysMarked(months[month] ?? 0)
  const reached = rules.monthly.filter((step) => step.days > paid && step.days <= done)
  return {
    days: reached.at(-1)?.days ?? paid,
    points: reached.reduce((sum, step) => sum + step.points, 0),
  }
}

function daysMarked(bits: number): number {
  return Array.from({ length: 31 }, (_, i) => i + 1).filter((day) => bits & (1 << day)).length
}

export function markDay(months: Record<string, number>, day: BusinessDay): Record<string, number> {
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
