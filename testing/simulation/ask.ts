import type { FaultInput } from '../../localcloud/cloud'

export const STATUSES = ['unpaid', 'paid', 'shipped', 'completed', 'closed'] as const
export type Status = (typeof STATUSES)[number]

/** What one row of an export says. */
export interface Row {
  orderNo: string
  status: Status
  paidFen: number
  refundedFen: number
  boughtAt: number
  /** Null where the export does not tell. */
  finishedAt: number | null
}

/** A call with its whole input: sent again, it is the same call. */
export type Ask =
  | { kind: 'join'; who: string; requestId: string }
  | { kind: 'check-in'; who: string; requestId: string }
  | { kind: 'make-up'; who: string; requestId: string; day: string }
  | { kind: 'claim'; who: string; requestId: string; orderNo: string }
  | { kind: 'redeem'; who: string; requestId: string; reward: string; points: number; shop: string }
  | { kind: 'write-off'; who: string; requestId: string; code: string }
  | { kind: 'hand-over'; who: string; requestId: string; code: string }
  | { kind: 'duty'; who: string; requestId: string; shop: string }
  | { kind: 'import'; who: string; requestId: string; rows: Row[] }
  | { kind: 'jobs'; who: string; requestId: string }
  | { kind: 'cancel'; who: string; requestId: string; redemption: string; staff: boolean }
  | { kind: 'adjust'; who: string; requestId: string; memberId: string; points: number }
  /** `code` is the place of the label in its batch. */
  | { kind: 'collect'; who: string; requestId: string; code: number }
  | { kind: 'collect-task'; who: string; requestId: string; task: string; cycle: string }
  | { kind: 'visit'; who: string; requestId: string; shop: string }
  | { kind: 'publish'; who: string; requestId: string; programme: number }

/** What came of a call for good; the auditor looks only at the fields that it can foretell. */
export type Outcome = { refused: string } | { ok: Record<string, unknown> }

/** A call as it was answered. Without an outcome nobody knows whether it was done. */
export interface Answered {
  ask: Ask
  outcome: Outcome | null
  /** Imports and jobs move one document after the other, and tell only counts. */
  faults: FaultInput[]
}
