import * as v from 'valibot'
import { BusinessDay, Count, Instant, text } from '../scalars'
import { staffAction } from '../staff/staff-role'

const operator = text('操作人', 30)

/** 重新对账: the job sweeps all accounts again; `full` reads every entry since the beginning. */
export const runReconciliation = staffAction('reconciliation.run', {
  roles: ['console', 'checks'],
  input: v.strictObject({ operator, full: v.boolean() }),
  output: v.strictObject({ started: v.literal(true) }),
  refusals: [],
})

export const SweepView = v.strictObject({
  day: BusinessDay,
  full: v.boolean(),
  done: v.boolean(),
  /** How many accounts were checked so far, and how many drifts were found. */
  checked: Count,
  drifts: Count,
})

export const AlertView = v.strictObject({
  topic: v.picklist([
    'account',
    'stock',
    'claim',
    'orderApi',
    'orderImport',
    'pay',
    'pickUp',
    'pool',
    'push',
    'staff',
    'code',
    'publication',
    'shop',
    'document',
  ]),
  kind: v.string(),
  subject: v.string(),
  /** A Chinese sentence: what differs, in numbers. */
  sentence: v.string(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
})

/** 对账结果: how far the last sweep came, and what differs now, newest first. */
export const openReconciliation = staffAction('reconciliation.open', {
  roles: ['console', 'checks'],
  input: v.strictObject({ operator }),
  output: v.strictObject({ sweep: v.nullable(SweepView), alerts: v.array(AlertView) }),
  refusals: [],
})
