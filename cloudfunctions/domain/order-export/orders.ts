import type { ExportedItem, ExportedOrder } from './exported-order'
import type { Layout } from './layout'
import type { Line } from './row'
import { furthest, slowest } from './statuses'

/** The rows of one order that stand together in the file, as one order. */
export function orderOfLines(layout: Layout, lines: [Line, ...Line[]]): ExportedOrder {
  const [first] = lines
  const status = slowest(lines.map((line) => line.status))
  const consumerPaidFen = spread(layout.paid, lines, (line) => line.paidFen)
  const refundedFen = spread(layout.refund, lines, (line) => line.refundedFen)
  const payNo = lines.find((line) => line.payNo !== '')?.payNo
  const subOrderNos = lines.map((line) => line.subOrderNo).filter((no) => no !== '')
  return {
    channel: layout.channel,
    orderNo: first.orderNo,
    status,
    consumerPaidFen,
    refundedFen: Math.min(refundedFen, consumerPaidFen),
    freightFen: spread(layout.freight, lines, (line) => line.freightFen),
    createdAt: edge(lines, (line) => line.createdAt, 'first'),
    paidAt: edge(lines, (line) => line.paidAt, 'first'),
    completedAt: status === 'completed' ? edge(lines, (line) => line.completedAt, 'last') : null,
    phoneTail: lines.find((line) => line.phoneTail !== null)?.phoneTail ?? null,
    items: lines.flatMap((line) => line.items),
    ...(payNo === undefined ? {} : { payNo }),
    ...(subOrderNos.length === 0 ? {} : { subOrderNos }),
    row: first.row,
  }
}

/**
 * The same order number again, further down: the rest of the order, or the same rows once more
 * because two exports were pasted together. What is already known is not counted twice.
 */
export function mergeOrders(
  layout: Layout,
  known: ExportedOrder,
  again: ExportedOrder,
): ExportedOrder {
  const seen = new Set(known.items.map(itemKey))
  const added = again.items.filter((item) => !seen.has(itemKey(item)))
  const rest = added.length > 0
  const total = (kind: 'once' | 'sum', a: number, b: number, share: (i: ExportedItem) => number) =>
    kind === 'once' || !rest ? Math.max(a, b) : a + sum(added.map(share))
  const paid = total(layout.paid, known.consumerPaidFen, again.consumerPaidFen, paidOf)
  const refunded = total(layout.refund, known.refundedFen, again.refundedFen, refundedOf)
  const freightAdds = layout.freight === 'sum' && rest
  const status = rest ? slowest([known.status, again.status]) : furthest(known.status, again.status)
  const subOrderNos = [...new Set([...(known.subOrderNos ?? []), ...(again.subOrderNos ?? [])])]
  const payNo = known.payNo ?? again.payNo
  return {
    ...known,
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
  }
}

function itemKey(item: ExportedItem): string {
  return (
    item.subOrderNo ?? [item.title, item.sku ?? '', item.quantity, item.paidFen ?? ''].join('|')
  )
}

function paidOf(item: ExportedItem): number {
  return item.paidFen ?? 0
}

function refundedOf(item: ExportedItem): number {
  return item.refundedFen ?? 0
}

function spread(kind: 'once' | 'sum', lines: Line[], of: (line: Line) => number): number {
  const figures = lines.map(of)
  return kind === 'once' ? Math.max(...figures) : sum(figures)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}

/** These times sort as text. */
function edge(
  lines: Line[],
  of: (line: Line) => string | null,
  side: 'first' | 'last',
): string | null {
  const times = lines.map(of).filter((time) => time !== null)
  return times.sort().at(side === 'first' ? 0 : -1) ?? null
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}
