import * as v from 'valibot'
import { action } from '../action'
import { Count } from '../scalars'

/** The timer's jobs, in the order in which they run. */
export const JOBS = [
  'posting',
  'expiry',
  'tiers',
  'notices',
  'sending',
  'closing',
  'pickUps',
  'codePools',
  'reservations',
  'orderApis',
  'imports',
  'departures',
  'statistics',
  'reconciliation',
  'cleaning',
] as const
export type JobName = (typeof JOBS)[number]

/** 到期任务: everything that is due, or one job of it; safe to run twice, in parallel or cut off. */
export const runDue = action('job.runDue', {
  input: v.strictObject({ only: v.optional(v.picklist(JOBS)) }),
  output: v.strictObject({
    published: Count,
    rejected: Count,
    importsFinished: Count,
    claimsClosed: Count,
    /** Orders that marketplaces reported when we asked them. */
    ordersFound: Count,
    claimsPosted: Count,
    /** Goods that nobody picked up in time and that the shop was alerted to. */
    pickUpsOver: Count,
    /** Pools of codes that are nearly empty; staff have an alert for each. */
    codePoolsLow: Count,
    /** What nobody paid for and went back, and cash that was given back. */
    reservationsEnded: Count,
    accountsExpired: Count,
    /** Notices written; whether WeChat sent a message is noted on its notice. */
    noticesMade: Count,
    /** Accounts of members who left, closed here because their own call was cut off. */
    departuresFinished: Count,
    /** Accounts whose tier was checked, with the gifts and notices that were due. */
    tiersAssessed: Count,
    /** Days whose statistics were written. */
    daysClosed: Count,
    /** Accounts that were compared with their entries; a difference becomes an alert. */
    accountsChecked: Count,
    /** Notes of webhooks that no sender will send again. */
    webhooksRemoved: Count,
  }),
  refusals: [],
})
