import * as v from 'valibot'
import type { Action, OutputOf } from '../../../cloudfunctions/contracts/action'

type Facts = Record<string, unknown>

/** How an act is sent, and which fields of its answer the model predicts. */
export interface Act {
  audience: 'member' | 'guide' | 'staff'
  action: Action
  input(about: string, requestId: string): object
  shown(ok: unknown): Facts
  /** `shown` without the check of the answer's form. */
  picks(ok: never): Facts
}

export const operator = '店长'
export const BY = { operator, reason: '和客人核对过' }

export function act<A extends Action>(
  audience: Act['audience'],
  action: A,
  input: Act['input'],
  shown: (ok: OutputOf<A>) => Facts = () => ({}),
): Act {
  return {
    audience,
    action,
    input,
    picks: shown,
    shown: (ok) => shown(v.parse(action.output, ok) as OutputOf<A>),
  }
}

export const empty = () => ({})
export const byOperator = () => ({ operator })
