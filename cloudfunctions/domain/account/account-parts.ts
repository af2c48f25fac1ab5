import type { BusinessDay, BusinessMonth } from '../business-day'
import type { ToldRequest } from '../once-only'
import type { Birthday } from './birthday'
import type { Cycle } from './tier-cycle'
import type { TaskRules } from '../../contracts/task/task-settings'

/** What a member earns without an order; its name begins the natural keys of its entries. */
export type EarnAction = 'check-in' | 'print-code' | 'profile' | 'task'

/** Points of the newest business day, by action and, for the cap over all, of interaction. */
export interface EarnedToday {
  day: BusinessDay
  interaction: number
  byAction: Partial<Record<EarnAction, number>>
}

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

/** What the days of one round of the cycle pay. */
export interface Ladder {
  /** Points of day 1, 2, … of the cycle. */
  rewards: number[]
  milestones: Milestone[]
}

/** A ladder, and since which day this member meets it. */
export interface MetLadder extends Ladder {
  since: BusinessDay
}

/** An unbroken row of days that were checked in or made up; its rounds begin with its first day. */
export interface Run {
  from: BusinessDay
  to: BusinessDay
  /** The first day of the round in which `to` lies. */
  round: BusinessDay
  /** The ladder of that round, by its `since`: a changed ladder starts with the next round. */
  ladder: BusinessDay
}

/** 签到 of one account. */
export interface CheckInState {
  /** Unbroken rows of days, the newest last: the newest one, and those a make-up can still reach. */
  runs: Run[]
  /** Ladders that these rows follow or may come to follow, the newest last. */
  ladders: MetLadder[]
  /** The last day checked in of an earlier membership; absent for who was never here before. */
  doneBefore?: BusinessDay
  /** What the newest make-ups were told; not there before the first. */
  makeUpRequests?: ToldRequest<MakeUpTold>[]
  /** Make-ups of the newest month that had any. */
  makeUps: { month: string; count: number }
  /** The days of the highest monthly reward that was paid, for the newest months. */
  monthly: Record<BusinessMonth, number>
  /** Days checked in as bits (bit 1 = the first), for the newest months. */
  months: Record<BusinessMonth, number>
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
    runs: [],
    ladders: [],
    months: {},
    monthly: {},
    milestonesOn: {},
    last: null,
    makeUps: { month: '', count: 0 },
  }
}

/** What is counted of an account's claims to notice guessing; absent before it is needed. */
export interface ClaimWatch {
  /** Tries without a result, counted for 24 hours from the first. */
  wrong: number
  wrongSince: number
  /** All of them, ever: such an account may have a claim that still waits. */
  unproven: number
  lockedUntil: number
  /** Claims within the hour that began then. */
  hourSince: number
  inHour: number
  /** The digits of the newest number, and how many in a row were neighbours. */
  lastNo: string
  inRow: number
  /** Buyers whose orders were claimed, as far as an order tells; bounded. */
  buyers: string[]
  /** Phones on which this member claimed; bounded, and absent where none was told. */
  devices?: string[]
}

/** 手机号转移: a number went from one member to another, and nothing else did. */
export interface PhoneMove {
  /** away: it left this account; here: it came to this one. */
  way: 'away' | 'here'
  masked: string
  at: number
}

/** Wrong tries of the newest day, and the codes that the newest requests were about. */
export interface CodeTries {
  day: BusinessDay
  wrong: number
  requests: ToldRequest<null>[]
}

/** Codes that somebody types or scans: at the till, of a shop's duty, on its wall, on a label. */
export type CodeKind = 'till' | 'duty' | 'visit' | 'label'

/** Wrong tries of the newest day, for each kind; absent before the first. */
export type WrongCodes = Partial<Record<CodeKind, { day: BusinessDay; wrong: number }>>

/** 资料 of one account. */
export interface Profile {
  birthday: Birthday
  /** What the newest tellings were told. */
  requests: ToldRequest<BirthdayTold>[]
}

/** What a member was told when a birthday was set. */
export interface BirthdayTold {
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
  /** It was given in an earlier membership, whose cycles this one's need not match. */
  before?: true
}

/** What an account keeps about its tier while a tier policy is in force. */
export interface TierState {
  /** The tier that its growth holds. */
  id: string
  cycle: Cycle
  /** The last cycle was not enough: what is missing, and the last day on which it still counts. */
  grace: { until: BusinessDay; missing: number } | null
  /** Gifts that the job has still to give. */
  gifts: OwedGift[]
  manual: ManualTier | null
  /** The newest birthday that the job has seen; not there before the first. */
  birthday?: BusinessDay
}

export interface OwedGift {
  tier: string
  /** The first day of the cycle: one gift per tier and cycle. */
  cycle: BusinessDay
  why: 'join' | 'up' | 'kept'
}

/** 手工等级: given by staff; growth may lift the member above it and never below it. */
export interface ManualTier {
  id: string
  /** The last day. */
  until: BusinessDay
  reason: string
  operator: string
}

/** Tasks whose progress is counted up to a goal. */
export type CountedTask = Extract<TaskRules, { goal: number }>

/** What a cycle was begun with: a changed task starts with the next cycle. */
export interface TaskTerms {
  kind: CountedTask['kind']
  title: string
  goal: number
  points: number
  growth: number
  /** The last day that counts, null where there is none. */
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
  /** What stays paid for it; null again when it was taken back. */
  paid: { entry: string; points: number; growth: number } | null
  /** How often it was paid, so that each payment has a key of its own. */
  times: number
}

/** 任务 of one account: bounded, whatever a member has done. */
export interface TaskState {
  progress: TaskProgress[]
  /** Shops that were visited on the newest day of visiting. */
  visits: { day: BusinessDay; shops: string[] }
  /** New members of the newest day of inviting who were paid for. */
  invites: { day: BusinessDay; count: number }
  /** Orders of the newest day of reviewing; not there before the first. */
  reviews?: { day: BusinessDay; count: number }
  /** What the newest requests were told; not there before the first. */
  requests?: ToldRequest<TaskTold>[]
}

/** What a member was told when a reward came. */
export interface TaskTold {
  earned: number
  growthEarned: number
  missed: number
  paidToDeficit: number
  balance: number
}
