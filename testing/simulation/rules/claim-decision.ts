import type { Outcome } from '../ask'
import type { ActAsk } from './act-rule'
import { giveTo, lose } from './order-rules'
import { takeBack } from './points'
import { countOrder } from './task-rules'
import { grow } from './tier-rules'
import type { Order, Waiting } from '../world/order'
import type { World } from '../world/world'

/** The product's id of a claim. */
export function claimId({ orderNo, who }: Waiting, { members }: World): string {
  return `shanyu:tmall:${orderNo}:shanyu:${members.get(who)?.memberId ?? 'nobody'}`
}

/** Staff give an order to who has claimed it, or refuse; `about` is the claim, the word and whose. */
export function decideClaim(world: World, { about }: ActAsk): Outcome {
  const [id = '', word = '', takeFrom = '', by = ''] = about.split(' ')
  const claim = [...world.waiting.values()].find(
    (each) => each.isQueued && claimId(each, world) === id,
  )
  if (!claim) return { refused: 'CLAIM_NOT_FOUND' }
  const approved = word === 'yes'
  const done = { ok: { claimId: id, approved } }
  const { decided } = claim
  if (decided || claim.state !== 'review') {
    const isAgain = decided?.by === by && decided.approved === approved
    return isAgain ? done : { refused: 'CLAIM_DECIDED' }
  }
  if (approved) {
    const refused = give(world, claim, takeFrom, by)
    if (refused) return { refused }
  } else {
    claim.state = 'closed'
  }
  claim.decided = { by, approved }
  return done
}

/** The order goes to the claimant; from its holder only if staff have seen who that is. */
function give(world: World, claim: Waiting, takeFrom: string, by: string): string | null {
  const order = world.orders.get(claim.orderNo)
  const member = world.members.get(claim.who)
  if (!order || !member) return 'ORDER_NOT_FOUND'
  const { holder } = order
  const isTheirs = holder?.who === claim.who
  const isSeen = holder !== null && world.members.get(holder.who)?.memberId === takeFrom
  if (holder && !isTheirs && !isSeen) return 'ORDER_TAKEN'
  if (order.status === 'unpaid') return 'ORDER_UNPAID'
  if (order.status === 'closed') return 'ORDER_CLOSED'
  claim.state = 'matched'
  if (isTheirs) return null
  if (holder) takeFromHolder(world, order, holder.who, by)
  giveTo(world, member, order, claim)
  return null
}

/** All that the order has brought goes back, also what it counted for; what is short is owed. */
function takeFromHolder(world: World, order: Order, who: string, by: string): void {
  const { programme, today } = world
  const member = world.members.get(who)
  if (member) {
    grow(world, member, -order.growth)
    takeBack(member, order.points, today, programme.claim.deficitLimit)
    if (order.counted) countOrder(world, member, order, 0)
  }
  lose(world, order, { by, approved: false })
}
