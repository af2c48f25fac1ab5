import type { Channel } from '../../contracts/order/channel'
import { withoutPersonalNumbers } from '../../contracts/plain-text'
import type { ByKind } from '../account/by-kind'
import type { EarnTerms, Purchase } from '../earning/earning'
import type { Asked } from './api/asked'
import type { OrderLine } from './order-by-line'
import type { OrderStatus } from './order-status'
import type { CountedOrder, PaidReview, Shown } from './order-parts'

/** What a source may leave unsaid. It is not zero: nothing is settled before somebody tells it. */
export type Untold = 'paid' | 'refunds'

/** What any source says of an order. Money in fen, times as milliseconds. */
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
  /** `paidFen` is an item's share of the payment, null where no source tells it. */
  items: { title: string; quantity: number; paidFen: number | null }[]
  /** Refunds that a channel reports one by one; what came back is at least their sum. */
  refunds?: { id: string; fen: number }[]
  /** Where a source tells money by line; the sums above are of all lines that are known. */
  byLine?: ByLine
  /** Of these no report has told anything yet; absent when all is told. */
  untold?: Untold[]
  /** Finished by then at the latest, where no report tells when: the first that said so. */
  finishedBy?: number
  /** Every number that leads to this order: its own, its sub-orders' and its payment's. */
  numbers?: string[]
}

/** An order of which reports tell lines: a report of one line says nothing of the others. */
export interface ByLine {
  lines: OrderLine[]
  /** What was told of the order as a whole; null where all that was told was closed lines. */
  status: OrderStatus | null
  untold: Untold[]
}

/** 认领 as it stands on its order: the order document is the lock, so one order has one member. */
export type SinceLeft = Pick<
  OrderClaim,
  'points' | 'growth' | 'byKind' | 'settledPaidFen' | 'settledRefundFen' | 'settlements'
> &
  Pick<OrderClaim, 'state' | 'tasks' | 'review'>

export interface OrderClaim {
  account: string
  requestId: string
  claimedAt: number
  /** The last two digits of the claimant's phone, or empty. */
  tail: string
  /** How they showed that it is theirs. */
  shown: Shown
  /** waiting for the order to finish, pending until its points post, credited, or closed. */
  state: 'waiting' | 'pending' | 'credited' | 'closed'
  /** What the order has brought so far, refunds taken off. */
  points: number
  growth: number
  /** The points as its entries told them apart; a refund takes back the difference of each. */
  byKind: ByKind
  /** What will post on `postsOn`; spendable only then. */
  pendingPoints: number
  /** The business day on which the points post; null until the order is finished. */
  postsOn: string | null
  /** The payment and the refund that `points` already takes into account. */
  settledPaidFen: number
  settledRefundFen: number
  /** Number of entries made for this order; part of the next one's key. */
  settlements: number
  /** How often staff gave the order to another member before this one; absent for never. */
  round?: number
  /** What was promised when it was claimed. */
  terms: EarnTerms
  /** To whom: until something is credited, later facts of the order are put under the same. */
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
  /** What the member was told when it was credited, for a repeated request. */
  first: { balance: number; growthEarned: number; paidToDeficit: number } | null
}

/** 订单: `<brand>:<channel>:<orderNo>`. */
export interface Order extends OrderFacts {
  _id: string
  brand: string
  claim: OrderClaim | null
  importedAt: number
  /** What a claim that was withdrawn had taken of budgets: the next one has that and no more. */
  before?: Pick<OrderClaim, 'terms' | 'round'>
  /** 子订单: the id of the order of which this is a line; the whole is claimed and never the line. */
  partOf?: string
  /** Only on orders that a marketplace told when it was asked. */
  asked?: Asked
}

export function orderId(brand: string, channel: Channel, orderNo: string): string {
  return `${brand}:${channel}:${orderNo}`
}

/**
 * What was paid of what is due. The status says whether, for a payment time may be left out; only
 * an order that was closed is asked for its time, because most are closed before anybody pays.
 */
export function paidOf(status: OrderStatus, paidAt: unknown, dueFen: number): number {
  if (status === 'unpaid') return 0
  return status === 'closed' && paidAt === null ? 0 : dueFen
}

/** Facts that say nothing but the number; a report adds what it knows. */
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

/** Finished, but not all of its money was told: what nobody told is not zero, so a claim waits. */
export function waitsForMoney({ status, untold = [] }: OrderFacts): boolean {
  return status === 'completed' && untold.length > 0
}

/**
 * Facts with the moment by which the order was finished, where they do not tell it themselves: over
 * a counter when it was paid, elsewhere by the time we hear of it.
 */
export function finishedBy<T extends OrderFacts>(facts: T, now: number): T {
  const isUndated = facts.status === 'completed' && facts.completedAt === null
  return isUndated && facts.finishedBy === undefined
    ? { ...facts, finishedBy: (facts.channel === 'pos' ? facts.paidAt : null) ?? now }
    : facts
}

/** What leads to a person comes into a title by a shifted column, and is not kept there. */
export function withPlainTitles(facts: OrderFacts): OrderFacts {
  const plain = <T extends { title: string }>(all: T[]) =>
    all.map((each) => ({ ...each, title: withoutPersonalNumbers(each.title) }))
  const { items, byLine } = facts
  const lines = byLine ? { byLine: { ...byLine, lines: plain(byLine.lines) } } : {}
  return { ...facts, items: plain(items), ...lines }
}
