import * as v from 'valibot'
import { CloudError } from '../database/errors'

const times = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1)
const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60_000))
/** Which callbacks a rule is about; without it, all. */
const of = v.optional(v.picklist(['paid', 'refunded']))

const CallbackRule = v.strictObject({
  /**
   * `lost` does not arrive until it is sent again, `double` arrives twice at once, `forged` is
   * signed by a stranger, `altered` is not what WeChat Pay signed.
   */
  fault: v.picklist(['lost', 'double', 'forged', 'altered']),
  of,
  times,
})
const LateRule = v.strictObject({ fault: v.literal('late'), ms: milliseconds, of, times })
const CallRule = v.strictObject({
  /**
   * `down` does nothing and fails; `replyLost` does it, and then fails. `stale` is for `query` and
   * `close`, which do not know yet that somebody has paid.
   */
  fault: v.picklist(['down', 'replyLost', 'stale']),
  call: v.picklist(['prepay', 'query', 'close', 'refund', 'queryRefund']),
  times,
})

const Rules = v.array(v.variant('fault', [CallbackRule, LateRule, CallRule]))

/** A fault of WeChat Pay as a test writes it. */
export type PayFaultInput = v.InferInput<typeof Rules>[number]
type PayFault = v.InferOutput<typeof Rules>[number]
export type CallbackFault = Exclude<PayFault, { call: unknown }>
export type PayCall = Extract<PayFault, { call: unknown }>['call']
type CallFault = Extract<PayFault, { call: unknown }>

function ofCall(call: PayCall, isStale: boolean) {
  return (rule: PayFault): rule is CallFault =>
    'call' in rule && rule.call === call && (rule.fault === 'stale') === isStale
}

/** The faults that a test has asked for; each fires as often as it says. */
export class PayFaults {
  private armed: { rule: PayFault; fired: number }[] = []

  set(rules: readonly PayFaultInput[]): void {
    const parsed = v.safeParse(Rules, rules)
    if (!parsed.success) throw new CloudError('INVALID_PARAM', parsed.issues[0].message)
    this.armed = parsed.output.map((rule) => ({ rule, fired: 0 }))
  }

  clear(): void {
    this.armed = []
  }

  forCallback(kind: 'paid' | 'refunded'): CallbackFault | undefined {
    const fits = (rule: PayFault): rule is CallbackFault =>
      !('call' in rule) && (rule.of === undefined || rule.of === kind)
    return this.take(fits)
  }

  forCall(call: PayCall): 'down' | 'replyLost' | undefined {
    const fault = this.take(ofCall(call, false))?.fault
    return fault === 'stale' ? undefined : fault
  }

  /** Whether WeChat Pay does not know yet what it has just taken. */
  isStale(call: PayCall): boolean {
    return this.take(ofCall(call, true)) !== undefined
  }

  private take<R extends PayFault>(fits: (rule: PayFault) => rule is R): R | undefined {
    for (const armed of this.armed) {
      const { rule, fired } = armed
      if (fired >= rule.times || !fits(rule)) continue
      armed.fired++
      return rule
    }
    return undefined
  }
}
