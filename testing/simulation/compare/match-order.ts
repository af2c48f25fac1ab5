import type { Answered } from '../ask'
import type { World } from '../world/world'

/** The most orders of simultaneous claims that are tried. */
const WAYS = 48

/**
 * For each call, the claims that wait for its file: the longest wait first, in every order that
 * simultaneous claims can have. Calls without a file have none.
 */
export function matchOrders(calls: Answered[], before: World): string[][][] {
  let ways: string[][][] = [[]]
  for (const { ask } of calls) {
    const numbers = ask.kind === 'import' ? ask.rows.map(({ orderNo }) => orderNo) : []
    const orders = ordersOf(numbers, before)
    ways = ways.flatMap((way) => orders.map((order) => [...way, order])).slice(0, WAYS)
  }
  return ways
}

function ordersOf(numbers: string[], { waiting }: World): string[][] {
  const groups = new Map<number, string[]>()
  for (const [key, { orderNo, since, state }] of waiting) {
    if (state !== 'waiting' || !numbers.includes(orderNo)) continue
    groups.set(since, [...(groups.get(since) ?? []), key])
  }
  const sorted = [...groups].sort(([a], [b]) => a - b)
  let orders: string[][] = [[]]
  for (const [, group] of sorted) {
    const own = permutations(group)
    orders = orders.flatMap((order) => own.map((each) => [...order, ...each])).slice(0, WAYS)
  }
  // A claim that is sent while the file is read comes last.
  return orders.map((order) => [...order, ...numbers])
}

function permutations(items: string[]): string[][] {
  if (items.length <= 1) return [items]
  return items.flatMap((item, i) =>
    permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]),
  )
}
