import { canonicalOrderNo } from '../order-number'
import { LINES_MAX, mergeLines, paidBy, refundedBy, type OrderLine } from '../order-by-line'
import type { OrderStatus } from '../order-status'
import type { ExportedOrder } from './exported-order'
import type { Layout } from './layout'
import type { Line } from './line'
import { slowest } from './statuses'

export interface Share {
  paidFen: number
  refundedFen: number
}

/** 子订单 of these rows, where each names its line and gives that line's money; else none. */
export function linesOf(
  { channel, paid, refund }: Layout,
  rows: readonly Line[],
  statuses: readonly OrderStatus[],
  shares: readonly Share[],
): OrderLine[] | null {
  const tells = rows.every(({ subOrderNo, isShare }) => subOrderNo !== '' && isShare)
  if (paid !== 'sum' || refund !== 'sum' || !tells) return null
  const told = rows.map((row, i): OrderLine => ({
    no: canonicalOrderNo(channel, row.subOrderNo),
    status: statuses[i] ?? slowest([...statuses]),
    paidFen: shares[i]?.paidFen ?? 0,
    refundedFen: shares[i]?.refundedFen ?? 0,
    ...(row.refund === 'untold' ? { untold: true as const } : {}),
    title: row.items[0]?.title ?? '',
    quantity: row.items[0]?.quantity ?? 1,
  }))
  const isMore = new Set(told.map(({ no }) => no)).size > LINES_MAX
  return isMore ? null : mergeLines([], told)
}

type Sums = Pick<ExportedOrder, 'status' | 'consumerPaidFen' | 'refundedFen' | 'lines'>

/** An order computed from all of its lines. */
export function byLines(lines: OrderLine[]): Sums {
  return {
    status: slowest(lines.map(({ status }) => status)),
    consumerPaidFen: paidBy(lines),
    refundedFen: refundedBy(lines),
    lines,
  }
}

/** The same line given twice is one article; its share comes from what is known of the line. */
export function itemsByLine(
  { channel }: Layout,
  items: ExportedOrder['items'],
  lines: readonly OrderLine[],
): ExportedOrder['items'] {
  return lines.flatMap((line) => {
    const item = items.find(
      ({ subOrderNo = '' }) => canonicalOrderNo(channel, subOrderNo) === line.no,
    )
    const { paidFen, refundedFen } = line
    return item ? [{ ...item, paidFen, refundedFen }] : []
  })
}
