import {
  decodeRules,
  isRequestFault,
  type CallFault,
  type FaultInput,
  type FaultRule,
  type RequestFault,
} from './rule'

/** The parts of a function call that a rule can look at. */
export interface FaultTarget {
  function: string
  action: string | undefined
  openid: string | undefined
}

export interface FaultReport {
  rule: FaultRule
  fired: number
}

/** The faults that a test has asked for. Normally there are none, and then this costs nothing. */
export class Faults {
  private armed: FaultReport[] = []

  /** Replaces the plan. If several rules fit, the first one that is not used up fires. */
  set(rules: readonly FaultInput[]): void {
    this.armed = decodeRules(rules).map((rule) => ({ rule, fired: 0 }))
  }

  clear(): void {
    this.armed = []
  }

  report(): FaultReport[] {
    return this.armed.map(({ rule, fired }) => ({ rule: { ...rule }, fired }))
  }

  /** `ordinal` is 1 for the first database request of its invocation, 0 for any other request. */
  forRequest(target: FaultTarget, ordinal: number, wireAction: string): RequestFault | undefined {
    if (this.armed.length === 0) return undefined
    const meant = (rule: FaultRule): rule is RequestFault =>
      isRequestFault(rule) && (rule.request === ordinal || rule.request === wireAction)
    return this.take(target, meant)
  }

  forCall(target: FaultTarget, isTimer: boolean): CallFault | undefined {
    if (this.armed.length === 0) return undefined
    const meant = (rule: FaultRule): rule is CallFault =>
      !isRequestFault(rule) && (rule.fault !== 'timerTwice' || isTimer)
    return this.take(target, meant)
  }

  private take<R extends FaultRule>(
    target: FaultTarget,
    meant: (rule: FaultRule) => rule is R,
  ): R | undefined {
    for (const armed of this.armed) {
      const { rule, fired } = armed
      if (fired >= rule.times || !meant(rule) || !fits(rule, target)) continue
      armed.fired++
      return rule
    }
    return undefined
  }
}

function fits(rule: FaultRule, target: FaultTarget): boolean {
  return (
    (rule.function === undefined || rule.function === target.function) &&
    (rule.action === undefined || rule.action === target.action) &&
    (rule.openid === undefined || rule.openid === target.openid)
  )
}
