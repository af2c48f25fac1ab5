import { FRIEND } from '../rules/invite-rules'
import { taskOf } from '../rules/task-rules'
import type { Member } from '../world/member'
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
import { credits, imports, row, rowOf } from './order-aims'

/** Words about orders, invitations, and what members tell about themselves. */
export const TASK_AIMS: Record<string, Aim> = {
  'a review': (sight) => reviews(sight, ({ review }) => review === null, 'good'),
  'a review again': (sight) => reviews(sight, ({ review }) => review !== null, 'good'),
  'a short review': (sight) => reviews(sight, () => true, 'short'),
  'a review that WeChat refuses': (sight) => reviews(sight, () => true, 'risky'),
  'reviews used up': usesUpReviews,
  'a reviewed order is refunded': (sight) => {
    const order = finished(sight, ({ review }) => review !== null && review.growth > 0)
    if (!order) return wayOf(reviews(sight, ({ review }) => review === null, 'good'))
    return goal(imports(sight, { ...rowOf(order), refundedFen: order.paidFen }))
  },
  'a friend joins': (sight) => invites(sight, () => true),
  'friends of a day used up': (sight) => {
    const perDay = taskOf(sight.world, 'invite')?.perDay ?? 0
    const isFull = ({ invited: { day, count } }: Member) =>
      day === sight.world.today && count >= perDay
    const next = invites(sight, isFull)
    const who = inviterOf(sight, isFull)
    const member = memberOf(sight, who)
    return member && isFull(member) ? next : wayOf(next)
  },
  'a birthday changed too soon': (sight) => {
    const who = someone(sight, ({ birthday }) => birthday !== null)
    const { requestId } = sight
    const about = `0${1 + ((sight.draws[2] ?? 0) % 9)}-11`
    const ask = { kind: 'act' as const, who, requestId, act: 'profile.setBirthday', about }
    const isKnown = memberOf(sight, who)?.birthday != null
    return joined(sight, who) ?? (isKnown ? goal(ask) : onTheWay(ask))
  },
}

type Fits = (order: Order) => boolean

/** The newest credited order of somebody of which something stayed paid. */
function finished({ world }: Sight, fits: Fits): Order | undefined {
  return [...world.orders.values()].findLast(
    (order) =>
      order.state === 'credited' &&
      order.paidFen > order.refundedFen &&
      order.holder?.who.startsWith('m') &&
      fits(order),
  )
}

/** Words about an order that fits; on the way one is credited, or reviewed. */
function reviews(sight: Sight, fits: Fits, words: string): Next | null {
  if (!taskOf(sight.world, 'review')) return null
  const { requestId } = sight
  const ask = (order: Order) => ({
    kind: 'act' as const,
    who: order.holder?.who ?? 'm0',
    requestId,
    act: 'review.submit',
    about: `${order.orderNo} ${words}`,
  })
  const order = finished(sight, fits)
  if (order) return goal(ask(order))
  const other = finished(sight, () => true)
  if (other && !fits(other) && other.review === null) return onTheWay(ask(other))
  return credits(sight)
}

/** One order more than may be reviewed in a day: brought, claimed and reviewed together. */
function usesUpReviews(sight: Sight): Next | null {
  const { world, ids, requestId } = sight
  const task = taskOf(world, 'review')
  if (!task) return null
  const first = BigInt(row(sight).orderNo)
  // Every other number, so that their titles differ.
  const numbers = Array.from({ length: task.perDay + 1 }, (_, place) =>
    String(first + BigInt(place) * 7n),
  )
  const orders = numbers.flatMap((orderNo) => world.orders.get(orderNo) ?? [])
  if (orders.length < numbers.length) {
    return onTheWay(imports(sight, ...numbers.map((orderNo) => ({ ...row(sight), orderNo }))))
  }
  const who = orders.find(({ holder }) => holder?.who.startsWith('m'))?.holder?.who
  const owner = who ?? someone(sight, () => true)
  const free = orders.filter(({ holder }) => holder === null)
  if (free.length > 0) {
    const claim = ({ orderNo }: Order, place: number) =>
      ({ kind: 'claim', who: owner, requestId: ids(place), orderNo }) as const
    return joined(sight, owner) ?? onTheWay(...free.map(claim))
  }
  const days = orders.flatMap(({ state, postsOn }) => (state === 'pending' ? (postsOn ?? []) : []))
  const last = days.sort().at(-1)
  if (last !== undefined && last > world.today) return onDay(last)
  if (last !== undefined) return onTheWay({ kind: 'jobs', who: 'm0', requestId })
  const own = orders.filter(({ holder }) => holder?.who === owner)
  return goal(
    ...own.map(({ orderNo }, place) => ({
      kind: 'act' as const,
      who: owner,
      requestId: ids(place),
      act: 'review.submit',
      about: `${orderNo} good`,
    })),
  )
}

function inviterOf(sight: Sight, fits: (member: Member) => boolean): string {
  const hasCode = ({ inviteCode }: Member) => inviteCode !== null
  const full = someone(sight, (each) => hasCode(each) && fits(each))
  const member = memberOf(sight, full)
  return member && hasCode(member) && fits(member) ? full : someone(sight, hasCode)
}

/** A new person with a phone of their own joins with the code of a member. */
function invites(sight: Sight, fits: (member: Member) => boolean): Next | null {
  const { world, requestId } = sight
  if (!taskOf(world, 'invite')) return null
  const who = inviterOf(sight, fits)
  const code = memberOf(sight, who)?.inviteCode
  if (!code) {
    const ask = { kind: 'act' as const, who, requestId, act: 'task.openInvite', about: '' }
    return joined(sight, who) ?? onTheWay(ask)
  }
  const friends = [...world.members.keys()].filter((each) => each.startsWith(FRIEND)).length
  const about = `${FRIEND} ${code} 1370000${9000 + friends}-${requestId}`
  const friend = { kind: 'act' as const, who: `${FRIEND}${friends}`, requestId, act: 'join.join' }
  return goal({ ...friend, about })
}
