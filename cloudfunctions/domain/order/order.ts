import type { Channel } from '../../contracts/order/channel'
import { withoutPersonalNumbers } from '../../contracts/plain-text'
import type { ByKind } from '../account/by-kind'
import type { EarnTerms, Purchase } from '../earning/earning'
import type { Asked } from './api/asked'
import type { OrderLine } from './order-by-line'
import type { OrderStatus } from './order-status'
import type { CountedOrder, EitherClaim, PaidReview, Shown } from './order-parts'

/** Facts that a source may leave unreported. They are not zero: nothing is settled without them. */
export type Untold = 'paid' | 'refunds'

/** What any source says about an order. Money in fen, times in milliseconds. */
export interface OrderFacts {
  channel: Channel
  orderNo: string
  status: OrderStatus
  /** What the consumer paid, 0 before payment. */
  paidFen: number
  refundedFen: number
  freightFen: number
  createdAt: number | null
  paidAt: number | null
  completedAt: number | null
  phoneTail: string | null
  /** `paidFen` is an item's share of the payment, null where no source gives it. */
  items: { title: string; quantity: number; paidFen: number | null }[]
  /** Refunds that a channel reports one by one; the total refund is at least their sum. */
  refunds?: { id: string; fen: number }[]
  /** Where a source gives money by line; the sums above are of all known lines. */
  byLine?: ByLine
  /** No report has given these yet; absent when everything is known. */
  untold?: Untold[]
  /** If no report says when the order finished: the time of the first report that it is. */
  finishedBy?: number
  /** Every number that leads to this order: its own, its lines' and its payment's. */
  numbers?: string[]
}

/** An order of which reports know lines: a report of one line says nothing about the others. */
export interface ByLine {
  lines: OrderLine[]
  /** The status of the order as a whole; null where only closed lines were reported. */
  status: OrderStatus | null
  untold: Untold[]
}

/** 认领 as stored on its order: the order document is the lock, so one order has one member. */
export type SinceLeft = Pick<
  OrderClaim,
  'points' | 'growth' | 'byKind' | 'settledPaidFen' | 'settledRefundFen' | 'settlements'
> &
  Pick<OrderClaim, 'state' | 'tasks' | 'review'>

export interface OrderClaim extends EitherClaim {
  /** How they proved that it is theirs. */
  shown: Shown
  /** waiting for the order to be finished, pending until its points post, credited, or closed. */
  state: 'waiting' | 'pending' | 'credited' | 'closed'
  /** What the order has brought so far, less refunds. */
  points: number
  growth: number
  /** The points by kind, as its entries have them; a refund takes back each one's difference. */
  byKind: ByKind
  /** What will post on `postsOn`; it cannot be spent before. */
  pendingPoints: number
  /** The business day on which the points post; null until the order is finished. */
  postsOn: string | null
  /** The payment and the refund that `points` already accounts for. */
  settledPaidFen: number
  settledRefundFen: number
  /** Number of entries made for this order; part of the next one's key. */
  settlements: number
  /** How often staff gave the order to another member before this one; absent for never. */
  round?: number
  /** What the member was promised when they claimed. */
  terms: EarnTerms
  /** The member's state at that time: until something is credited, later facts use the same. */
  promisedTo?: Pick<Purchase, 'tier' | 'birthday' | 'earnedToday'>
  growthEach: number
  growthPerFen: number
  ruleVersion: number
  /** The tasks that it counts for; absent before its points have posted. */
  tasks?: CountedOrder[]
  /** What its review brought; absent before it is reviewed. */
  review?: PaidReview
  /**
   * What was settled after its member had left, apart from what the account's entries say; absent
   * before the first such report.
   */
  sinceLeft?: SinceLeft
  /** The answer that the member got when it was credited, for a repeated request. */
  first: { balance: number; growthEarned: number; paidToDeficit: number } | null
}

/** 订单: `<brand>:<channel>:<orderNo>`. */
export interface Order extends OrderFacts {
  _id: string
  brand: string
  claim: OrderClaim | null
  importedAt: number
  /** What a withdrawn claim had taken from budgets: the next claim gets exactly that. */
  before?: Pick<OrderClaim, 'terms' | 'round'>
  /** 子订单: the id of the whole order if this is a line of it; only the whole can be claimed. */
  partOf?: string
  /** Only on orders that a marketplace gave when we asked it. */
  asked?: Asked
}

export function orderId(brand: string, channel: Channel, orderNo: string): string {
  return `${brand}:${channel}:${orderNo}`
}

/**
 * How much of the amount due was paid. Decided by the status, as a payment time may be missing;
 * only a closed order is judged by that time, as most are closed before anybody pays.
 */
export function paidOf(status: OrderStatus, paidAt: unknown, dueFen: number): number {
  if (status === 'unpaid') return 0
  return status === 'closed' && paidAt === null ? 0 : dueFen
}

/** An order of which only the number is known; a report adds the rest. */
export function bareFacts(channel: Channel, orderNo: string): OrderFacts {
  return {
    channel,
    orderNo,
    status: 'unpaid',
    paidFen: 0,
    refundedFen: 0,
    freightFen: 0,
    createdAt: null,
    paidAt: null,
    completedAt: null,
    phoneTail: null,
    items: [],
    untold: ['paid', 'refunds'],
  }
}

/** Finished, but not all of its money is known: unreported is not zero, so a claim waits. */
export function waitsForMoney({ status, untold = [] }: OrderFacts): boolean {
  return status === 'completed' && untold.length > 0
}

/**
 * Facts with the moment by which the order was finished, where they do not contain it: for a till
 * the payment, elsewhere the time at which we hear of it.
 */
export function finishedBy<T extends OrderFacts>(facts: T, now: number): T {
  const isUndated = facts.status === 'completed' && facts.completedAt === null
  return isUndated && facts.finishedBy === undefined
    ? { ...facts, finishedBy: (facts.channel === 'pos' ? facts.paidAt : null) ?? now }
    : facts
}

/** Personal data gets into a title through a shifted column, and is not stored there. */
export function withPlainTitles(facts: OrderFacts): OrderFacts {
  const plain = <T extends { title: string }>(all: T[]) =>
    all.map((each) => ({ ...each, title: withoutPersonalNumbers(each.title) }))
  const { items, byLine } = facts
  const lines = byLine ? { byLine: { ...byLine, lines: plain(byLine.lines) } } : {}
  return { ...facts, items: plain(items), ...lines }
}
