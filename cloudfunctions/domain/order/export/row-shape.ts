import { canonicalOrderNo } from '../order-number'
import { readId } from './cells'
import type { Cell } from './exported-order'
import type { Header } from './header'
import { readStatus } from './statuses'

/**
 * Whether cells that were cut from a line with unreliable quotes are a row of orders: there is an
 * order number in its column, and a status too, or as many cells as the header has.
 */
export function looksLikeRow({ layout, columns, width }: Header, cells: readonly Cell[]): boolean {
  const { orderNo, status } = columns
  if (orderNo === undefined) return false
  const id = readId(cells[orderNo])
  if ('problem' in id || !ORDER_NO.test(canonicalOrderNo(layout.channel, id.value))) return false
  const word = status === undefined ? undefined : cells[status]
  return cells.length >= width || readStatus(layout.channel, String(word ?? '')) !== null
}

const ORDER_NO = /^(?=.*\d{6})[A-Z0-9-]{8,40}$/
