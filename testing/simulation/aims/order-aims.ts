import type { Row, Status } from '../ask'
import { DAY_MS, plusDays } from '../rules/calendar'
import { spendableOf } from '../rules/points'
import type { Order } from '../world/order'
import {
  goal,
  joined,
  memberOf,
  onDay,
  onTheWay,
  someone,
  wayOf,
  type Aim,
  type Next,
  type Sight,
} from './aim'

/** Numbers of orders that only aims use, so that nothing else touches them. */
const FIRST = 1_930_679_858_990_000_000n

/** What can happen to an order and to its claim. */
export const ORDER_AIMS: Record<string, Aim> = {
  'claim credited': (sight) => claims(sight, row(sight)),
  'claim that is pending and posts': (sight) => {
    const due = [...sight.world.orders.values()].find(
      ({ state, postsOn }) => state === 'pending' && postsOn,
    )
    if (!due?.postsOn) return wayOf(claims(sight, row(sight)))
    if (due.postsOn > sight.world.today) return onDay(due.postsOn)
    return goal({ kind: 'jobs', who: 'm0', requestId: sight.requestId })
  },
  'claim of an unpaid order': (sight) =>
    claims(sight, row(sight, { status: 'unpaid', paidFen: 0 })),
  'claim of a closed order': (sight) => claims(sight, row(sight, { status: 'closed' })),
  'claim after its window': (sight) =>
    claims(sight, row(sight, { boughtAt: seconds(sight.world.now) - 200 * DAY_MS })),
  'claim on the last day of its window': (sight) =>
    claims(
      sight,
      row(sight, {
        boughtAt: seconds(sight.world.now) - sight.world.programme.claim.windowDays * DAY_MS,
      }),
    ),
  'claim of an order of others': (sight) => {
    const held = [...sight.world.orders.values()].find(({ holder }) => holder)
    if (!held) return wayOf(claims(sight, row(sight)))
    const who = someone(sight, (_, each) => each !== held.holder?.who)
    return (
      joined(sight, who) ??
      goal({ kind: 'claim', who, requestId: sight.requestId, orderNo: held.orderNo })
    )
  },
  'claim of an own order again': (sight) => {
    const held = [...sight.world.orders.values()].find(({ holder }) => holder)
    if (!held?.holder) return wayOf(claims(sight, row(sight)))
    const { who } = held.holder
    return goal({ kind: 'claim', who, requestId: sight.requestId, orderNo: held.orderNo })
  },
  'claims of a day used up': (sight) => {
    const { perDay } = sight.world.programme.claim
    const who = someone(
      sight,
      ({ claimsToday: { day, count } }) => day === sight.world.today && count > 2,
    )
    const { day, count = 0 } = memberOf(sight, who)?.claimsToday ?? {}
    const had = day === sight.world.today ? count : 0
    const orderNo = (place: number) =>
      String(FIRST + 900_000n + BigInt((sight.draws[2] ?? 0) * 40 + had + place))
    const claim = (place: number) => ({
      kind: 'claim' as const,
      who,
      requestId: sight.ids(place),
      orderNo: orderNo(place),
    })
    if (had >= perDay) return goal(claim(0))
    return (
      joined(sight, who) ??
      onTheWay(...Array.from({ length: Math.min(6, perDay - had) }, (_, i) => claim(i)))
    )
  },
  'two claims of one order at once': (sight) => {
    const free = orderOf(sight, row(sight))
    const [one = '', two = ''] = sight.people
    if (!free || free.holder) return onTheWay(imports(sight, row(sight)))
    const { orderNo } = free
    const asks = [one, two].map((who, place) => {
      const requestId = sight.ids(place)
      return { kind: 'claim' as const, who, requestId, orderNo }
    })
    return joined(sight, one) ?? joined(sight, two) ?? goal(...asks)
  },
  'claim that waits for its file': (sight) => {
    const wanted = row(sight)
    const waits = [...sight.world.waiting.values()].some(
      ({ orderNo, state }) => orderNo === wanted.orderNo && state === 'waiting',
    )
    if (waits) return goal(imports(sight, wanted))
    const who = someone(sight, () => true)
    return (
      joined(sight, who) ??
      onTheWay({ kind: 'claim', who, requestId: sight.requestId, orderNo: wanted.orderNo })
    )
  },
  'claim that waited too long': (sight) => {
    const waiting = [...sight.world.waiting.values()].find(({ state }) => state === 'waiting')
    const who = someone(sight, () => true)
    const orderNo = String(FIRST + 950_000n + BigInt(sight.draws[2] ?? 0))
    if (!waiting)
      return (
        joined(sight, who) ?? onTheWay({ kind: 'claim', who, requestId: sight.requestId, orderNo })
      )
    if (waiting.lastDay >= sight.world.today) return onDay(plusDays(waiting.lastDay, 1))
    return goal({ kind: 'jobs', who: 'm0', requestId: sight.requestId })
  },
  'a refund takes back': (sight) => refunded(sight, () => true),
  'a refund of points that are spent': (sight) => {
    const spends = (order: Order) =>
      spendableOf(sight.world.members.get(order.holder?.who ?? '') ?? NOBODY, sight.world.today) ===
      0
    return refunded(sight, spends)
  },
  'earning with a debt': (sight) => {
    const who = someone(sight, ({ deficit }) => deficit > 0)
    const member = memberOf(sight, who)
    if (!member?.deficit)
      return wayOf(ORDER_AIMS['a refund of points that are spent']?.(sight) ?? null)
    const isFresh = !member.days.has(sight.world.today)
    return isFresh
      ? goal({ kind: 'check-in', who, requestId: sight.requestId })
      : onDay(plusDays(sight.world.today, 1))
  },
  'an order closes after its credit': (sight) => {
    const order = credited(sight)
    return order
      ? goal(imports(sight, { ...rowOf(order), status: 'closed' }))
      : wayOf(claims(sight, row(sight)))
  },
}

const NOBODY = { lots: new Map() } as Parameters<typeof spendableOf>[0]

function seconds(instant: number): number {
  return Math.floor(instant / 1000) * 1000
}

/** A finished order of 123.45 yuan under a number of this aim's own. */
export function row({ draws, world }: Sight, change: Partial<Row> = {}): Row {
  const place = (draws[3] ?? 0) * 700 + (draws[4] ?? 0) * 3 + 7
  // A file of few numbers that end in zeros looks as if a table had rounded them.
  const orderNo = String(FIRST + BigInt(place % 10 === 0 ? place + 1 : place))
  const status: Status = 'completed'
  const boughtAt = seconds(world.now) - DAY_MS
  return { orderNo, status, paidFen: 12_345, refundedFen: 0, boughtAt, finishedAt: null, ...change }
}

export function rowOf(order: Order): Row {
  const { orderNo, status, paidFen, refundedFen, boughtAt, finishedAt, phone } = order
  return { orderNo, status, paidFen, refundedFen, boughtAt, finishedAt, phone }
}

export function imports({ requestId }: Sight, ...rows: Row[]) {
  return { kind: 'import' as const, who: 'staff', requestId, rows }
}

function orderOf({ world }: Sight, { orderNo }: Row): Order | undefined {
  return world.orders.get(orderNo)
}

/** Brings an order and claims it. */
export function claims(sight: Sight, wanted: Row): Next {
  const order = orderOf(sight, wanted)
  if (!order) return onTheWay(imports(sight, wanted))
  const who = someone(sight, () => true)
  return (
    joined(sight, who) ??
    goal({ kind: 'claim', who, requestId: sight.requestId, orderNo: wanted.orderNo })
  )
}

function credited({ world }: Sight): Order | undefined {
  return [...world.orders.values()].findLast(
    ({ state, points, status, refundedFen }) =>
      state === 'credited' && points > 0 && status === 'completed' && refundedFen === 0,
  )
}

/** One step towards an order that is credited: it is brought, claimed, and posts. */
export function credits(sight: Sight): Next | null {
  const pending = [...sight.world.orders.values()].find(
    ({ state, postsOn }) => state === 'pending' && postsOn,
  )
  if (!pending?.postsOn) return wayOf(claims(sight, row(sight)))
  if (pending.postsOn > sight.world.today) return onDay(pending.postsOn)
  return onTheWay({ kind: 'jobs', who: 'm0', requestId: sight.requestId })
}

/** Credits an order, brings its member into the wanted state, and refunds all of it. */
function refunded(sight: Sight, ready: (order: Order) => boolean): Next | null {
  const order = credited(sight)
  if (!order?.holder) return credits(sight)
  if (ready(order)) return goal(imports(sight, { ...rowOf(order), refundedFen: order.paidFen }))
  const { who } = order.holder
  const member = memberOf(sight, who)
  const has = member ? spendableOf(member, sight.world.today) : 0
  if (!member?.memberId || has === 0) return null
  return onTheWay({
    kind: 'adjust',
    who,
    requestId: sight.requestId,
    memberId: member.memberId,
    points: -has,
  })
}
