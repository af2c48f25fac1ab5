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
import type { CodeBatch } from '../../domain/print-code/print-code-batch'
import type { PrintCode } from '../../domain/print-code/print-code-collect'
import type { Checkpoint } from '../../domain/books/reconciliation'
import type { ToldRequest } from '../../domain/once-only'
import type { Review } from '../../domain/task/review'
import type { Redemption, StockShard } from '../../domain/mall/redemption'
import type { Scheduled } from '../../domain/programme/publishing/schedule'
import type { StaffRole } from '../../contracts/staff/staff-role'
import type { Approval, StaffDay } from '../../domain/staff/approval'
import type { JoinSource } from '../../domain/member/source'
import type { DayStatistics, DaySums } from '../../domain/books/statistics'
import type { Entry } from '../../domain/account/entry'
import type { WrongCodes } from '../../domain/account/account-parts'
import type { Notice } from '../../domain/message/message'

/** ONE ID: the person. */
export interface Member {
  _id: string
  joinedAt: number
  /** The code that brought them first; never changes. Null where no code did. */
  source: JoinSource | null
  phoneSealed: string | null
  phoneMasked: string | null
  nickname: string
  /** The WeChat id that messages go to, encrypted; absent until the first subscription. */
  openIdSealed?: string
  /** Which number each of the newest requests gave, by a few digits; absent before the first. */
  phoneRequests?: ToldRequest<string>[]
  /** Links of phones that this member had before, the newest last: what they had is remembered. */
  pastPhones?: string[]
  /** 注销: what told who it was is gone. */
  leftAt?: number
}

/** `<channel>:<keyed hash>` → member. */
export interface Identity {
  _id: string
  memberId: string
  linkedAt: number
  /** The joining that made this link and what it was told, so that a retry is told the same. */
  requestId: string
  found: boolean
  /** Digest of what that joining asked for. */
  inputHash: string
  /** The union id of this WeChat user has its link, too; absent where none was told yet. */
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
  /** Of the WeChat that was enrolled; null on an entry from before they were kept. */
  wechats: string[] | null
  duty: Duty | null
  /** Absent before the first. */
  wrongCodes?: WrongCodes
  /** What the newest starts and ends of duty were told; null of an end. Absent before the first. */
  dutyRequests?: ToldRequest<DutyShown | null>[]
}

/** 品牌员工: `<brand>:<memberId>`. */
export interface Staff {
  _id: string
  brand: string
  memberId: string
  name: string
  active: boolean
  /** Of the WeChat that was enrolled; null on an entry from before they were kept. */
  wechats: string[] | null
  roles: StaffRole[]
}

/** A document that staff edit; everything else on it is the body. */
export interface Draft {
  _id: string
  /** Whether the change took effect, for a shopkeeper. */
  status?: string
  checkedAt?: string
  /** Digest of the body that `status` speaks of. */
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
  /** The shape of the body, see `domain/programme/publishing/reading.ts`; absent is the first. */
  shape?: number
  /** Digest of the body, by which a change that was not published is seen. */
  seal?: string
  /** A reward's stock is split into so many documents; fixed when it is first published. */
  shards?: number
}

export type DraftCollection = 'programs' | 'shops' | 'coupon_templates' | 'catalog'

/** 导入. */
export interface ImportRun {
  _id: string
  brand: string
  fileId: string
  operator: string
  /** `previewing` and `running` go on by the next call or the timer; `failed` by a person only. */
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
  /** What of the file is in no order. */
  notes: FileNote[]
  /** How the order numbers look that the last slice has read; without it nothing is written. */
  numbers?: NumberCounts
  /** What was said of refunds that the file does not tell, by whom and of how many orders. */
  accept?: { refunds: ImportAccept; operator: string; orders: number }
  /** Orders of which rows that lie apart disagree on refunds: their first rows are unsure, too. */
  untoldLater?: string[]
  /** Orders of the file that are behind us; a run that was cut off goes on from here. */
  cursor: number
  /** How much of the file was read by the slice that came furthest. */
  percent: number
  /** Slices begun since it last came further. */
  tries: number
  /** Hash of the file's bytes at the preview. */
  content?: string
  /** Why it stopped for good, a sentence for staff. */
  failure?: { during: 'previewing' | 'running'; reason: string }
  startedAt: number
  updatedAt: number
  /** Who works on it; absent in older runs. What an earlier holder still notes is dropped. */
  holder?: string
  /** While somebody is at it, the timer leaves it alone. */
  heldUntil?: number
}

/** Who did what: written before it is done, marked once with what came of it, and never again. */
export interface AuditLine {
  _id: string
  brand: string
  at: number
  time: string
  operator: string
  action: string
  /** How the action is called where people read of it; absent in older lines. */
  title?: string
  /** Ids and numbers, and no names. */
  input: unknown
  /** The account of the member to whom it was done, where the input says it. */
  about?: string
  /** `begun` until it is known: a line that stays so was cut off, and may have been done. */
  outcome: string
  /** Refused attempts of one day and caller are one line; how many, and the last of them. */
  count?: number
  lastAt?: number
  last?: { operator: string; action: string; title?: string; outcome: string }
}

/** What a request id of staff was first about: `<brand>:<request id>`. */
export interface StaffRequest {
  _id: string
  brand: string
  /** Digest of the action and its input. */
  about: string
}

/** A message of a channel that was taken: `<brand>:<source>:<message id or nonce>`. */
export interface TakenPush {
  _id: string
  brand: string
  source: string
  takenAt: number
  /** Its bytes say when they were sent: old ones are refused by that, so its note may go. */
  hasSignedTime: boolean
  /** The orders it told of, `<channel>:<number>`. */
  orders: string[]
}

/** How far a job's daily walk over the accounts came: `<brand>:<job>`. */
export interface NoticeWalk {
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
export interface StatisticsWalk {
  _id: string
  brand: string
  job: 'statistics'
  /** The day that is being added up, and the id of its last entry that was. */
  day: string
  after: string
  sums: DaySums
  /** At the end of the day before. */
  outstanding: number
  owed: number
  members: number
}

/** How far the nightly check came: `<brand>:reconciliation`. */
export interface ReconciliationWalk {
  _id: string
  brand: string
  job: 'reconciliation'
  /** The day on which it began. */
  day: string
  /** Names the walk; a walk that another one replaced stops. */
  run: string
  /** Reads every entry again instead of those since the last check. */
  full: boolean
  phase: 'accounts' | 'stock' | 'done'
  /** The last account or reward that is behind us. */
  after: string
  checked: number
  drifts: number
}

export type Walk = NoticeWalk | StatisticsWalk | ReconciliationWalk

/** Every collection and what its documents are. */
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
  coupons: Coupon
  codes: PrintCode
  code_batches: CodeBatch
  guides: Guide
  staff: Staff
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
  walks: Walk
  stats_daily: DayStatistics
  reconciliations: Checkpoint
  alerts: Alert
  pushes: TakenPush
  devices: ClaimDevice
  departures: Departure
  memories: Memory
  reviews: Review
}

export type Collection = keyof Documents
/** What is written once and never again. */
export type AppendOnly = 'ledger' | 'audit' | 'staff_requests'
