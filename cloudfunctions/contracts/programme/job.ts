import * as v from 'valibot'
import { action } from '../action'
import { Count } from '../scalars'

/** What the timer does, one after the other. */
export const JOBS = [
  'posting',
  'expiry',
  'tiers',
  'notices',
  'sending',
  'closing',
  'pickUps',
  'orderApis',
  'imports',
  'departures',
  'statistics',
  'reconciliation',
  'cleaning',
] as const
export type JobName = (typeof JOBS)[number]

/** 到期任务: everything that is due, or one job of it; safe to run twice, cut off or at once. */
export const runDue = action('job.runDue', {
  input: v.strictObject({ only: v.optional(v.picklist(JOBS)) }),
  output: v.strictObject({
    published: Count,
    rejected: Count,
    importsFinished: Count,
    claimsClosed: Count,
    /** Orders that a marketplace told when it was asked. */
    ordersFound: Count,
    claimsPosted: Count,
    /** Goods that nobody fetched in time, and that the shop was told of. */
    pickUpsOver: Count,
    accountsExpired: Count,
    /** Notices that were written; a message sent through WeChat is noted on its notice. */
    noticesMade: Count,
    /** Accounts of members who left, closed where their own call was cut off. */
    departuresFinished: Count,
    /** Accounts whose tier was looked at, with the gifts and notices that were due. */
    tiersLooked: Count,
    /** Days whose statistics are written. */
    daysClosed: Count,
    /** Accounts that were held against their entries; what differs is an alert. */
    accountsChecked: Count,
    /** Notes of pushes that nobody sends again. */
    pushesRemoved: Count,
  }),
  refusals: [],
})
