import { assertWhole } from './assert'
import { addDays, daysBetween, dayOfMonth, monthOf, type BusinessDay } from './business-day'
import type { ToldRequest } from './request-log'

/** What a milestone of the cycle or a step of the month brings. */
export interface Gift {
  points: number
  growth: number
  coupon: { templateId: string; title: string } | null
}

export interface Milestone extends Gift {
  /** The day of the cycle, from 1. */
  day: number
}

export interface MonthStep extends Gift {
  /** So many days of one month. */
  days: number
}

export interface CheckInRules {
  cycleDays: number
  /** Points of day 1, 2, … of the cycle. */
  rewards: number[]
  milestones: Milestone[]
  /** Gifts for so many days of one month, beside the streak; the days rise. */
  monthly: MonthStep[]
  /** 补签, or null where it is not offered. */
  makeUp: { cost: number; perMonth: number; withinDays: number } | null
}

interface Cycle {
  startedOn: BusinessDay
  rewards: number[]
  milestones: Milestone[]
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
  /** What the newest make-ups were told; not there before the first. */
  makeUpRequests?: ToldRequest<MakeUpTold>[]
  /** Make-ups of the newest month that had any. */
  makeUps: { month: string; count: number }
  /** The days of the highest monthly reward that was paid, for the newest month. */
  monthly: { month: string; days: number }
  /** Days checked in as bits (bit 1 = the first), for the newest months. */
  months: Record<string, number>
  /** When each day's milestone was paid last: once within the days of a cycle. */
  milestonesOn: Record<string, BusinessDay>
  /** The newest check-in, so that a repeated request gets its first answer. */
  last: {
    requestId: string
    earned: number
    monthlyEarned: number
    growthEarned: number
    coupons: GivenCoupon[]
    cap: { limit: number; missed: number } | null
    paidToDeficit: number
    streakDays: number
    balance: number
  } | null
}

/** What a member was told when a day was made up. */
export interface MakeUpTold {
  day: BusinessDay
  cost: number
  monthlyEarned: number
  growthEarned: number
  coupons: GivenCoupon[]
  cap: { limit: number; missed: number } | null
  streakDays: number
  balance: number
}

/** A coupon that a check-in brought. */
export interface GivenCoupon {
  couponId: string
  title: string
}

export function newCheckInState(): CheckInState {
  return {
    ...{ lastDay: null, streakDays: 0, cycle: null, before: null, months: {}, last: null },
    makeUps: { month: '', count: 0 },
    monthly: { month: '', days: 0 },
    milestonesOn: {},
  }
}

/** Months kept on the account for the calendar; older ones are in the ledger. */
const MONTHS_KEPT = 3

/** One day of the running cycle as the strip shows it. */
export interface CycleDay {
  day: BusinessDay
  points: number
  /** What the day's milestone brings besides points, null on most days. */
  gift: { growth: number; couponTitle: string | null } | null
  state: 'done' | 'today' | 'ahead'
}

interface Running extends Cycle {
  /** Days of this cycle that are done, 0 to rewards.length. */
  done: number
  streakDays: number
}

/** The cycle that today belongs to: the running one, or a new one after a gap or a full cycle. */
function running(state: CheckInState, rules: CheckInRules, today: BusinessDay): Running {
  const { rewards, milestones } = rules
  const fresh = { startedOn: today, rewards, milestones, done: 0, streakDays: 0 }
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
 * The milestone of a day of the cycle, unless it was paid within the days of a cycle before: who
 * breaks off and starts again reaches the day sooner, and is not paid for it a second time.
 */
function milestoneOn(
  { rewards, milestones }: Cycle,
  { milestonesOn }: CheckInState,
  done: number,
  day: BusinessDay,
): Milestone | null {
  const found = milestones.find((each) => each.day === done + 1)
  const paidOn = milestonesOn[String(done + 1)]
  const apart = paidOn === undefined ? rewards.length : daysBetween(paidOn, day)
  // The same day is the payment itself, as the strip shows it afterwards.
  return found && (apart >= rewards.length || apart === 0) ? found : null
}

/** A check-in: the reward of the day with its milestone, and what the month brings besides. */
export interface CheckedIn {
  state: CheckInState
  earned: number
  /** The milestone of the day, its points are in `earned`. */
  milestone: Milestone | null
  /** Steps of the month that this day reached. */
  steps: MonthStep[]
  monthlyEarned: number
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
  const milestone = milestoneOn(cycle, state, cycle.done, today)
  const earned = (cycle.rewards[cycle.done] ?? 0) + (milestone?.points ?? 0)
  assertWhole(earned, 'the reward of a day')
  const months = markDay(state.months, today)
  const month = reachedThisMonth(state, rules, months, today)
  const isGap = cycle.streakDays === 0 && state.lastDay !== null && state.cycle !== null
  return {
    earned,
    milestone,
    steps: month.steps,
    monthlyEarned: pointsOf(month.steps),
    state: {
      ...state,
      lastDay: today,
      streakDays: cycle.streakDays + 1,
      cycle: cycleOf(cycle),
      before: isGap ? beforeGap(state) : state.before,
      monthly: { month: monthOf(today), days: month.days },
      milestonesOn: milestone
        ? { ...state.milestonesOn, [String(milestone.day)]: today }
        : state.milestonesOn,
      months,
    },
  }
}

function cycleOf({ startedOn, rewards, milestones }: Running): Cycle {
  return { startedOn, rewards, milestones }
}

export function pointsOf(gifts: readonly Gift[]): number {
  return gifts.reduce((sum, gift) => sum + gift.points, 0)
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
): { days: number; steps: MonthStep[] } {
  const month = monthOf(today)
  const paid = state.monthly.month === month ? state.monthly.days : 0
  const done = daysMarked(months[month] ?? 0)
  const reached = rules.monthly.filter((step) => step.days > paid && step.days <= done)
  return { days: reached.at(-1)?.days ?? paid, steps: reached }
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
