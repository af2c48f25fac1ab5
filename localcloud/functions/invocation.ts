import { randomUUID } from 'node:crypto'
import { isPlainObject } from '../database/document'
import type { FaultTarget } from '../faults/faults'

export interface Caller {
  openid?: string
  unionid?: string
  appid?: string
  /** How the call came in; a chain such as `scf,wx_client` if functions call each other. */
  source?: string
  clientIp?: string
}

export interface RequestRecord {
  action: string
  collection?: string
  index?: string
  scanned?: number
  ms: number
  transactionId?: string
  error?: string
}

export interface LogLine {
  requestId: string
  function: string
  openid?: string
  source: string
  startedAt: string
  ms: number
  ok: boolean
  error?: string
  databaseCalls: number
  lines: { level: string; text: string }[]
}

export interface FunctionError {
  message: string
  stack?: string
  /** The cloud's code: FUNCTIONS_EXECUTE_FAIL or FUNCTIONS_TIME_LIMIT_EXCEEDED. */
  code: string
}

export interface InvocationResult {
  result?: unknown
  error?: FunctionError
  requestId: string
  databaseCalls: number
  requests: RequestRecord[]
  ms: number
  /** The peak memory of the process so far; 0 if the call did not end well. */
  kilobytes: number
}

/** What the rule of a fault can name: the function, the action of its event, and the caller. */
export function faultTarget(name: string, data: unknown, { openid }: Caller): FaultTarget {
  const action = isPlainObject(data) && typeof data.action === 'string' ? data.action : undefined
  return { function: name, action, openid }
}

/** One run of one function: who called, and everything it asked of the cloud. */
export class Invocation {
  readonly requestId = randomUUID()
  readonly functionName: string
  readonly caller: Caller
  readonly target: FaultTarget
  readonly startedAt: number
  readonly began = performance.now()
  readonly requests: RequestRecord[] = []
  readonly lines: { level: string; text: string }[] = []
  readonly openTransactions = new Set<string>()
  databaseCalls = 0
  kilobytes = 0

  constructor(target: FaultTarget, caller: Caller, startedAt: number) {
    this.functionName = target.function
    this.target = target
    this.caller = caller
    this.startedAt = startedAt
  }

  get ms(): number {
    return Math.round((performance.now() - this.began) * 10) / 10
  }

  finish(outcome: { result?: unknown; error?: FunctionError }): InvocationResult {
    const { requestId, databaseCalls, requests, ms, kilobytes } = this
    return { ...outcome, requestId, databaseCalls, requests, ms, kilobytes }
  }

  logLine(error: FunctionError | undefined): LogLine {
    return {
      requestId: this.requestId,
      function: this.functionName,
      openid: this.caller.openid,
      source: this.caller.source ?? '',
      startedAt: new Date(this.startedAt).toISOString(),
      ms: this.ms,
      ok: error === undefined,
      error: error?.message,
      databaseCalls: this.databaseCalls,
      lines: this.lines,
    }
  }
}
