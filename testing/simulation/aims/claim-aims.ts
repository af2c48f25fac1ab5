import { claimId } from '../rules/claim-decision'
import { DESK } from '../rules/undo-rules'
import type { Order, Waiting } from '../world/order'
import {
  goal,
  joined,
  memberOf,
  onDay,
  onTheWay,
  someone,
  type Aim,
  type Next,
  type Sight,
} from './aim'
import { imports, row, rowOf } from './order-aims'

/** Two members about one order: its buyer by the phone, and who knew its number. */
export const CLAIM_AIMS: Record<string, Aim> = {
  'the buyer comes after another': (sight) => {
    const rival = rivalIn(sight)
    return rival?.order.holder ? goal(claimOf(sight, rival.buyer, rival.order)) : meets(sight)
  },
  'staff refuse the buyer': (sight) => decides(sight, (id) => `${id} no`),
  'staff give the order to its buyer': (sight) =>
    decides(sight, (id, holder) => `${id} yes ${holder}`),
  'staff do not see who has the order': (sight) => decides(sight, (id) => `${id} yes`),
  'staff give an order that is closed': (sight) => {
    const claim = inReview(sight)
    const order = claim && sight.world.orders.get(claim.orderNo)
    if (!order || order.status === 'closed')
      return decides(sight, (id, holder) => `${id} yes ${holder}`)
    return onTheWay(imports(sight, { ...rowOf(order), status: 'closed' }))
  },
  'a number of two channels': (sight) => {
    const who = someone(sight, () => true)
    const about = String(4_930_679_858_170_640_001n + BigInt((sight.draws[2] ?? 0) * 3))
    const ask = { kind: 'act' as const, who, requestId: sight.requestId, act: 'claim.submit' }
    return joined(sight, who) ?? goal({ ...ask, about })
  },
  'a claim that is decided': (sight) => {
    const claim = waitings(sight).findLast(({ decided }) => decided !== undefined)
    if (!claim) {
      const next = decides(sight, (id) => `${id} no`)
      return next && 'asks' in next ? { ...next, isGoal: false } : next
    }
    const word = (sight.draws[2] ?? 0) % 2 === 0 ? 'no' : 'yes'
    return goal(decision(sight, `${claimId(claim, sight.world)} ${word}`))
  },
}

function waitings({ world }: Sight): Waiting[] {
  return [...world.waiting.values()]
}

function inReview(sight: Sight): Waiting | undefined {
  return waitings(sight).findLast(({ state }) => state === 'review')
}

function decision({ requestId }: Sight, about: string) {
  const words = [...about.split(' '), '-'].slice(0, 3)
  const whole = [...words, DESK].join(' ')
  return { kind: 'act' as const, who: 'staff', requestId, act: 'claim.decide', about: whole }
}

function decides(sight: Sight, about: (id: string, holder: string) => string): Next | null {
  const { world } = sight
  const claim = inReview(sight)
  if (!claim) return meets(sight)
  const { holder } = world.orders.get(claim.orderNo) ?? {}
  const memberId = world.members.get(holder?.who ?? '')?.memberId ?? '-'
  return goal(decision(sight, about(claimId(claim, world), memberId)))
}

interface Rival {
  order: Order
  buyer: string
}

/** An order of which the file names the phone of a member, who does not have it. */
function rivalIn({ world }: Sight): Rival | undefined {
  const members = [...world.members]
  const rivals = [...world.orders.values()].flatMap((order) => {
    const [buyer] = members.find(([, { phone }]) => phone !== null && phone === order.phone) ?? []
    return buyer === undefined || order.holder?.who === buyer ? [] : [{ order, buyer }]
  })
  return rivals.findLast(({ order }) => order.status === 'completed')
}

function claimOf({ requestId }: Sight, who: string, { orderNo }: Order) {
  return { kind: 'claim' as const, who, requestId, orderNo }
}

/** Leads to an order that has posted to who knew its number, and that its buyer claims. */
function meets(sight: Sight): Next | null {
  const { world, requestId } = sight
  const rival = rivalIn(sight)
  if (!rival) {
    const who = someone(sight, ({ phone }) => phone !== null)
    const phone = memberOf(sight, who)?.phone
    if (phone) return onTheWay(imports(sight, row(sight, { phone })))
    return joined(sight, who) ?? onTheWay(newPhone(sight, who))
  }
  const { order, buyer } = rival
  if (!order.holder) {
    const other = someone(sight, (_, each) => each !== buyer)
    return joined(sight, other) ?? onTheWay(claimOf(sight, other, order))
  }
  if (order.state === 'pending' && order.postsOn) {
    if (order.postsOn > world.today) return onDay(order.postsOn)
    return onTheWay({ kind: 'jobs', who: 'm0', requestId })
  }
  return onTheWay(claimOf(sight, buyer, order))
}

function newPhone({ requestId, draws }: Sight, who: string) {
  const number = `1390000${who.replace(/\D/g, '') || 9}1${10 + ((draws[5] ?? 0) % 20)}`
  const about = `phone-${number}-${requestId}`
  return { kind: 'act' as const, who, requestId, act: 'phone.change', about }
}
