import type { EntryCode } from '../../contracts/ledger/entry-titles'
import type { REWARD_KINDS } from '../../contracts/mall/reward-kind'
import type { Channel } from '../../contracts/order/channel'
import type { BusinessDay, BusinessMonth } from '../business-day'

/** What a check-in brought besides points. */
interface GiftFacts {
  growth: number
  /** The coupon's name when it was given. */
  coupon: string | null
}

interface TierGiftFacts {
  tier: string
  coupon: string | null
}

/** What reduced the points of an order: a cap, or what was left of a campaign's budget. */
export type OrderLimit =
  { cap: 'order' | 'day'; points: number } | { campaign: string; points: number }

export interface OrderEntryFacts {
  channel: Channel
  /** Masked, because the middle digits are nobody's business. */
  orderNo: string
  paidFen: number
  refundedFen: number
  limits: OrderLimit[]
}

type None = Record<string, never>

/** The facts that the words of an entry need, by its code; never personal data. */
export interface FactsOf {
  'check-in': GiftFacts & { streakDays: number }
  'month-step': GiftFacts & { month: BusinessMonth; days: number }
  'make-up': { day: BusinessDay }
  profile: { told: 'birthday' }
  'order-earn': OrderEntryFacts
  'order-refund': OrderEntryFacts
  'order-moved': OrderEntryFacts
  waiver: { limit: number }
  task: { task: string }
  'task-undone': { task: string }
  visit: { shop: string }
  review: { task: string }
  'review-undone': { task: string }
  /** Not whom: nobody is shown another member's name or phone. */
  invite: { ofToday: number }
  invited: None
  'print-code': { batch: string }
  redeem: { reward: string; kind: (typeof REWARD_KINDS)[number] }
  /** `unpaid`: nobody cancelled it, it was only reserved and not paid; absent otherwise. */
  'redeem-cancelled': { reward: string; unpaid?: true }
  'tier-join': TierGiftFacts
  'tier-up': TierGiftFacts
  'tier-kept': TierGiftFacts
  'tier-birthday': TierGiftFacts
  expiry: { on: BusinessDay }
  leave: None
  'earlier-debt': { owed: number }
  adjustment: None
  reversal: { undone: UndoneFacts }
  /** An entry from before codes: its original words. */
  'in-words': { title: string; note: string }
}

/** The entry that a reversal takes back; one from before codes is known by its title. */
export type UndoneFacts =
  { what: Exclude<EntryCode, 'in-words'> } | { what: 'in-words'; title: string }

/** What happened: a code and its facts. The sentence is made where it is shown. */
export type Happened = { [C in EntryCode]: HappenedAs<C> }[EntryCode]

export interface HappenedAs<C extends EntryCode> {
  what: C
  facts: FactsOf[C]
}

/** A cap of the day that made an earning smaller. */
export interface CapFacts {
  of: 'check-in' | 'print-code' | 'profile' | 'task' | 'interaction'
  limit: number
  /** Points that the cap kept back. */
  missed: number
}

/** Points whose lots had expired, and their new last day. */
export interface GraceFacts {
  points: number
  until: BusinessDay
}
