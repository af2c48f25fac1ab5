import { furthest, type OrderStatus } from './order-status'

/** 子订单: what is known of one line of an order, by the line's own number. */
export interface OrderLine {
  no: string
  status: OrderStatus
  paidFen: number
  refundedFen: number
  /** No report has given its refund yet. */
  untold?: true
  title: string
  quantity: number
}

/** No order has this many lines; it limits the size of a document. */
export const LINES_MAX = 200

/** What is known of all lines: each report may add some of them, or the state of one. */
export function mergeLines(known: OrderLine[], said: OrderLine[]): OrderLine[] {
  const lines = new Map<string, OrderLine>()
  for (const line of [...known, ...said]) {
    lines.set(line.no, mergeLine(lines.get(line.no) ?? line, line))
  }
  return [...lines.values()].sort((a, b) => (a.no < b.no ? -1 : 1)).slice(0, LINES_MAX)
}

/** The winner of each fact depends on its content, never on when it arrived. */
function mergeLine(a: OrderLine, b: OrderLine): OrderLine {
  const status = furthest(a.status, b.status)
  const paidFen = Math.max(a.paidFen, b.paidFen)
  const { title, quantity } = fuller(a, b)
  // A closed line is one whose money was refunded.
  const closedFen = status === 'closed' ? paidFen : 0
  const refundedFen = Math.max(a.refundedFen, b.refundedFen, closedFen)
  const isUntold = status !== 'closed' && a.untold === true && b.untold === true
  const untold = isUntold ? { untold: true as const } : {}
  return { no: a.no, status, paidFen, refundedFen, ...untold, title, quantity }
}

/** Between equals any rule will do that does not depend on the order of arrival. */
function fuller(a: OrderLine, b: OrderLine): OrderLine {
  const words = ({ title, quantity }: OrderLine) => JSON.stringify({ title, quantity, paidFen: 0 })
  const more = a.paidFen - b.paidFen || (words(a) > words(b) ? 1 : -1)
  return more > 0 ? a : b
}

export function paidBy(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, { paidFen }) => sum + paidFen, 0)
}

export function refundedBy(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, { refundedFen }) => sum + refundedFen, 0)
}

/** If all lines are closed, so is the order, unless more was paid than known lines add up to. */
export function statusOf(
  lines: readonly OrderLine[],
  status: OrderStatus | null,
  paidFen: number,
): OrderStatus {
  const isOver = lines.length > 0 && lines.every((line) => line.status === 'closed')
  if (isOver && paidBy(lines) >= paidFen) return 'closed'
  return status ?? (paidFen > 0 ? 'paid' : 'unpaid')
}

/** The lines give what was paid, and what was refunded for each, if that was reported. */
export function leavesUntold(lines: readonly OrderLine[], what: 'paid' | 'refunds'): boolean {
  if (lines.length === 0) return true
  return what === 'refunds' && lines.some(({ untold }) => untold === true)
}

export function itemsOf(lines: readonly OrderLine[]) {
  return lines.map(({ title, quantity, paidFen }) => ({ title, quantity, paidFen }))
}
