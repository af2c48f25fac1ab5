import { type ByLine, type OrderFacts, type Untold } from './order'
import { itemsOf, leavesUntold, mergeLines, paidBy, refundedBy, statusOf } from './order-by-line'
import { furthest } from './order-status'

/** No order has this many numbers; it limits the size of a document and its index. */
const NUMBERS_MAX = 200

/**
 * What is known after one more report of the same order. Reports come late, twice and in any order,
 * so the winner of each fact depends on its content and never on when it arrived.
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

/** A report without lines is about the whole order. */
function byLineOf({ byLine, status, untold = [] }: OrderFacts): ByLine {
  return byLine ?? { lines: [], status, untold }
}

/** An order after one more report: its fields that are not facts stay as they are. */
export function learn<T extends OrderFacts>(order: T, said: OrderFacts): T {
  const { untold: _untold, finishedBy: _by, byLine: _lines, ...kept } = order
  return { ...kept, ...mergeFacts(order, said) } as T
}

function untoldOf(untold: Untold[] = []): Pick<OrderFacts, 'untold'> {
  return untold.length > 0 ? { untold: [...new Set(untold)].sort() } : {}
}

/** A reported time is better than the time of the first report about it. */
function finishOf(completedAt: number | null, by: number | null): Pick<OrderFacts, 'finishedBy'> {
  return completedAt === null && by !== null ? { finishedBy: by } : {}
}

function earlier<T extends number | string>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

type Items = OrderFacts['items']

/**
 * More shares, then more items, then more money; between equals any rule will do that does not
 * depend on the order of arrival.
 */
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

/** Only the facts of an order document, in a fixed order of fields. */
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

function byLineFacts({ lines, status, untold }: ByLine): ByLine {
  return { lines: mergeLines(lines, []), status, untold: [...untold].sort() }
}

/** Sorted, whichever report came first, so that the same facts look the same. */
function numbersOf(own: string, ...others: (string[] | undefined)[]): string[] {
  const more = new Set(others.flatMap((each) => each ?? []))
  more.delete(own)
  return [own, ...[...more].sort().slice(0, NUMBERS_MAX - 1)]
}
