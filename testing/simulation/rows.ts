import type { Row, Status } from './ask'
import type { Step } from './plan'
import { DAY_MS } from './rules/calendar'
import type { World } from './world/world'

const FIRST_ORDER = 1_930_679_858_170_000_000n

/** A range of numbers that moves on, so that a step meets the orders of its neighbours. */
export function orderNo(step: number, draw: number): string {
  return String(FIRST_ORDER + BigInt(Math.floor(step / 4) + (draw % 6)))
}

/** Often an order that can still change: one that a member waits for, or one that is claimed. */
function reported(a: number, b: number, { id }: Step, { orders, waiting }: World): string {
  const open = [...waiting]
    .filter(([, { state }]) => state === 'waiting')
    .map(([, each]) => each.orderNo)
  const held = [...orders.values()].filter(({ holder, state }) => holder && state !== 'closed')
  const list = b % 4 === 0 ? open : b % 4 === 1 ? held.map((order) => order.orderNo).slice(-12) : []
  return list[a % Math.max(1, list.length)] ?? orderNo(id, a)
}

const AMOUNTS = [0, 99, 8800, 12_345, 30_050, 66_600, 200_000, 99_999, 150_001, 88_888]
const DONE = 'completed'
const PROGRESS: Status[] = ['unpaid', 'paid', 'shipped', DONE, DONE, DONE, DONE, DONE]

export function rowsOf(draws: number[], step: Step, world: World): Row[] {
  const rows = new Map<string, Row>()
  const count = 1 + ((draws[3] ?? 0) % (step.calls.length > 1 ? 2 : 5))
  for (let i = 0; i < count; i++) {
    const row = rowOf(draws.slice(4 + i * 6), step, world)
    rows.set(row.orderNo, row)
  }
  return [...rows.values()]
}

function rowOf(
  [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: number[],
  step: Step,
  world: World,
): Row {
  const number = reported(a, f, step, world)
  const known = world.orders.get(number)
  const isClosed = f % 16 === 0
  const status = isClosed ? 'closed' : (PROGRESS[b % PROGRESS.length] ?? 'paid')
  const index = Number(BigInt(number) - FIRST_ORDER)
  const full = AMOUNTS[(index * 7) % AMOUNTS.length] ?? 0
  const paidFen = status === 'unpaid' ? 0 : full + (full > 0 && c % 20 === 0 ? 1234 : 0)
  const isRefunded = status !== 'unpaid' && d % 5 < (known ? 2 : 1)
  const share = d % 2 === 0 ? 1000 : e
  // Simultaneous files agree on when an order was bought; that is never in doubt.
  const boughtAt = known?.boughtAt ?? seconds(world.now) - (index % 12) * DAY_MS
  const tells = status === 'completed' && index % 2 === 0
  return {
    orderNo: number,
    status,
    paidFen,
    boughtAt,
    refundedFen: isRefunded ? Math.floor((paidFen * share) / 1000) : 0,
    phone: known?.phone ?? null,
    finishedAt: tells ? Math.max(boughtAt, seconds(world.now) - (e % 4) * DAY_MS) : null,
  }
}

function seconds(instant: number): number {
  return Math.floor(instant / 1000) * 1000
}
