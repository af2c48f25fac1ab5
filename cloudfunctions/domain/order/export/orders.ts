import { paidOf } from '../order'
import { mergeLines } from '../order-by-line'
import { furthest, type OrderStatus } from '../order-status'
import { agree, Contradiction } from './agree'
import type { ExportedItem, ExportedOrder, RowError } from './exported-order'
import type { Header } from './header'
import type { Layout } from './layout'
import type { Line } from './line'
import { byLines, itemsByLine, linesOf, type Share } from './line-shares'
import { aboveSentence } from './refund-above-paid'
import { slowest } from './statuses'

export type OrderReading = { order: ExportedOrder } | { error: RowError }

type Lines = [Line, ...Line[]]

/**
 * Adjacent rows of one order, as one order. A value given once per order counts whichever row has
 * it; rows that contradict each other make no order.
 */
export function orderOfLines(header: Header, lines: Lines): OrderReading {
  try {
    return { order: orderOf(header, lines) }
  } catch (thrown) {
    if (!(thrown instanceof Contradiction)) throw thrown
    return { error: thrown.error }
  }
}

function orderOf(header: Header, lines: Lines): ExportedOrder {
  const { layout } = header
  const [first] = lines
  const statuses = statusesOf(header, lines)
  const alive = slowest(statuses)
  const times = timesOf(header, lines, alive)
  const shares = lines.map((line, index) => {
    const own = layout.paid === 'sum' ? (statuses[index] ?? alive) : alive
    return shareOf(header, lines, line, own, times.paidAt)
  })
  const paid =
    layout.paid === 'sum' ? sum(shares.map((share) => share.paidFen)) : shares[0]?.paidFen
  const refunds = shares.map((share) => share.refundedFen)
  const told = {
    status: alive,
    consumerPaidFen: paid ?? 0,
    refundedFen: layout.refund === 'sum' ? sum(refunds) : Math.max(...refunds),
  }
  const own = linesOf(layout, lines, statuses, shares)
  const sums = own === null ? told : byLines(own)
  const { consumerPaidFen, refundedFen } = sums
  const items = lines.flatMap((line, index) => itemsOf(layout, line, shares[index]))
  if (refundedFen > consumerPaidFen) {
    const message = aboveSentence(refundedFen, consumerPaidFen)
    throw new Contradiction(header, first.row, 'refund', message)
  }
  const payNo = lines.find((line) => line.payNo !== '')?.payNo
  const subOrderNos = lines.map((line) => line.subOrderNo).filter((no) => no !== '')
  return {
    channel: layout.channel,
    orderNo: first.orderNo,
    ...sums,
    freightFen: freightOf(header, lines),
    ...times,
    phoneTail: agree(header, lines, 'phone', (line) => line.phoneTail),
    items: own === null ? items : itemsByLine(layout, items, own),
    ...(payNo === undefined ? {} : { payNo }),
    ...(subOrderNos.length === 0 ? {} : { subOrderNos }),
    ...(refundsUntold(layout, lines) ? { untold: ['refunds'] } : {}),
    ...(lines.some((line) => line.numbersLost) ? { numbersLost: true } : {}),
    row: first.row,
  }
}

function isOwn(layout: Layout, field: 'status' | 'completedAt'): boolean {
  return layout.paid === 'sum' || (layout.ownPerRow?.includes(field) ?? false)
}

/** One status per row; rows with a blank one are as far as those that have one. */
function statusesOf(header: Header, lines: Lines): OrderStatus[] {
  const told = lines.map((line) => line.status).filter((status) => status !== null)
  if (!isOwn(header.layout, 'status')) agree(header, lines, 'status', (line) => line.status)
  const [row] = lines.map((line) => line.row)
  if (told.length === 0) {
    throw new Contradiction(header, row ?? 0, 'status', '这一行没有订单状态，请补上或重新导出')
  }
  return lines.map((line) => line.status ?? slowest(told))
}

function timesOf(header: Header, lines: Lines, status: OrderStatus) {
  const { layout } = header
  const isDue = lines.some((line) => (line.dueFen ?? 0) > 0)
  const dealtAt = agree(header, lines, 'dealtAt', (line) => line.dealtAt)
  const isPaid = status !== 'unpaid' && (isDue || layout.columns.paidAt === undefined)
  const paidAt = timeOf(header, lines, 'paidAt', 'first') ?? (isPaid ? dealtAt : null)
  const createdAt = timeOf(header, lines, 'createdAt', 'first')
  const orderedAt = header.columns.createdAt === undefined && paidAt === null ? dealtAt : null
  return {
    createdAt: createdAt ?? orderedAt,
    paidAt: status === 'unpaid' ? null : paidAt,
    completedAt: status === 'completed' ? timeOf(header, lines, 'completedAt', 'last') : null,
  }
}

/** These times sort as text. */
function timeOf(
  header: Header,
  lines: Lines,
  field: 'createdAt' | 'paidAt' | 'completedAt',
  side: 'first' | 'last',
): string | null {
  const own = field === 'completedAt' ? isOwn(header.layout, field) : header.layout.paid === 'sum'
  if (!own) return agree(header, lines, field, (line) => line[field])
  const times = lines.map((line) => line[field]).filter((time) => time !== null)
  return times.sort().at(side === 'first' ? 0 : -1) ?? null
}

/** What a row paid and got back, or the whole order in layouts that repeat it. */
function shareOf(
  header: Header,
  lines: Lines,
  line: Line,
  status: OrderStatus,
  paidAt: string | null,
): Share {
  const isSum = header.layout.paid === 'sum'
  const due = isSum ? line.dueFen : agree(header, lines, 'paid', (each) => each.dueFen)
  const paid = paidOf(status, paidAt, 1) > 0
  if (paid && due === null) {
    const message = '这一笔已经付款，却没有实付金额，请补上或重新导出'
    throw new Contradiction(header, line.row, 'paid', message)
  }
  const paidFen = paidOf(status, paidAt, due ?? 0)
  // A closed row in an order with others that are not is a row whose money was refunded.
  const isBack = line.refund === 'all' || (isSum && status === 'closed')
  const back = line.refund === 'untold' || line.refund === 'all' ? 0 : line.refund
  return { paidFen, refundedFen: isBack || paidFen === 0 ? paidFen : back }
}

/** A refund of the whole order is given in one row and left blank in the others. */
function isToldOnce({ refundWords, refund }: Layout): boolean {
  return refundWords === undefined && refund === 'once'
}

/**
 * If each row gives its own refund, one unreported refund leaves the sum unreported: it is not
 * zero.
 */
function refundsUntold(layout: Layout, lines: Lines): boolean {
  const isUntold = ({ refund }: Line) => refund === 'untold'
  return isToldOnce(layout) ? lines.every(isUntold) : lines.some(isUntold)
}

function freightOf(header: Header, lines: Lines): number {
  if (header.layout.freight === 'sum') return sum(lines.map((line) => line.freightFen ?? 0))
  if (header.columns.freight === undefined) {
    return Math.max(...lines.map((line) => line.freightFen ?? 0))
  }
  return agree(header, lines, 'freight', (line) => line.freightFen) ?? 0
}

function itemsOf(layout: Layout, line: Line, share: Share | undefined): ExportedItem[] {
  return line.items.map((item) => ({
    ...item,
    ...(line.subOrderNo === '' ? {} : { subOrderNo: line.subOrderNo }),
    ...(layout.paid === 'sum' ? { paidFen: share?.paidFen ?? 0 } : {}),
    ...(layout.refund === 'sum' ? { refundedFen: share?.refundedFen ?? 0 } : {}),
  }))
}

/**
 * The same order number again, further down: the rest of the order, or the same rows again because
 * two exports were pasted together. Known rows are not counted twice.
 */
export function mergeOrders(
  header: Header,
  known: ExportedOrder,
  again: ExportedOrder,
): OrderReading {
  const { layout } = header
  const [one, other] = [known.consumerPaidFen, again.consumerPaidFen]
  if (layout.paid === 'once' && one > 0 && other > 0 && one !== other) {
    return { error: Contradiction.between(header, 'paid', known, again, one, other).error }
  }
  return { order: merged(layout, known, again) }
}

function merged(layout: Layout, known: ExportedOrder, again: ExportedOrder): ExportedOrder {
  const order = mergedWhole(layout, known, again)
  if (!known.lines || !again.lines) return order
  const lines = mergeLines(known.lines, again.lines)
  const sums = byLines(lines)
  return {
    ...order,
    ...sums,
    items: itemsByLine(layout, order.items, lines),
    completedAt: sums.status === 'completed' ? later(known.completedAt, again.completedAt) : null,
  }
}

/** For orders whose file shows no lines: new rows are added, others count as the same. */
function mergedWhole(layout: Layout, known: ExportedOrder, again: ExportedOrder): ExportedOrder {
  const seen = new Set(known.items.map(itemKey))
  const added = again.items.filter((item) => !seen.has(itemKey(item)))
  const rest = added.length > 0
  const total = (kind: 'once' | 'sum', a: number, b: number, share: (i: ExportedItem) => number) =>
    kind === 'once' || !rest ? Math.max(a, b) : a + sum(added.map(share))
  const paid = total(layout.paid, known.consumerPaidFen, again.consumerPaidFen, paidBy)
  const refunded = total(layout.refund, known.refundedFen, again.refundedFen, refundedBy)
  const freightAdds = layout.freight === 'sum' && rest
  const status = rest ? slowest([known.status, again.status]) : furthest(known.status, again.status)
  const subOrderNos = [...new Set([...(known.subOrderNos ?? []), ...(again.subOrderNos ?? [])])]
  const payNo = known.payNo ?? again.payNo
  const { untold: _untold, lines: _lines, ...rememberedOf } = known
  const silent = [known, again].filter((each) => each.untold !== undefined)
  const isUntold = silent.length > (isToldOnce(layout) ? 1 : 0)
  const lost = known.numbersLost ?? again.numbersLost
  return {
    ...rememberedOf,
    status,
    consumerPaidFen: paid,
    refundedFen: Math.min(refunded, paid),
    freightFen: freightAdds
      ? known.freightFen + again.freightFen
      : Math.max(known.freightFen, again.freightFen),
    createdAt: known.createdAt ?? again.createdAt,
    paidAt: known.paidAt ?? again.paidAt,
    completedAt: status === 'completed' ? later(known.completedAt, again.completedAt) : null,
    phoneTail: known.phoneTail ?? again.phoneTail,
    items: [...known.items, ...added],
    ...(payNo === undefined ? {} : { payNo }),
    ...(subOrderNos.length === 0 ? {} : { subOrderNos }),
    ...(isUntold ? { untold: ['refunds'] } : {}),
    ...(lost === undefined ? {} : { numbersLost: lost }),
  }
}

function itemKey(item: ExportedItem): string {
  return (
    item.subOrderNo ?? [item.title, item.sku ?? '', item.quantity, item.paidFen ?? ''].join('|')
  )
}

function paidBy(item: ExportedItem): number {
  return item.paidFen ?? 0
}

function refundedBy(item: ExportedItem): number {
  return item.refundedFen ?? 0
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}
