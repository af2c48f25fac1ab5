import type { Action } from '../../cloudfunctions/contracts/action'
import type { FaultInput } from '../../localcloud/cloud'
import { audit } from '../auditor/auditor'
import { readOnce } from '../auditor/auditor-reader'
import { audienceOf } from '../actions'
import type { BrandCloud } from '../brand-cloud'
import type { MatrixAction } from './crash-matrix-row'
import { Change, differences, readState, type State } from './crash-matrix-state'
import { makeWorld, type World } from './crash-matrix-world'

const REQUEST_FAULTS = [
  ...(['crashBefore', 'crashAfter', 'replyLost'] as const),
  ...(['conflict', 'busy', 'timeout'] as const),
] as const
/** What can happen to a whole call: it arrives twice or late, or the timer fires twice. */
const CALL_FAULTS = ['duplicate', 'late', 'timerTwice'] as const
export const FAULTS = [...REQUEST_FAULTS, ...CALL_FAULTS] as const
export type MatrixFault = (typeof FAULTS)[number]
const LATE_MS = 20

export interface Row {
  title: string
  /** The database requests of the action, in order. */
  requests: string[]
  cells: Cell[]
}

export interface Cell {
  /** 0 if the fault is about the whole call. */
  request: number
  fault: MatrixFault
  /** What differs from the run without a fault; empty if all is well. */
  problems: string[]
}

const RETRIES = 3
/** The person tries again after the instance's copy of the rules has become too old. */
const RETRY_AFTER_MS = 61_000

interface Run {
  first: Outcome
  last: Outcome
  afterFirst: State
  afterLast: State
  fired: number
  requests: string[]
  violation: string | null
  /** What the same under a further request id changed; empty where it was not asked. */
  repeated: string[]
}

interface Outcome {
  reply: unknown
  kind: 'answered' | 'unavailable' | 'bug' | 'crashed'
}

/** The result of a run without a fault, which every other run must reach. */
interface Expected {
  lines: string[]
  answer: string
  requests: string[]
}

/** Runs the rows that `next` gives until there are none, on one cloud. */
export async function runMatrix(
  brand: BrandCloud,
  next: () => MatrixAction | undefined,
): Promise<Row[]> {
  const world = await makeWorld(brand)
  await brand.cloud.snapshot('ready')
  const rows: Row[] = []
  for (let action = next(); action; action = next()) {
    await brand.cloud.restore('ready')
    await action.arrange?.(world)
    rows.push(await new MatrixRow(action, world).run())
  }
  return rows
}

class MatrixRow {
  private before: State = new Map()
  private from = 0

  constructor(
    private readonly action: MatrixAction,
    private readonly world: World,
  ) {}

  async run(): Promise<Row> {
    const { cloud } = this.world.brand
    await cloud.snapshot('row')
    this.from = cloud.clock.now()
    this.before = await readState(cloud.database)
    // The first run leaves a warm process, which the counted run and the cells then use.
    await this.attempt('warm')
    const expected = this.expected(await this.attempt('plain'))
    const cells: Cell[] = []
    for (const request of expected.requests.keys()) {
      for (const fault of REQUEST_FAULTS) {
        // A crash before a later request is a crash after the one before it, which has a cell.
        if (fault === 'crashBefore' && request > 0) continue
        const rule: FaultInput = { request: request + 1, fault }
        const run = await this.attempt(`${request}-${fault}`, rule)
        cells.push({ request: request + 1, fault, problems: this.problems(run, expected) })
      }
    }
    for (const fault of CALL_FAULTS) {
      if (fault === 'timerTwice' && !this.isTimed) continue
      const rule: FaultInput = fault === 'late' ? { fault, ms: LATE_MS } : { fault }
      const run = await this.attempt(fault, rule)
      cells.push({ request: 0, fault, problems: this.problems(run, expected) })
    }
    return { title: this.action.title, requests: expected.requests, cells }
  }

  /** Asks with a fault, then again with the same input, until there is an answer. */
  private async attempt(cell: string, fault?: FaultInput): Promise<Run> {
    const { cloud } = this.world.brand
    await cloud.restore('row', { keepProcesses: true })
    const { name } = this.action.action
    cloud.faults.set(fault ? [{ ...fault, action: name }] : [])
    const { requests, ...first } = await this.send(cell)
    const fired = cloud.faults.report()[0]?.fired ?? 0
    cloud.faults.clear()
    cloud.expireTransactions()
    const afterFirst = await readState(cloud.database)
    cloud.clock.advance(RETRY_AFTER_MS)
    let last: Outcome = await this.send(cell)
    for (let i = 1; i < RETRIES && last.kind !== 'answered'; i++) last = await this.send(cell)
    // Reads everything once, so that the same reading is compared and audited.
    const { database } = cloud
    const end = { ...readOnce(database), collections: () => database.collections() }
    const afterLast = await readState(end)
    const violation = await audit(end).then(
      () => null,
      (error: unknown) => String(error),
    )
    const isWhole = fault !== undefined && !('request' in fault)
    const repeated = isWhole ? await this.repeat(cell, afterLast) : []
    return { first, last, afterFirst, afterLast, fired, requests, violation, repeated }
  }

  /** Asks for the same once more, as a person does who presses the button again another time. */
  private async repeat(cell: string, before: State): Promise<string[]> {
    const input = this.action.input(this.world, cell)
    if (!('requestId' in input) || this.action.mayRepeat !== undefined) return []
    await this.send(cell, { ...input, requestId: `${String(input.requestId)}-further` })
    const changed = differences(before, await readState(this.world.brand.cloud.database))
    return changed.filter((id) => !isNote(id))
  }

  private async send(
    cell: string,
    input: object = this.action.input(this.world, cell),
  ): Promise<Outcome & { requests: string[] }> {
    const { action, openid } = this.action
    const source = this.isTimed ? 'wx_trigger' : 'wx_devtools'
    const caller = openid ? { openid: openid(cell) } : { source }
    const event = { action: action.name, input }
    const { cloud } = this.world.brand
    const { result, error, requests } = await cloud.invoke(audienceOf(action), event, caller)
    const names = requests.map((each) => `${each.action} ${each.collection ?? ''}`.trim())
    return { reply: result, kind: error ? 'crashed' : kindOf(result), requests: names }
  }

  /** The platform's timer starts this. */
  private get isTimed(): boolean {
    return audienceOf(this.action.action) === 'jobs'
  }

  private expected(run: Run): Expected {
    const change = this.change(run.afterFirst)
    if (run.first.kind !== 'answered' || run.violation) {
      throw new Error(`${this.action.title}: ${JSON.stringify(run.first)} ${run.violation}`)
    }
    return {
      lines: change.lines,
      answer: this.answerOf(change, run.first.reply),
      requests: run.requests,
    }
  }

  private answerOf(change: Change, reply: unknown): string {
    if (!isOk(reply)) return change.word(reply)
    const told: Record<string, unknown> = { ...(reply as { ok: object }).ok }
    for (const field of this.action.forgetAnswer ?? []) Reflect.deleteProperty(told, field)
    return change.word({ ok: told })
  }

  private change(after: State): Change {
    return new Change(this.before, after, this.from, this.action.forget ?? {})
  }

  private problems(run: Run, expected: Expected): string[] {
    const problems: string[] = []
    const { first, last } = run
    const atFirst = this.change(run.afterFirst)
    const change = this.change(run.afterLast)
    if (run.fired !== 1) problems.push('the fault did not fire')
    if (run.violation) problems.push(run.violation)
    if (first.kind === 'bug') problems.push('the fault was answered as a bug of ours')
    if (last.kind !== 'answered') problems.push(`no answer: ${JSON.stringify(last.reply)}`)
    problems.push(...lineDifferences(expected.lines, change.lines))
    for (const outcome of [first, last]) {
      const answer = this.answerOf(change, outcome.reply)
      if (outcome.kind !== 'answered' || answer === expected.answer) continue
      if (this.action.countsOneCall && isOk(outcome.reply)) continue
      problems.push(`answer ${answer} instead of ${expected.answer}`)
    }
    if (isAudited(this.action.action) && lacksLine(this.before, run.afterFirst)) {
      problems.push('a deed without its line in the log')
    }
    problems.push(...this.halfDone(first, atFirst.lines, expected.lines))
    problems.push(...run.repeated.map((id) => `a further request id changed ${id}`))
    // What was already done must stay exactly as it is, to the millisecond.
    const done = atFirst.lines.join() === expected.lines.join()
    const touched = done ? differences(run.afterFirst, run.afterLast) : []
    const free = Object.keys(this.action.forget ?? {})
    for (const id of touched) {
      if (!free.some((collection) => id.startsWith(`${collection}/`))) {
        problems.push(`the retry changed ${id}, which was done`)
      }
    }
    return problems
  }

  /**
   * What a retry would hide: a first call that is answered with success has done all of it by then,
   * and one that failed has done nothing or everything.
   */
  private halfDone({ kind, reply }: Outcome, lines: string[], expected: string[]): string[] {
    const [actual, wanted] = [lines, expected].map((all) => all.filter((line) => !isNote(line)))
    const missing = lineDifferences(wanted ?? [], actual ?? [])
    if (missing.length === 0) return []
    if (kind === 'answered' && isOk(reply)) {
      return missing.map((line) => `answered with success before it was done: ${line}`)
    }
    if (actual?.length === 0 || this.action.inSteps !== undefined) return []
    return missing.map((line) => `half done by a call that failed: ${line}`)
  }
}

/** The log of calls, and what staff asked under which request id: noted before anything is done. */
function isNote(line: string): boolean {
  return /^(audit|staff_requests)[ /]/.test(line)
}

/** Staff, and guides at the till: every change has its audit line, wherever it was cut off. */
function isAudited(action: Action): boolean {
  const slug = action.name.split('.')[0] ?? ''
  return audienceOf(action) === 'staff' || ['write-off', 'hand-over'].includes(slug)
}

function lacksLine(before: State, after: State): boolean {
  const lines = (state: State) => [...state.keys()].filter((id) => id.startsWith('audit/')).length
  return differences(before, after).length > 0 && lines(after) === lines(before)
}

function kindOf(reply: unknown): Outcome['kind'] {
  if (typeof reply !== 'object' || reply === null || 'bug' in reply) return 'bug'
  return 'unavailable' in reply ? 'unavailable' : 'answered'
}

function isOk(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'ok' in reply
}

function lineDifferences(wanted: string[], actual: string[]): string[] {
  const missing = wanted.filter((line) => !actual.includes(line)).map((line) => `missing: ${line}`)
  const extra = actual.filter((line) => !wanted.includes(line)).map((line) => `too much: ${line}`)
  const doubled = actual.length !== wanted.length && missing.length + extra.length === 0
  return [...missing, ...extra, ...(doubled ? ['a document is there twice'] : [])]
}
