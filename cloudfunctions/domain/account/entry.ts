import type { ByKind } from './by-kind'
import type { CapFacts, GraceFacts, Happened } from './entry-facts'
import type { Lot } from './lot'

export type EntryKind = 'earn' | 'burn' | 'expire' | 'clawback' | 'restore' | 'adjust'

type MemberSource = 'check-in' | 'order' | 'print-code' | 'profile' | 'redemption' | 'task'

export type EntrySource = MemberSource | 'tier' | 'waiver' | 'expiry' | 'leave' | 'staff'

/** 流水: one movement between two ends. Never changed, never removed. */
export type Entry = EntryBase & Happened

interface EntryBase {
  /** `<account>:<natural key>`: writing it a second time finds the first. */
  _id: string
  account: string
  brand: string
  /** Position in the account, 1 for the first. */
  seq: number
  kind: EntryKind
  source: EntrySource
  from: string
  to: string
  /** Change of the balance; its absolute value is what moved from `from` to `to`. */
  points: number
  growth: number
  deficit: number
  /**
   * What this earned or took back, by kind: the sum is `points − deficit`; 0 for burns, expiries
   * and what is given back of them. A reversal takes back what its entry earned.
   */
  byKind: ByKind
  /** The lots that changed, each with its signed change. */
  lots: Lot[]
  balanceAfter: number
  occurredAt: number
  businessDay: string
  /** The version of the rules under which it was made. */
  ruleVersion: number
  requestId: string | null
  /** The entry that this one corrects. */
  of: string | null
  /** The document that it is about: an order, a coupon, a redemption. */
  ref: string | null
  /** Which staff member did it and why; absent where staff were not involved. */
  by?: By
  /** Absent where no cap reduced it. */
  cap?: CapFacts
  /** Absent unless an expired lot got a new last day. */
  grace?: GraceFacts
}

/** Who on the staff did it, and why. */
export interface By {
  operator: string
  /** Chinese, the member reads it. */
  reason: string
  /** The second person, for moves that are too large for one. */
  approver?: string
}
