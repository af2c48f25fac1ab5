import type { Order, OrderClaim, OrderFacts } from './order'
import type { Shown } from './order-parts'

type Numbered = Pick<Order, '_id'> & Pick<OrderFacts, 'channel' | 'orderNo' | 'numbers'>

/**
 * Which of these orders are lines of another one: one feed reported the whole with the numbers of
 * its lines, another one reported a line as if it were an order of its own.
 */
export function linesAmong<T extends Numbered>(orders: readonly T[]): { whole: T; line: T }[] {
  const byNumber = new Map(orders.map((each) => [keyOf(each.channel, each.orderNo), each]))
  return orders.flatMap((whole) =>
    (whole.numbers ?? []).flatMap((number) => {
      const line = byNumber.get(keyOf(whole.channel, number))
      return line && line !== whole && isWhole(whole, line) ? [{ whole, line }] : []
    }),
  )
}

function keyOf(channel: string, number: string): string {
  return `${channel}:${number}`
}

/** Where two orders name each other, the one that names more numbers is the whole. */
function isWhole(whole: Numbered, line: Numbered): boolean {
  const [wholes, lines] = [whole.numbers ?? [], line.numbers ?? []]
  if (!lines.includes(whole.orderNo)) return true
  return (
    wholes.length - lines.length > 0 || (wholes.length === lines.length && whole._id < line._id)
  )
}

const STRENGTH: Record<Shown, number> = { phone: 3, staff: 2, proof: 2, number: 1 }

/** Two members have parts of one order: the better proof wins, then the earlier claim. */
export function isStronger(line: OrderClaim, whole: OrderClaim): boolean {
  const strength = ({ shown = 'number' }: OrderClaim) => STRENGTH[shown]
  const more = strength(line) - strength(whole)
  return more > 0 || (more === 0 && line.claimedAt < whole.claimedAt)
}
