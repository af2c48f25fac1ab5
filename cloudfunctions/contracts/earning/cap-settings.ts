import * as v from 'valibot'
import { between } from '../scalars'

const cap = (what: string) => v.optional(v.nullable(between(what, 1, 1_000_000)), null)

/**
 * 每人每天上限 for what is earned without an order; caps of orders are in `earn`. Absent or null means
 * no cap.
 */
export const CapSettings = v.strictObject({
  /** 互动积分 of one member and day, over all actions together. */
  interactionPerDay: cap('每人每天互动积分上限'),
  checkInPerDay: cap('每人每天签到积分上限'),
  printCodePerDay: cap('每人每天一物一码积分上限'),
  taskPerDay: cap('每人每天任务积分上限'),
})
export type CapSettings = v.InferOutput<typeof CapSettings>
