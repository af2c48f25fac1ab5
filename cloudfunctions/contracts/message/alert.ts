import * as v from 'valibot'
import { Instant, reason, text } from '../scalars'
import { staffAction } from '../staff/staff-role'

/** 处理提醒: marks that a person has seen to it; if it is still wrong tomorrow, it opens again. */
export const resolveAlert = staffAction('alert.resolve', {
  roles: ['console', 'claims', 'checks'],
  input: v.strictObject({
    operator: text('操作人', 30),
    alertId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    /** What the person found or did, for whoever reads it next. */
    note: reason('处理说明', 100),
  }),
  output: v.strictObject({ alertId: v.string(), operator: v.string(), resolvedAt: Instant }),
  refusals: ['ALERT_NOT_FOUND', 'ALERT_RESOLVED'],
})
