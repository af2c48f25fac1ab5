import * as v from 'valibot'
import type {
  Action,
  DoorRefusal,
  Envelope,
  InputOf,
  OutputOf,
  RefusalOf,
  Refused,
  Reply,
} from '../../contracts/action'
import { businessDay } from '../../domain/business-day'
import { readCaller, type Caller } from './caller'
import { now } from '../clock'
import { isConflict, isOutage } from '../failures'
import { newId } from '../ids'
import { inputFault } from './input-fault'
import { loggedText, logLine } from '../log'
import { brandId } from '../settings'

/** Read once per call, before any transaction opens. */
export interface Context {
  now: number
  today: string
  brand: string
  caller: Caller
  /** Identifies this call in the log and to the user. */
  reference: string
}

export interface Handler<C> {
  action: Action
  run(input: unknown, context: C): Promise<unknown>
}

/** What a handler may return: the contract's output, or one of its refusals or the door's. */
export type Answer<A extends Action> = OutputOf<A> | Refused<RefusalOf<A> | DoorRefusal>

/** Ties an action to its code; the types force every answer and refusal to be in the contract. */
export function handler<A extends Action, C>(
  action: A,
  run: (input: InputOf<A>, context: C) => Promise<Answer<A>>,
): Handler<C> {
  return { action, run: (input, context) => run(input as InputOf<A>, context) }
}

/** Decides who may pass: a context for the handlers, or a refusal. */
export type Gate<C extends Context> = (
  context: Context,
  event: Envelope & object,
) => Promise<C | Refused>

export function isRefused(answer: unknown): answer is Refused {
  return typeof answer === 'object' && answer !== null && 'refused' in answer
}

/** The SDK and valibot accept an array as an object; a contract never does. */
const PlainObject = v.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)
const EnvelopeShape = v.object({ action: v.string(), input: v.optional(PlainObject, {}) })

/** The entry of a deployed function: one door, one gate, one handler per action. */
export function door<C extends Context>(gate: Gate<C>, handlers: Handler<C>[]) {
  const byName = new Map(handlers.map((each) => [each.action.name, each]))
  return async function main(event: unknown): Promise<Reply> {
    const reference = newId().slice(0, 10)
    try {
      return await answer(event, gate, byName, reference)
    } catch (thrown) {
      return failure(thrown, nameOf(event), reference)
    }
  }
}

async function answer<C extends Context>(
  event: unknown,
  gate: Gate<C>,
  byName: Map<string, Handler<C>>,
  reference: string,
): Promise<Reply> {
  const envelope = v.safeParse(EnvelopeShape, event)
  if (!envelope.success) return { refused: 'INPUT_INVALID', detail: inputFault(envelope.issues) }
  const found = byName.get(envelope.output.action)
  if (!found) return { refused: 'ACTION_UNKNOWN' }
  const input = v.safeParse(found.action.input, envelope.output.input)
  if (!input.success) return { refused: 'INPUT_INVALID', detail: inputFault(input.issues) }
  const instant = now()
  const context: Context = {
    now: instant,
    today: businessDay(instant),
    brand: brandId(),
    caller: readCaller(),
    reference,
  }
  const passed = await gate(context, event as Envelope & object)
  if (isRefused(passed)) return passed as Reply
  const result = await found.run(input.output, passed)
  return (isRefused(result) ? result : { ok: result }) as Reply
}

function failure(thrown: unknown, action: string, reference: string): Reply {
  const outage = isConflict(thrown) || isOutage(thrown)
  logLine('error', {
    reference,
    action,
    outage,
    thrown: loggedText(thrown),
    stack: stackOf(thrown),
  })
  return outage ? { unavailable: true, reference } : { bug: true, reference }
}

function nameOf(event: unknown): string {
  const parsed = v.safeParse(EnvelopeShape, event)
  return parsed.success ? parsed.output.action.slice(0, 60) : '?'
}

function stackOf(thrown: unknown): string | undefined {
  return thrown instanceof Error ? thrown.stack?.split('\n').slice(1, 5).join(' | ') : undefined
}
