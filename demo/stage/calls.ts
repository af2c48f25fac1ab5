import type { Caller, Cloud, InvocationResult, LogLine } from '../../localcloud/cloud'
import type { RequestRecord } from '../../localcloud/functions/invocation'

/** The outcome of a call, read from its reply. */
export type Outcome = 'ok' | 'refused' | 'unavailable' | 'bug' | 'crashed' | 'unknown'

/** One line of the log page: the cloud's own log line and what the call asked for. */
export interface CallLine extends LogLine {
  action: string
  outcome: Outcome
  refused: string
  requests: RequestRecord[]
}

type Note = Pick<CallLine, 'action' | 'outcome' | 'refused' | 'requests'>

const NOTES_KEPT = 1000
/** A call that came from neither a phone nor the page: from a timer or another function. */
const NO_NOTE: Note = { action: '', outcome: 'unknown', refused: '', requests: [] }

/** Calls that went through the stage, because the cloud's log does not record their content. */
export class StageCalls {
  private readonly cloud: () => Pick<Cloud, 'invoke' | 'logs'>
  private readonly notes = new Map<string, Note>()

  constructor(cloud: () => Pick<Cloud, 'invoke' | 'logs'>) {
    this.cloud = cloud
  }

  async invoke(name: string, data: unknown, caller: Caller): Promise<InvocationResult> {
    const outcome = await this.cloud().invoke(name, data, caller)
    const oldest = this.notes.keys().next().value
    if (this.notes.size >= NOTES_KEPT && oldest !== undefined) this.notes.delete(oldest)
    this.notes.set(outcome.requestId, noteOf(data, outcome))
    return outcome
  }

  /** Newest first. */
  lines(limit: number): CallLine[] {
    const lines = this.cloud().logs.list(limit)
    return lines.map((line) => this.lineOf(line)).reverse()
  }

  private lineOf(line: LogLine): CallLine {
    const note = this.notes.get(line.requestId) ?? NO_NOTE
    return { ...line, ...note, outcome: line.ok ? note.outcome : 'crashed' }
  }
}

function noteOf(data: unknown, { result, error, requests }: InvocationResult): Note {
  const action = isObject(data) && typeof data.action === 'string' ? data.action : ''
  return {
    action,
    refused: refusalOf(result),
    requests,
    outcome: error ? 'crashed' : outcomeOf(result),
  }
}

function refusalOf(result: unknown): string {
  if (!isObject(result) || typeof result.refused !== 'string') return ''
  return result.detail ? `${result.refused} ${JSON.stringify(result.detail)}` : result.refused
}

function outcomeOf(result: unknown): Outcome {
  if (!isObject(result)) return 'unknown'
  if ('ok' in result) return 'ok'
  if ('refused' in result) return 'refused'
  if ('unavailable' in result) return 'unavailable'
  return 'bug' in result ? 'bug' : 'unknown'
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
