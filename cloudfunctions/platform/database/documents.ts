import type { ImportAccept } from '../../contracts/order/order-import'
import type { Account } from '../../domain/account/account'
import type { BudgetShard } from '../../domain/earning/campaign-budget'
import type { WaitingClaim } from '../../domain/claim/waiting-claim'
import type { ClaimTries } from '../../domain/claim/claim-right'
import type { Alert } from '../../domain/message/alert'
import type { ClaimDevice } from '../../domain/claim/claim-device'
import type { Coupon } from '../../domain/coupon/coupon'
import type { Duty, DutyShown } from '../../domain/guide/duty'
import type { Departure } from '../../domain/member/leave'
import type { Memory } from '../../domain/member/memory'
import type { Order } from '../../domain/order/order'
import type { FileNote } from '../../domain/order/export/file-note'
import type { NumberCounts } from '../../domain/order/export/rounded-numbers'
import type { PoolCode } from '../../domain/mall/code-pool'
import type { CodeBatch } from '../../domain/print-code/print-code-batch'
import type { PrintCode } from '../../domain/print-code/print-code-collect'
import type { Checkpoint } from '../../domain/books/reconciliation'
import type { AnsweredRequest } from '../../domain/once-only'
import type { Review } from '../../domain/task/review'
import type { Redemption, StockShard } from '../../domain/mall/redemption'
import type { Reservation } from '../../domain/mall/reservation'
import type { Scheduled } from '../../domain/programme/publishing/schedule'
import type { Approval, StaffDay } from '../../domain/staff/approval'
import type { RosterName, Staff } from '../../domain/staff/roster'
import type { JoinSource } from '../../domain/member/source'
import type { DayStatistics, DaySums } from '../../domain/books/statistics'
import type { Entry } from '../../domain/account/entry'
import type { WrongCodes } from '../../domain/account/account-parts'
import type { Notice } from '../../domain/message/message'

/** ONE ID: the person. */
export interface Member {
  _id: string
  joinedAt: number
  /** The code that first brought the member; never changes. Null where no code did. */
  source: JoinSource | null
  phoneEncrypted: string | null
  phoneMasked: string | null
  nickname: string
  /** The WeChat id that receives messages, encrypted; absent until the first subscription. */
  openIdEncrypted?: string
  /** A few digits of the number that each of the newest requests set; absent before the first. */
  phoneRequests?: AnsweredRequest<string>[]
  /** Links of earlier phones of this member, newest last: memories are kept under them. */
  pastPhones?: string[]
  /** 注销: all personal data has been deleted. */
  leftAt?: number
}

/** `<channel>:<keyed hash>` → member. */
export interface Identity {
  _id: string
  memberId: string
  linkedAt: number
  /** The request to join that made this link, and its answer for a retry. */
  requestId: string
  found: boolean
  /** Digest of the input of that request. */
  inputHash: string
  /** The union id of this WeChat user has its own link; absent where WeChat has given none yet. */
  hasUnion?: boolean
}

/** 导购 on the roster: `<brand>:<memberId>`. */
export interface Guide {
  _id: string
  brand: string
  memberId: string
  name: string
  number: string
  shops: string[]
  active: boolean
  /** Links of the WeChat that was enrolled; null on an entry from before they were stored. */
  wechats: string[] | null
  duty: Duty | null
  /** Absent before the first. */
  wrongCodes?: WrongCodes
  /** Answers to the newest starts and ends of duty; null for an end. Absent before the first. */
  dutyRequests?: AnsweredRequest<DutyShown | null>[]
}

/** A document that staff edit; everything else on it is the body. */
export interface Draft {
  _id: string
  /** Whether the change took effect, in words for a shopkeeper. */
  status?: string
  checkedAt?: string
  /** Digest of the body that `status` is about. */
  checked?: string
  version?: number
}

/** The last good version of a draft, `<collection>:<draft id>`; its history ends in `@<version>`. */
export interface Published extends Scheduled {
  _id: string
  brand: string
  collection: DraftCollection
  document: string
  hash: string
  current: boolean
  publishedAt: number
  /** The body's shape, see `domain/programme/publishing/reading.ts`; absent is the first. */
  shape?: number
  /** Digest of the body; it reveals a change that was never published. */
  seal?: string
  /** The stock of a reward is split over this many documents; fixed when it is first published. */
  shards?: number
}

export type DraftCollection = 'programs' | 'shops' | 'coupon_templates' | 'catalog'

/** 导入. */
export interface ImportRun {
  _id: string
  brand: string
  fileId: string
  operator: string
  /** `previewing` and `running` continue by a call or the timer; `failed` only by a person. */
  state: 'previewing' | 'preview' | 'running' | 'done' | 'failed'
  channel: string
  layout: string
  orders: number
  added: number
  changed: number
  unchanged: number
  claimsCredited: number
  claimsClawedBack: number
  errorCount: number
  errors: { row: number; column?: string; message: string }[]
  /** Notes about what is in the file and in no order. */
  notes: FileNote[]
  /** What the order numbers of the last slice look like; without it nothing is written. */
  numbers?: NumberCounts
  /** The answer about refunds that the file does not show: who gave it, and for how many orders. */
  accept?: { refunds: ImportAccept; operator: string; orders: number }
  /** Orders whose separated rows disagree on refunds: their first rows are unsure, too. */
  untoldLater?: string[]
  /** How many orders are done; a run that was cut off continues from there. */
  cursor: number
  /** How much of the file the slice that came furthest has read. */
  percent: number
  /** Slices started since the last progress. */
  tries: number
  /** Hash of the file at the preview. */
  content?: string
  /** Why it failed for good, as a sentence for staff. */
  failure?: { during: 'previewing' | 'running'; reason: string }
  startedAt: number
  updatedAt: number
  /** Names the lease; absent in older runs. What is written under an earlier one is dropped. */
  leaseId?: string
  /** Until this time somebody is working on it and the timer leaves it alone. */
  leaseEndsAt?: number
}

/** Who did what: written before it is done, marked once with the result, then never changed. */
export interface AuditLine {
  _id: string
  brand: string
  at: number
  time: string
  operator: string
  action: string
  /** The action's title, as people read it; absent in older lines. */
  title?: string
  /** Ids and numbers, without names. */
  input: unknown
  /** The account of the member concerned, where the input names it. */
  about?: string
  /** `begun` until the result is known: a line that stays so was cut off, and may be done. */
  outcome: string
  /** Refused attempts of one caller and day share one line: how many, and the last of them. */
  count?: number
  lastAt?: number
  last?: { operator: string; action: string; title?: string; outcome: string }
}

/** What a request id of staff was first used for: `<brand>:<request id>`. */
export interface StaffRequest {
  _id: string
  brand: string
  /** Digest of the action and its input. */
  about: string
}

/** A webhook that was taken: `<brand>:<source>:<message id or nonce>`. */
export interface TakenWebhook {
  _id: string
  brand: string
  source: string
  takenAt: number
  /** Its body holds the sending time: old webhooks are refused by it, so this note may go. */
  hasSignedTime: boolean
  /** The orders that it reported, `<channel>:<number>`. */
  orders: string[]
}

/** How far a job's daily sweep over the accounts came: `<brand>:<job>`. */
export interface NoticeSweep {
  _id: string
  brand: string
  job: 'notice'
  day: string
  /** The next expiry and the id of the last account that was read. */
  expiry: string
  after: string
  done: boolean
}

/** How far the closing of days came: `<brand>:statistics`. */
export interface StatisticsSweep {
  _id: string
  brand: string
  job: 'statistics'
  /** The day that is being added up, and the id of the last entry added. */
  day: string
  after: string
  sums: DaySums
  /** This and the next two fields: the totals at the end of the day before. */
  outstanding: number
  owed: number
  members: number
}

/** How far the nightly check came: `<brand>:reconciliation`. */
export interface ReconciliationSweep {
  _id: string
  brand: string
  job: 'reconciliation'
  /** The day on which it started. */
  day: string
  /** The name of the sweep; a sweep that was replaced by another one stops. */
  run: string
  /** Reads every entry again instead of those since the last check. */
  full: boolean
  phase: 'accounts' | 'stock' | 'done'
  /** The last account or reward that was checked. */
  after: string
  checked: number
  drifts: number
}

export type Sweep = NoticeSweep | StatisticsSweep | ReconciliationSweep

/** Every collection, with the type of its documents. */
export interface Documents {
  members: Member
  identities: Identity
  accounts: Account
  ledger: Entry
  orders: Order
  claims: WaitingClaim
  claim_tries: ClaimTries
  stock: StockShard
  budgets: BudgetShard
  redemptions: Redemption
  reservations: Reservation
  coupons: Coupon
  codes: PrintCode
  code_batches: CodeBatch
  pool_codes: PoolCode
  guides: Guide
  staff: Staff
  roster_names: RosterName
  programs: Draft
  shops: Draft
  coupon_templates: Draft
  catalog: Draft
  published: Published
  imports: ImportRun
  audit: AuditLine
  approvals: Approval
  staff_days: StaffDay
  staff_requests: StaffRequest
  messages: Notice
  walks: Sweep
  stats_daily: DayStatistics
  reconciliations: Checkpoint
  alerts: Alert
  pushes: TakenWebhook
  devices: ClaimDevice
  departures: Departure
  memories: Memory
  reviews: Review
}

export type Collection = keyof Documents
/** Collections whose documents are written once and never again. */
export type AppendOnly = 'ledger' | 'audit' | 'staff_requests'
