import * as v from 'valibot'
import { action } from './action'
import { Count, Empty } from './scalars'

/** 到期任务: everything that is due; safe to run twice, cut off or at once. */
export const runDue = action('job.runDue', {
  input: Empty,
  output: v.strictObject({
    published: Count,
    rejected: Count,
    importsFinished: Count,
    claimsClosed: Count,
    claimsPosted: Count,
    accountsExpired: Count,
    /** Notices that were written; a message sent through WeChat is noted on its notice. */
    noticesMade: Count,
  }),
  refusals: [],
})
