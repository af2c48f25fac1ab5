import { assert, assertWhole } from '../assert'
import {
  addDays,
  daysBetween,
  dayOfMonth,
  monthOf,
  startOfMonthBefore,
  type BusinessDay,
  type BusinessMonth,
} from '../business-day'
import { ladderOf, lastDayOf, lengthOf, withDay } from './check-in-run'
import type { CheckInState, Gift, Ladder, Milestone } from '../account/account-parts'

export interface MonthStep extends Gift {
  /** How many days of one month it takes. */
  days: number
}

export interface CheckInRules extends Ladder {
  cycleDays: number
  /** Gifts for a number of days in one month, besides the streak; the numbers rise. */
  monthly: MonthStep[]
  /** 补签; null if the brand does not offer it. */
  makeUp: { cost: number; perMonth: number; withinDays: number } | null
}

/** The account keeps this many months for the calendar: two years and the running one. */
const MONTHS_KEPT = 25
/** A make-up can fill days of the previous month; nothing reaches further back. */
const MONTHS_PAID = 2

/** One day of the running cycle, as the strip shows it. */
export interface CycleDay {
  day: BusinessDay
  points: number
  /** What the day's milestone brings besides points, null on most days. */
  gift: { growth: number; couponTitle: string | null } | null
  state: 'done' | 'today' | 'ahead'
}

interface Running extends Ladder {
  startedOn: BusinessDay
  /** Days of this cycle that are done, from 0 to rewards.length. */
  done: number
  streakDays: number
}

/** The cycle that today belongs to: the running one, or a new one after a gap or a full cycle. */
function running(state: CheckInState, rules: CheckInRules, today: BusinessDay): Running {
  const { rewards, milestones } = rules
  const fresh = { startedOn: today, rewards, milestones, done: 0, streakDays: 0 }
  const run = state.runs.at(-1)
  if (!run) return fresh
  const gap = daysBetween(run.to, today)
  if (gap > 1) return fresh
  const ladder = ladderOf(state.ladders, run)
  const done = daysBetween(run.round, run.to) + 1
  const streakDays = lengthOf(run)
  // A full cycle is shown until midnight; the next day starts a new one.
  if (done >= ladder.rewards.length && gap >= 1) return { ...fresh, streakDays }
  return { ...ladder, startedOn: run.round, done, streakDays }
}

/** The newest day that is done, including an earlier membership: no day is paid twice. */
export function lastCheckIn(state: CheckInState): BusinessDay | null {
  const lastDay = lastDayOf(state) ?? ''
  const { doneBefore = '' } = state
  return (lastDay > doneBefore ? lastDay : doneBefore) || null
}

/** 签到条 for today. */
export function checkInStrip(state: CheckInState, rules: CheckInRules, today: BusinessDay) {
  const cycle = running(state, rules, today)
  const lastDay = lastCheckIn(state)
  const checkedInToday = lastDay !== null && lastDay >= today
  const days = cycle.rewards.map((reward, i): CycleDay => {
    const day = addDays(cycle.startedOn, i)
    const milestone = milestoneOn(cycle, state, i, day)
    const ahead = day === today ? 'today' : 'ahead'
    return {
      day,
      points: reward + (milestone?.points ?? 0),
      gift: giftShown(milestone),
      state: i < cycle.done ? 'done' : ahead,
    }
  })
  return {
    today,
    checkedInToday,
    streakDays: cycle.streakDays,
    cycleDays: cycle.rewards.length,
    days,
  }
}

/** What a gift holds besides points, or null. */
export function giftShown(gift: Gift | null): CycleDay['gift'] {
  if (!gift || (gift.growth === 0 && !gift.coupon)) return null
  return { growth: gift.growth, couponTitle: gift.coupon?.title ?? null }
}

/**
 * The milestone of a day of the cycle, unless it was paid less than a cycle ago: a member who
 * breaks off and starts again reaches the day sooner, and is not paid for it a second time.
 */
function milestoneOn(
  { rewards, milestones }: Ladder,
  { milestonesOn }: CheckInState,
  done: number,
  day: BusinessDay,
): Milestone | null {
  const found = milestones.find((each) => each.day === done + 1)
  const paidOn = milestonesOn[String(done + 1)]
  const apart = paidOn === undefined ? rewards.length : daysBetween(paidOn, day)
  // On the same day this is the payment itself, shown again by the strip.
  return found && (apart >= rewards.length || apart === 0) ? found : null
}

/** A check-in: the day's reward with its milestone, and what the month brings. */
export interface CheckedIn {
  state: CheckInState
  /** Days in a row, up to today. */
  streakDays: number
  earned: number
  /** The milestone of the day; its points are in `earned`. */
  milestone: Milestone | null
  /** Monthly steps that this day reached. */
  steps: MonthStep[]
  monthlyEarned: number
}

/** 签到: once per business day; after a missed day it starts again at the first reward. */
export function decideCheckIn(
  state: CheckInState,
  rules: CheckInRules,
  today: BusinessDay,
): { refused: 'ALREADY_CHECKED_IN' } | CheckedIn {
  const lastDay = lastCheckIn(state)
  // A clock that was set back must not pay a second time for a day that is done.
  if (lastDay !== null && lastDay >= today) return { refused: 'ALREADY_CHECKED_IN' }
  const counted = countDayIn(state, rules, today, today)
  const run = counted.state.runs.at(-1)
  assert(run?.to === today, 'the newest row of days ends today')
  const ladder = ladderOf(counted.state.ladders, run)
  const place = daysBetween(run.round, today)
  const milestone = milestoneOn(ladder, state, place, today)
  const reward = ladder.rewards[place]
  assert(reward !== undefined, 'the day has its place on the ladder')
  const earned = reward + (milestone?.points ?? 0)
  assertWhole(earned, 'the reward of a day')
  const { milestonesOn } = state
  return {
    earned,
    milestone,
    streakDays: lengthOf(run),
    steps: counted.steps,
    monthlyEarned: pointsOf(counted.steps),
    state: {
      ...counted.state,
      milestonesOn: milestone ? { ...milestonesOn, [String(milestone.day)]: today } : milestonesOn,
    },
  }
}

/** Adds a day, checked in or made up, to the rows of days, the calendar and its month. */
export function countDayIn(
  state: CheckInState,
  rules: CheckInRules,
  day: BusinessDay,
  today: BusinessDay,
): { state: CheckInState; steps: MonthStep[] } {
  const months = markDay(state.months, day)
  const month = monthOf(day)
  const reached = reachedInMonth(state, rules, months, month)
  const monthly = newest({ ...state.monthly, [month]: reached.days }, MONTHS_PAID)
  return {
    steps: reached.steps,
    state: { ...state, ...withDay(state, rules, day, today), months, monthly },
  }
}

export function pointsOf(gifts: readonly Gift[]): number {
  return gifts.reduce((sum, gift) => sum + gift.points, 0)
}

/** 累计奖励: each step once a month, even when make-ups reach several at once. */
function reachedInMonth(
  state: CheckInState,
  rules: CheckInRules,
  months: Record<BusinessMonth, number>,
  month: BusinessMonth,
): { days: number; steps: MonthStep[] } {
  const paid = state.monthly[month] ?? 0
  const done = daysMarked(months[month] ?? 0)
  const reached = rules.monthly.filter((step) => step.days > paid && step.days <= done)
  return { days: reached.at(-1)?.days ?? paid, steps: reached }
}

function daysMarked(bits: number): number {
  return Array.from({ length: 31 }, (_, i) => i + 1).filter((day) => bits & (1 << day)).length
}

function markDay(months: Record<BusinessMonth, number>, day: BusinessDay) {
  const month = monthOf(day)
  const bits = (months[month] ?? 0) | (1 << dayOfMonth(day))
  return newest({ ...months, [month]: bits }, MONTHS_KEPT)
}

function newest(of: Record<BusinessMonth, number>, months: number): Record<BusinessMonth, number> {
  const kept = Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(kept.slice(-months))
}

export function isMarked({ months }: CheckInState, day: BusinessDay): boolean {
  return Boolean((months[monthOf(day)] ?? 0) & (1 << dayOfMonth(day)))
}

/** The oldest month whose days are still known; there are none before joining. */
export function firstMonth(joinedOn: BusinessDay, today: BusinessDay): BusinessMonth {
  const kept = monthOf(startOfMonthBefore(today, MONTHS_KEPT - 1))
  const joined = monthOf(joinedOn)
  return joined > kept ? joined : kept
}

/** Days of the month, 1 to 31, that were checked in. */
export function checkedDays(state: CheckInState, month: string): number[] {
  const bits = state.months[month] ?? 0
  return Array.from({ length: 31 }, (_, i) => i + 1).filter((day) => bits & (1 << day))
}
