import * as v from 'valibot'
import { CloudError } from '../database/errors'

/** Long enough for another request in flight at the same time, short enough for a test. */
const WAIT_MS = 20

const text = v.pipe(v.string(), v.minLength(1))
const count = v.pipe(v.number(), v.integer(), v.minValue(1))
const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60_000))

/** Which calls a rule is about; a field that is left out fits every call. */
const which = {
  function: v.optional(text),
  /** The `action` of the event, such as `check-in.checkIn`. */
  action: v.optional(text),
  openid: v.optional(text),
  /** How often it fires before it is used up. */
  times: v.optional(count, 1),
}

/** The n-th database request of an invocation, or the next request with this wire action. */
const request = v.union([count, text])

const RequestRule = v.strictObject({
  ...which,
  request,
  fault: v.picklist(['conflict', 'busy', 'replyLost', 'crashBefore', 'crashAfter']),
})
const TimeoutRule = v.strictObject({
  ...which,
  request,
  fault: v.literal('timeout'),
  /** How long the SDK waits before it gives up; by itself it would wait 15 seconds. */
  waitMs: v.optional(milliseconds, WAIT_MS),
})
const DuplicateRule = v.strictObject({
  ...which,
  fault: v.literal('duplicate'),
  order: v.optional(v.picklist(['together', 'after']), 'together'),
})
const LateRule = v.strictObject({ ...which, fault: v.literal('late'), ms: milliseconds })
const TimerRule = v.strictObject({ ...which, fault: v.literal('timerTwice') })

const Rules = v.array(
  v.variant('fault', [RequestRule, TimeoutRule, DuplicateRule, LateRule, TimerRule]),
)

/** A fault as a test writes it. */
export type FaultInput = v.InferInput<typeof Rules>[number]
/** A fault with its defaults filled in. */
export type FaultRule = v.InferOutput<typeof Rules>[number]
/** What goes wrong with one request of a function. */
export type RequestFault = Extract<FaultRule, { request: unknown }>
/** What goes wrong with the delivery of one call. */
export type CallFault = Exclude<FaultRule, RequestFault>

export function decodeRules(value: unknown): FaultRule[] {
  const parsed = v.safeParse(Rules, value)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const path = v.getDotPath(issue) ?? 'rules'
  throw new CloudError('INVALID_PARAM', `${path}: ${issue.message}`)
}

export function isRequestFault(rule: FaultRule): rule is RequestFault {
  return 'request' in rule
}
