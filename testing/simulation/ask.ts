import type { FaultInput } from '../../localcloud/cloud'

export const STATUSES = ['unpaid', 'paid', 'shipped', 'completed', 'closed'] as const
export type Status = (typeof STATUSES)[number]

/** What one row of an export says about an order. */
export interface Row {
  orderNo: string
  status: Status
  paidFen: number
  refundedFen: number
  boughtAt: number
  /** Null if the export does not say. */
  finishedAt: number | null
  /** The phone of the buyer, where it is a member's own. */
  phone?: string | null
}

/** What is redeemed; a reward with one price has no offer. */
export interface Wish {
  reward: string
  offer?: string
  points: number
  shop: string
}

export type PayNews = 'told' | 'told twice' | 'not told'

/** A call with its whole input; sending it again makes the same call. */
export type Ask =
  | { kind: 'join'; who: string; requestId: string }
  | { kind: 'check-in'; who: string; requestId: string }
  | { kind: 'make-up'; who: string; requestId: string; day: string }
  | { kind: 'claim'; who: string; requestId: string; orderNo: string }
  | ({ kind: 'redeem'; who: string; requestId: string } & Wish)
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
  /** Any of the small acts; `about` is all that its input depends on. */
  | { kind: 'act'; who: string; requestId: string; act: string; about: string }
  /** A member pays in WeChat for what is reserved under this id; `how` we are told of it. */
  | { kind: 'pay'; who: string; requestId: string; about: string; how: PayNews }
  /** What WeChat Pay could not tell arrives, and refunds that are under way do. */
  | { kind: 'pay-news'; who: string; requestId: string }
  | { kind: 'roll-back'; who: string; requestId: string; document: string; version: number }
  | { kind: 'publish'; who: string; requestId: string; programme: number }

/** The final answer to a call; the auditor checks only the fields that it can predict. */
export type Outcome = { refused: string } | { ok: Record<string, unknown> }

/** A call and its answer. Without an outcome nobody knows whether it was done. */
export interface Answered {
  ask: Ask
  outcome: Outcome | null
  /** Imports and jobs move one document after the other, and answer only with counts. */
  faults: FaultInput[]
}
