import type { CapFacts, GraceFacts, Happened } from '../account/entry-facts'
import type { By, Entry, EntryKind, EntrySource } from '../account/entry'
import type { ByKind } from '../account/by-kind'
import type { Account } from '../account/account'
import type { Lot } from '../account/lot'

/** What else a change of growth changes on its account, such as the tier, in the same write. */
export type AfterGrowth = (account: Account, growth: number, now: number) => Partial<Account>

/** Why and when points move; shared by every kind of movement. */
export interface Cause {
  /** Natural key within the account, such as `check-in:2026-11-22`. */
  key: string
  source: EntrySource
  happened: Happened
  now: number
  ruleVersion: number
  requestId?: string | null
  of?: string | null
  ref?: string | null
  /** A correction by staff moves points like an earning or a burn, but has its own kind. */
  kind?: 'adjust'
  by?: By
  cap?: CapFacts | null
  grace?: GraceFacts | null
  /** What it takes back of each kind; needed where the source does not imply it. */
  byKind?: ByKind
  /** Passed in by the caller that knows what follows from growth; absent where nothing does. */
  afterGrowth?: AfterGrowth
}

export interface Movement {
  account: Account
  entries: Entry[]
}

export interface Change {
  kind: EntryKind
  lots: Lot[]
  growth?: number
  deficit?: number
  byKind?: ByKind
}
