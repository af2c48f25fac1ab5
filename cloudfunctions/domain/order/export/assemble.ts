import { readText } from './cells'
import type { ExportedOrder, RowError, SheetRow } from './exported-order'
import type { Header } from './header'
import { explode } from './joined'
import { mergeOrders, orderOfLines } from './orders'
import { implausibleTime } from './plausible-time'
import { withRefundChecked } from './refund-above-paid'
import type { Line } from './line'
import { continued, isBlank, readRow, type RowReading } from './row'

/**
 * `supersedes`: this order number came before in this file; this is the whole order again, merged
 * with the new rows, and it replaces the earlier one.
 */
export type OrderEvent =
  | { kind: 'order'; order: ExportedOrder; supersedes: ExportedOrder | null }
  | { kind: 'error'; error: RowError }

/** Where emitted orders are remembered; the import's version keeps them packed. */
export interface SeenOrders {
  recall(orderNo: string): ExportedOrder | null
  remember(order: ExportedOrder): void
}

/** No order has this many rows; the file was sorted or filled down by mistake. */
const MAX_LINES = 500

export interface Assembly {
  push(row: SheetRow): OrderEvent[]
  end(): OrderEvent[]
}

/**
 * Rows in, orders out. In all exports the rows of one order are adjacent, so an order is emitted
 * when the next one begins. An order with a bad row is not emitted: half an order has the wrong
 * money, and where rows add up, a row with a torn number may belong to either neighbour. No time
 * may be after `latest`.
 */
export function assembleOrders(header: Header, seen: SeenOrders, latest: string): Assembly {
  let lines: Line[] = []
  let current: string | null = null
  let spoilt = false
  /** The start of the number of a torn row just above: an order that begins so may lack it. */
  let torn: string | null = null

  function finish(): OrderEvent[] {
    const [first, ...rest] = lines
    const whole = first !== undefined && !spoilt
    lines = []
    spoilt = false
    current = null
    return whole ? settle(header, seen, [first, ...rest]) : []
  }

  function turnTo(orderNo: string): OrderEvent[] {
    const isNext = orderNo !== current
    const events = isNext ? finish() : []
    spoilt ||= isNext && torn !== null && addsUp(header) && isPartOf(torn, orderNo)
    torn = null
    current = orderNo
    return events
  }

  function pushBad(row: SheetRow, error: RowError, orderNo: string | null): OrderEvent[] {
    const shown = addsUp(header) ? (orderNo ?? shownOf(row)) : orderNo
    if (shown === null) return [{ kind: 'error', error }]
    const isTorn = addsUp(header) && current !== null && isPartOf(shown, current)
    const events = orderNo === null || isTorn ? [] : turnTo(orderNo)
    spoilt ||= isTorn || orderNo !== null
    torn = shown
    return [...events, addsUp(header) ? waiting(error, orderNo) : { kind: 'error', error }]
  }

  function pushOne(told: SheetRow): OrderEvent[] {
    const row = current === null ? told : continued(header, told, current)
    const reading = believed(readRow(header, row), header, row.row, latest)
    if ('line' in reading) {
      const events = turnTo(reading.line.orderNo)
      if (lines.push(reading.line) <= MAX_LINES) return events
      lines.pop()
      spoilt = true
      return [...events, tooManyLines(row.row)]
    }
    return pushBad(row, reading.error, reading.orderNo)
  }

  return {
    push(row) {
      if (row.broken === undefined && isBlank(row.cells)) return []
      return explode(header, row).flatMap((each) => pushOne(withRefundChecked(header, each)))
    },
    end: finish,
  }
}

function settle(header: Header, seen: SeenOrders, lines: [Line, ...Line[]]): OrderEvent[] {
  const reading = orderOfLines(header, lines)
  if ('error' in reading) return [{ kind: 'error', error: reading.error }]
  const known = seen.recall(reading.order.orderNo)
  const merged = known === null ? reading : mergeOrders(header, known, reading.order)
  if ('error' in merged) return [{ kind: 'error', error: merged.error }]
  seen.remember(merged.order)
  return [{ kind: 'order', order: merged.order, supersedes: known }]
}

function waiting(error: RowError, orderNo: string | null): OrderEvent {
  const whole = orderNo === null ? '相邻的订单' : '这个订单'
  const message = `${error.message}；${whole}先不导入，改好后重新上传`
  return { kind: 'error', error: { ...error, message } }
}

/** Where every row adds its own money, an order that lacks a row is worth less. */
function addsUp({ layout }: Header): boolean {
  return layout.paid === 'sum' || layout.refund === 'sum'
}

/** A number that was cut (a blank one is the shortest); 小红书 also writes its own without the P. */
function isPartOf(shown: string, orderNo: string): boolean {
  return shown !== orderNo && (orderNo.startsWith(shown) || orderNo.startsWith(`P${shown}`))
}

/** For a row without a number: what is left of it. Null for a footer, which has one text cell. */
function shownOf({ cells }: SheetRow): string | null {
  const [only = '', ...more] = cells.map(readText).filter((text) => text !== '')
  if (more.length > 0) return ''
  return /^P?[0-9]+$/.test(only) ? only : null
}

/** A row with impossible times is a row error, whatever else it contains. */
function believed(reading: RowReading, header: Header, row: number, latest: string): RowReading {
  if (!('line' in reading)) return reading
  const message = implausibleTime(header.layout.channel, reading.line, latest)
  return message === null ? reading : { error: { row, message }, orderNo: reading.line.orderNo }
}

function tooManyLines(row: number): OrderEvent {
  const message = `同一个订单号超过 ${MAX_LINES} 行，请检查订单号这一列是否被填充成了同一个值`
  return { kind: 'error', error: { row, message } }
}
