import * as v from 'valibot'
import { action } from '../action'
import { ExpiryView } from './expiry'
import { BusinessDay, BusinessMonth, Count, Instant, Points, PointsChange } from '../scalars'

export const STATEMENT_FILTERS = ['all', 'earn', 'burn', 'expire', 'restore'] as const

/** 流水行: one movement of points, and what it came from. */
export const StatementLine = v.strictObject({
  seq: Count,
  at: Instant,
  kind: v.picklist(['earn', 'burn', 'expire', 'clawback', 'restore', 'adjust']),
  source: v.picklist([
    'check-in',
    'order',
    'waiver',
    'print-code',
    'profile',
    'tier',
    'redemption',
    'expiry',
    'leave',
    'staff',
    'task',
  ]),
  /** A Chinese sentence part: what happened. */
  title: v.string(),
  /** What it came from: the order, the reward, the day of the streak. */
  note: v.string(),
  points: PointsChange,
  /** The coupon that was given or taken back together with it. */
  coupon: v.nullable(v.string()),
  /** True where the member did not do it on the phone, or a coupon came with it. */
  isNews: v.boolean(),
})

/** 消费、奖励、互动积分: what the account has earned of each so far, less what was taken back. */
export const EarnedByKind = v.strictObject({
  consumption: PointsChange,
  reward: PointsChange,
  interaction: PointsChange,
})

/** 积分明细: the balance, when it expires, and a page of movements, newest first. */
export const openStatement = action('statement.open', {
  input: v.strictObject({
    filter: v.picklist(STATEMENT_FILTERS),
    before: v.optional(Count),
  }),
  output: v.strictObject({
    balance: Points,
    deficit: Points,
    expiry: ExpiryView,
    byKind: EarnedByKind,
    /** Points by the month in which they expire; they add up to the balance. */
    expiring: v.array(v.strictObject({ month: BusinessMonth, on: BusinessDay, points: Points })),
    lines: v.array(StatementLine),
    next: v.nullable(Count),
  }),
  refusals: [],
})
