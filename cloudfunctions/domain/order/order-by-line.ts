import { furthest, type OrderStatus } from './order-status'

/** 子订单: what is known of one line of an order, under its own number. */
export interface OrderLine {
  no: string
  status: OrderStatus
  paidFen: number
  refundedFen: number
  /** No report has told yet what came back of it. */
  untold?: true
  title: string
  quantity: number
}

/** More than an order has lines; it bounds what one document holds. */
export const LINES_MAX = 200

/** What is known of all lines: each report may tell some of them, one line's fate or another's. */
export function mergeLines(known: OrderLine[], said: OrderLine[]): OrderLine[] {
  const lines = new Map<string, OrderLine>()
  for (const line of [...known, ...said]) {
    lines.set(line.no, mergeLine(lines.get(line.no) ?? line, line))
  }
  return [...lines.values()].sort((a, b) => (a.no < b.no ? -1 : 1)).slice(0, LINES_MAX)
}

/** Of every fact one side wins by what it says, never by when it came. */
function mergeLine(a: OrderLine, b: OrderLine): OrderLine {
  const status = furthest(a.status, b.status)
  const paidFen = Math.max(a.paidFen, b.paidFen)
  const { title, quantity } = fuller(a, b)
  // A line that was closed is one whose money went back.
  const closedFen = status === 'closed' ? paidFen : 0
  const refundedFen = Math.max(a.refundedFen, b.refundedFen, closedFen)
  const isUntold = status !== 'closed' && a.untold === true && b.untold === true
  const untold = isUntold ? { untold: true as const } : {}
  return { no: a.no, status, paidFen, refundedFen, ...untold, title, quantity }
}

/** Between equals any rule will do that does not ask who was first. */
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

/** Lines that are all closed close the order, unless more was paid than is known of lines. */
export function statusOf(
  lines: readonly OrderLine[],
  status: OrderStatus | null,
  paidFen: number,
): OrderStatus {
  const isOver = lines.length > 0 && lines.every((line) => line.status === 'closed')
  if (isOver && paidBy(lines) >= paidFen) return 'closed'
  return status ?? (paidFen > 0 ? 'paid' : 'unpaid')
}

/** Lines tell what was paid, and what came back of each that does not leave it untold. */
export function leavesUntold(lines: readonly OrderLine[], what: 'paid' | 'refunds'): boolean {
  if (lines.length === 0) return true
  return what === 'refunds' && lines.some(({ untold }) => untold === true)
}

export function itemsOf(lines: readonly OrderLine[]) {
  return lines.map(({ title, quantity, paidFen }) => ({ title, quantity, paidFen }))
}
