import type { BusinessDay, BusinessMonth } from '../business-day'
import type { AnsweredRequest } from '../once-only'
import type { Birthday } from './birthday'
import type { Cycle } from './tier-cycle'
import type { TaskRules } from '../../contracts/task/task-settings'

/** Actions that earn points without an order; the name begins the natural keys of their entries. */
export type EarnAction = 'check-in' | 'print-code' | 'profile' | 'task'

/** Points of the newest business day, by action, and of all interaction, for the cap over that. */
export interface EarnedToday {
  day: BusinessDay
  interaction: number
  byAction: Partial<Record<EarnAction, number>>
}

/** What a milestone of the cycle or a monthly step brings. */
export interface Gift {
  points: number
  growth: number
  coupon: { templateId: string; title: string } | null
}

export interface Milestone extends Gift {
  /** The day of the cycle, from 1. */
  day: number
}

/** What the days of one cycle pay. */
export interface Ladder {
  /** Points of day 1, 2, … of the cycle. */
  rewards: number[]
  milestones: Milestone[]
}

/** A ladder, and the day from which it holds for this member. */
export interface MetLadder extends Ladder {
  since: BusinessDay
}

/** An unbroken row of days that were checked in or made up; its cycles start at its first day. */
export interface Run {
  from: BusinessDay
  to: BusinessDay
  /** The first day of the cycle that contains `to`. */
  round: BusinessDay
  /** The ladder of that cycle, by its `since`: a changed ladder starts with the next cycle. */
  ladder: BusinessDay
}

/** 签到 on an account. */
export interface CheckInState {
  /** Unbroken rows of days, newest last: the newest, and those that a make-up can still reach. */
  runs: Run[]
  /** Ladders that these rows follow or may still follow, newest last. */
  ladders: MetLadder[]
  /** The last check-in day of an earlier membership; absent in a first one. */
  doneBefore?: BusinessDay
  /** The answers to the newest make-ups; absent before the first. */
  makeUpRequests?: AnsweredRequest<MakeUpAnswer>[]
  /** Make-ups of the newest month that had any. */
  makeUps: { month: string; count: number }
  /** The highest monthly step that was paid, in days, for the newest months. */
  monthly: Record<BusinessMonth, number>
  /** Days checked in as bits (bit 1 = the first), for the newest months. */
  months: Record<BusinessMonth, number>
  /** When each cycle day's milestone was last paid: at most once within the length of a cycle. */
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

/** The answer that a member got when a day was made up. */
export interface MakeUpAnswer {
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
    runs: [],
    ladders: [],
    months: {},
    monthly: {},
    milestonesOn: {},
    last: null,
    makeUps: { month: '', count: 0 },
  }
}

/** Counters of an account's claims that help to notice guessing; absent before the first. */
export interface ClaimWatch {
  /** Tries without a result, counted for 24 hours from the first. */
  wrong: number
  wrongSince: number
  /** All such tries ever: an account that has any may have a claim that still waits. */
  unproven: number
  lockedUntil: number
  /** Claims within one hour, counted from that time. */
  hourSince: number
  inHour: number
  /** The digits of the newest number, and how many in a row were neighbours. */
  lastNo: string
  inRow: number
  /** Buyers of the claimed orders, as far as orders show them; bounded. */
  buyers: string[]
  /** Phones on which this member claimed; bounded, absent where no phone was given. */
  devices?: string[]
}

/** 手机号转移: a phone number went from one member to another, and nothing else. */
export interface PhoneMove {
  /** away: the number left this account; here: it came to this account. */
  way: 'away' | 'here'
  masked: string
  at: number
}

/** Wrong tries of the newest day, and which codes the newest requests were about. */
export interface CodeTries {
  day: BusinessDay
  wrong: number
  requests: AnsweredRequest<null>[]
}

/** Codes that people type or scan: at the till, for duty, on a shop's wall, on a label. */
export type CodeKind = 'till' | 'duty' | 'visit' | 'label'

/** Wrong tries of the newest day, for each kind; absent before the first. */
export type WrongCodes = Partial<Record<CodeKind, { day: BusinessDay; wrong: number }>>

/** 资料 on an account. */
export interface Profile {
  birthday: Birthday
  /** The answers to the newest requests that set the birthday. */
  requests: AnsweredRequest<BirthdayAnswer>[]
}

/** The answer that a member got when they set a birthday. */
export interface BirthdayAnswer {
  birthday: string
  changeableFrom: BusinessDay
  earned: number
  missed: number
  balance: number
}

/** A gift of a tier that was given, and the last day of the cycle that it was for. */
export interface TierGiftHad {
  tier: string
  until: BusinessDay
  /** Given in an earlier membership, whose cycles need not match those of this one. */
  before?: true
}

/** What an account stores about its tier while a tier policy is in force. */
export interface TierState {
  /** The tier that the member's growth holds. */
  id: string
  cycle: Cycle
  /** The last cycle was not enough: the missing growth, and until when it still counts. */
  grace: { until: BusinessDay; missing: number } | null
  /** Gifts that the job still has to give. */
  gifts: OwedGift[]
  manual: ManualTier | null
  /** The newest birthday that the job has handled; absent before the first. */
  birthday?: BusinessDay
}

export interface OwedGift {
  tier: string
  /** The first day of the cycle: one gift per tier and cycle. */
  cycle: BusinessDay
  why: 'join' | 'up' | 'kept'
}

/** 手工等级: given by staff; growth may lift the member above it but never below. */
export interface ManualTier {
  id: string
  /** The last day. */
  until: BusinessDay
  reason: string
  operator: string
}

/** Tasks whose progress is counted up to a goal. */
export type CountedTask = Extract<TaskRules, { goal: number }>

/** What the cycle started with: a changed task begins with the next cycle. */
export interface TaskTerms {
  kind: CountedTask['kind']
  title: string
  goal: number
  points: number
  growth: number
  /** The last day that counts; null if it counts forever. */
  lastDay: BusinessDay | null
  version: number
}

/** 任务进度: one task in one cycle, such as a month. */
export interface TaskProgress {
  task: string
  cycle: string
  terms: TaskTerms
  /** Days or orders that count. */
  count: number
  /** For categories, how many of those orders are in each. */
  categories: Record<string, number>
  /** The reward that was paid and not taken back; null before, and again when it is taken back. */
  paid: { entry: string; points: number; growth: number } | null
  /** How often it was paid, so that each payment has its own key. */
  times: number
}

/** 任务 on an account: bounded in size, whatever a member has done. */
export interface TaskState {
  progress: TaskProgress[]
  /** Shops visited on the newest day with a visit. */
  visits: { day: BusinessDay; shops: string[] }
  /** New members who were paid for, on the newest day with one. */
  invites: { day: BusinessDay; count: number }
  /** Orders reviewed on the newest day with a review; absent before the first. */
  reviews?: { day: BusinessDay; count: number }
  /** The answers to the newest requests; absent before the first. */
  requests?: AnsweredRequest<TaskAnswer>[]
}

/** The answer that a member got with a reward. */
export interface TaskAnswer {
  earned: number
  growthEarned: number
  missed: number
  paidToDeficit: number
  balance: number
}
