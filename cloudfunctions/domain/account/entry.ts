import type { ByKind } from './by-kind'
import type { CapFacts, GraceFacts, Happened } from './entry-facts'
import type { Lot } from './lot'

export type EntryKind = 'earn' | 'burn' | 'expire' | 'clawback' | 'restore' | 'adjust'

type MemberSource = 'check-in' | 'order' | 'print-code' | 'profile' | 'redemption' | 'task'

export type EntrySource = MemberSource | 'tier' | 'waiver' | 'expiry' | 'leave' | 'staff'

/** 流水: one movement between two ends. Never changed, never removed. */
export type Entry = EntryBase & Happened

interface EntryBase {
  /** `<account>:<natural key>`: writing it twice finds the first. */
  _id: string
  account: string
  brand: string
  /** Position in the account, 1 for the first. */
  seq: number
  kind: EntryKind
  source: EntrySource
  from: string
  to: string
  /** Change of the balance; its size is what moved from `from` to `to`. */
  points: number
  growth: number
  deficit: number
  /**
   * What this earned or took back: adds up to `points − deficit`, for a burn, an expiry and what
   * comes back of them to 0. A reversal takes back what its entry says.
   */
  byKind: ByKind
  /** The lots that changed, each with its signed change. */
  lots: Lot[]
  balanceAfter: number
  occurredAt: number
  businessDay: string
  /** The version of the rules that made it. */
  ruleVersion: number
  requestId: string | null
  /** The entry that this one corrects. */
  of: string | null
  /** The document it is about: an order, a coupon, a redemption. */
  ref: string | null
  /** Who of the staff did it and why; absent where no staff did. */
  by?: By
  /** Absent where no cap kept anything back. */
  cap?: CapFacts
  /** Absent where nothing lives again. */
  grace?: GraceFacts
}

/** A staff action's answer to "who and why". */
export interface By {
  operator: string
  /** Chinese, the member reads it. */
  reason: string
  /** The second person of what is too much for one. */
  approver?: string
}
