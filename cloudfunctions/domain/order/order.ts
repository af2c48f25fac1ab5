import type { Channel } from '../../contracts/order/channel'
import { withoutPersonalNumbers } from '../../contracts/plain-text'
import type { ByKind } from '../account/by-kind'
import type { EarnTerms, Purchase } from '../earning/earning'
import type { Asked } from './api/asked'
import {
  itemsOf,
  leavesUntold,
  mergeLines,
  paidBy,
  refundedBy,
  statusOf,
  type OrderLine,
} from './order-by-line'
import { furthest, type OrderStatus } from './order-status'
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

/** More than an order has numbers; it bounds what one document and its index hold. */
const NUMBERS_MAX = 200

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
    ...{ channel, orderNo, status: 'unpaid', paidFen: 0, refundedFen: 0, freightFen: 0 },
    ...{ createdAt: null, paidAt: null, completedAt: null, phoneTail: null, items: [] },
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

/**
 * What is known after one more report of the same order. Reports come late, twice and in any
 * order, so of every fact one side wins by what it says and never by when it came.
 */
export function mergeFacts(known: OrderFacts, said: OrderFacts): OrderFacts {
  const refunds = mergeRefunds(known.refunds, said.refunds)
  const oneByOne = refunds.reduce((sum, { fen }) => sum + fen, 0)
  const byLine = mergeByLine(known, said)
  const { lines } = byLine
  const paidFen = Math.max(known.paidFen, said.paidFen, paidBy(lines))
  return {
    channel: known.channel,
    orderNo: known.orderNo,
    status: statusOf(lines, byLine.status, paidFen),
    paidFen,
    refundedFen: Math.max(known.refundedFen, said.refundedFen, oneByOne, refundedBy(lines)),
    freightFen: Math.max(known.freightFen, said.freightFen),
    createdAt: earlier(known.createdAt, said.createdAt),
    paidAt: earlier(known.paidAt, said.paidAt),
    completedAt: earlier(known.completedAt, said.completedAt),
    phoneTail: earlier(known.phoneTail, said.phoneTail),
    items: fullerItems(fullerItems(known.items, said.items), itemsOf(lines)),
    ...untoldOf(byLine.untold.filter((each) => leavesUntold(lines, each))),
    ...(lines.length > 0 ? { byLine } : {}),
    ...finishOf(
      earlier(known.completedAt, said.completedAt),
      earlier(known.finishedBy ?? null, said.finishedBy ?? null),
    ),
    ...(refunds.length > 0 ? { refunds } : {}),
    numbers: numbersOf(known.orderNo, known.numbers, said.numbers),
  }
}

function mergeByLine(known: OrderFacts, said: OrderFacts): ByLine {
  const [a, b] = [byLineOf(known), byLineOf(said)]
  return {
    lines: mergeLines(a.lines, b.lines),
    status:
      a.status === null || b.status === null
        ? (a.status ?? b.status)
        : furthest(a.status, b.status),
    untold: a.untold.filter((each) => b.untold.includes(each)),
  }
}

/** A report without lines is one of the whole order. */
function byLineOf({ byLine, status, untold = [] }: OrderFacts): ByLine {
  return byLine ?? { lines: [], status, untold }
}

/** An order after one more report: of its own it keeps what is no fact. */
export function learn<T extends OrderFacts>(order: T, said: OrderFacts): T {
  const { untold: _untold, finishedBy: _by, byLine: _lines, ...kept } = order
  return { ...kept, ...mergeFacts(order, said) } as T
}

function untoldOf(untold: Untold[] = []): Pick<OrderFacts, 'untold'> {
  return untold.length > 0 ? { untold: [...new Set(untold)].sort() } : {}
}

/** A time that somebody told is better than the moment at which we heard of it. */
function finishOf(completedAt: number | null, by: number | null): Pick<OrderFacts, 'finishedBy'> {
  return completedAt === null && by !== null ? { finishedBy: by } : {}
}

function earlier<T extends number | string>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

type Items = OrderFacts['items']

/** More shares, then more items, then more money; between equals any rule will do that does not ask who was first. */
function fullerItems(a: Items, b: Items): Items {
  const shares = (items: Items) => items.filter((item) => item.paidFen !== null).length
  const told = (items: Items) => items.reduce((sum, item) => sum + (item.paidFen ?? 0), 0)
  const more = shares(a) - shares(b) || a.length - b.length || told(a) - told(b)
  if (more !== 0) return more > 0 ? a : b
  return JSON.stringify(a) > JSON.stringify(b) ? a : b
}

function mergeRefunds(a: OrderFacts['refunds'] = [], b: OrderFacts['refunds'] = []) {
  const most = new Map<string, number>()
  for (const { id, fen } of [...a, ...b]) most.set(id, Math.max(fen, most.get(id) ?? 0))
  return [...most].map(([id, fen]) => ({ id, fen })).sort((x, y) => (x.id < y.id ? -1 : 1))
}

export function sameFacts(a: OrderFacts, b: OrderFacts): boolean {
  return JSON.stringify(factsOf(a)) === JSON.stringify(factsOf(b))
}

/** Only the facts of an order document, in one order of fields. */
export function factsOf(order: OrderFacts): OrderFacts {
  return {
    channel: order.channel,
    orderNo: order.orderNo,
    status: order.status,
    paidFen: order.paidFen,
    refundedFen: order.refundedFen,
    freightFen: order.freightFen,
    createdAt: order.createdAt,
    paidAt: order.paidAt,
    completedAt: order.completedAt,
    phoneTail: order.phoneTail,
    items: order.items.map(({ title, quantity, paidFen }) => ({ title, quantity, paidFen })),
    ...untoldOf(order.untold),
    ...(order.byLine ? { byLine: byLineFacts(order.byLine) } : {}),
    ...finishOf(order.completedAt, order.finishedBy ?? null),
    ...(order.refunds ? { refunds: order.refunds.map(({ id, fen }) => ({ id, fen })) } : {}),
    numbers: numbersOf(order.orderNo, order.numbers),
  }
}

/** What leads to a person comes into a title by a shifted column, and is not kept there. */
export function withPlainTitles(facts: OrderFacts): OrderFacts {
  const plain = <T extends { title: string }>(all: T[]) =>
    all.map((each) => ({ ...each, title: withoutPersonalNumbers(each.title) }))
  const { items, byLine } = facts
  const lines = byLine ? { byLine: { ...byLine, lines: plain(byLine.lines) } } : {}
  return { ...facts, items: plain(items), ...lines }
}

function byLineFacts({ lines, status, untold }: ByLine): ByLine {
  return { lines: mergeLines(lines, []), status, untold: [...untold].sort() }
}

/** In one order whichever report came first, so that the same facts look the same. */
function numbersOf(own: string, ...others: (string[] | undefined)[]): string[] {
  const more = new Set(others.flatMap((each) => each ?? []))
  more.delete(own)
  return [own, ...[...more].sort().slice(0, NUMBERS_MAX - 1)]
}
