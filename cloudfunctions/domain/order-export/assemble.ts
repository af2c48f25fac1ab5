import type { ExportedOrder, RowError, SheetRow } from './exported-order'
import type { Header } from './header'
import { explode } from './joined'
import { mergeOrders, orderOfLines } from './orders'
import { implausibleTime } from './plausible-time'
import { withRefundChecked } from './refund-above-paid'
import type { Line } from './line'
import { continued, isBlank, readRow, type RowReading } from './row'

/**
 * `supersedes`: this order number came before in this file; this is the whole order again, with
 * the new rows merged in, and replaces the earlier one.
 */
export type OrderEvent =
  | { kind: 'order'; order: ExportedOrder; supersedes: ExportedOrder | null }
  | { kind: 'error'; error: RowError }

/** Where already emitted orders are remembered; the bytes' room keeps them packed. */
export interface SeenOrders {
  recall(orderNo: string): ExportedOrder | null
  remember(order: ExportedOrder): void
}

/** More rows than any order has; the file was sorted or filled down by mistake. */
const MAX_LINES = 500

export interface Assembly {
  push(row: SheetRow): OrderEvent[]
  end(): OrderEvent[]
}

/**
 * Rows in, orders out. Rows of one order stand together in all exports, so an order leaves when
 * the next one begins. An order with a bad row does not leave: half an order is wrong money. No
 * time may be after `latest`.
 */
export function assembleOrders(header: Header, seen: SeenOrders, latest: string): Assembly {
  let lines: Line[] = []
  let current: string | null = null
  let spoilt = false

  function finish(): OrderEvent[] {
    const [first, ...rest] = lines
    const whole = first !== undefined && !spoilt
    lines = []
    spoilt = false
    current = null
    if (!whole) return []
    const reading = orderOfLines(header, [first, ...rest])
    if ('error' in reading) return [{ kind: 'error', error: reading.error }]
    const known = seen.recall(reading.order.orderNo)
    const merged = known === null ? reading : mergeOrders(header, known, reading.order)
    if ('error' in merged) return [{ kind: 'error', error: merged.error }]
    seen.remember(merged.order)
    return [{ kind: 'order', order: merged.order, supersedes: known }]
  }

  function turnTo(orderNo: string): OrderEvent[] {
    const events = orderNo === current ? [] : finish()
    current = orderNo
    return events
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
    const events = reading.orderNo === null ? [] : turnTo(reading.orderNo)
    spoilt ||= reading.orderNo !== null
    return [...events, { kind: 'error', error: reading.error }]
  }

  return {
    push(row) {
      if (row.broken === undefined && isBlank(row.cells)) return []
      return explode(header, row).flatMap((each) => pushOne(withRefundChecked(header, each)))
    },
    end: finish,
  }
}

/** A row whose times cannot be is a row error, whatever else it says. */
function believed(reading: RowReading, header: Header, row: number, latest: string): RowReading {
  if (!('line' in reading)) return reading
  const message = implausibleTime(header.layout.channel, reading.line, latest)
  return message === null ? reading : { error: { row, message }, orderNo: reading.line.orderNo }
}

function tooManyLines(row: number): OrderEvent {
  const message = `同一个订单号超过 ${MAX_LINES} 行，请检查订单号这一列是否被填充成了同一个值`
  return { kind: 'error', error: { row, message } }
}
