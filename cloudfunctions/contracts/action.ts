import type * as v from 'valibot'
import type { ActionName } from './action-titles'

/** Any schema without asynchronous steps. */
export type Schema = v.GenericSchema<unknown, unknown>

/** What a caller may ask of the cloud, what the cloud answers, and every refusal it can give. */
export interface Action<
  I extends Schema = Schema,
  O extends Schema = Schema,
  R extends string = string,
> {
  /** `<slug>.<verb>`, unique over all audiences. */
  readonly name: ActionName
  readonly input: I
  readonly output: O
  readonly refusals: readonly R[]
}

export type InputOf<A extends Action> = v.InferOutput<A['input']>
export type OutputOf<A extends Action> = v.InferOutput<A['output']>
export type RefusalOf<A extends Action> = A['refusals'][number]

/** Refusals that the door gives, or that any member action can give before it moves points. */
export const DOOR_REFUSALS = [
  'ACTION_UNKNOWN',
  'INPUT_INVALID',
  'CALLER_UNKNOWN',
  'NOT_JOINED',
  'CONSENT_NEEDED',
  'ACCOUNT_DAMAGED',
  'NOT_A_GUIDE',
  'NOT_STAFF',
  'ROLE_MISSING',
  'OWN_AFFAIR',
  'REQUEST_ID_REUSED',
] as const
export type DoorRefusal = (typeof DOOR_REFUSALS)[number]

/** Facts that the sentence of a refusal needs, such as a date or the last digits of a phone. */
export type RefusalDetail = Record<string, string | number | boolean | string[] | undefined>

export interface Refused<R extends string = string> {
  refused: R
  detail?: RefusalDetail
}

/** A refusal is final for this input; `unavailable` may be retried with the same request id. */
export type Reply<A extends Action = Action> =
  | { ok: OutputOf<A> }
  | Refused<RefusalOf<A> | DoorRefusal>
  | { unavailable: true; reference: string }
  | { bug: true; reference: string }

/** The body of every call: `callFunction({ name: audience, data: Envelope })`. */
export interface Envelope {
  action: string
  input: unknown
}

export function action<I extends Schema, O extends Schema, const R extends string>(
  name: ActionName,
  shape: { input: I; output: O; refusals: readonly R[] },
): Action<I, O, R> {
  return { name, ...shape }
}
