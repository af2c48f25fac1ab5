import * as v from 'valibot'
import { Instant, reason, text } from '../scalars'
import { staffAction } from '../staff/staff-role'

/** 处理提醒: a person has looked at it; what is still wrong tomorrow opens it again. */
export const resolveAlert = staffAction('alert.resolve', {
  roles: ['console', 'claims', 'checks'],
  input: v.strictObject({
    operator: text('操作人', 30),
    alertId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    /** What came of it, for who looks next. */
    note: reason('处理说明', 100),
  }),
  output: v.strictObject({ alertId: v.string(), operator: v.string(), resolvedAt: Instant }),
  refusals: ['ALERT_NOT_FOUND', 'ALERT_RESOLVED'],
})
