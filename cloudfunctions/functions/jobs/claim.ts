import { businessDay } from '../../domain/business-day'
import type { SettleRules } from '../../domain/claim/claim'
import { closedNotice } from '../../domain/claim/claim-notice'
import type { Order } from '../../domain/order/order'
import { isPastEnd } from '../../domain/claim/waiting-claim'
import { writeSettled } from '../../workflows/claim/claim-settlement'
import { _ } from '../../platform/wechat/cloud'
import { findDocuments } from '../../platform/database/collection'
import { tellDamaged } from '../../platform/door/damaged'
import { tell } from '../../workflows/message/tell'
import { transact } from '../../platform/database/transaction'
import { BEGINNING, CHUNK, eachAlone, nextDue } from './due'
import type { TimeLeft } from './job'

/** Members whose orders are under way at once; two orders of one member would only conflict. */
const LANES = 4

/**
 * 入账: points of finished orders whose day has come. Each order that posted is no longer found, so
 * a run that was cut off is simply run again.
 */
export async function postClaims(
  brand: string,
  rules: SettleRules,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const where = { 'claim.state': 'pending' }
  const due = { brand, where, field: 'claim.postsOn', through: businessDay(now) }
  const broken: unknown[] = []
  let [posted, place, isLast] = [0, BEGINNING, false]
  while (!isLast && timeLeft()) {
    const next = await nextDue('orders', due, place)
    const work = async (orders: Order[]) => {
      const one = async ({ _id }: Order) => {
        if (await postOne(_id, rules, now)) posted++
      }
      const tellBroken = ({ _id }: Order) => tellDamaged({ brand, now }, 'orders', _id)
      broken.push(...(await eachAlone(orders, 1, timeLeft, one, tellBroken)))
    }
    broken.push(...(await eachAlone(ofOneMember(next.page), LANES, timeLeft, work)))
    const last = next.page.at(-1)
    if (last) place = { day: last.claim?.postsOn ?? '', after: last._id }
    isLast = next.isLast
  }
  if (broken.length > 0) throw broken[0]
  return posted
}

function ofOneMember(orders: readonly Order[]): Order[][] {
  const groups = new Map<string, Order[]>()
  for (const order of orders) {
    const account = order.claim?.account ?? ''
    groups.set(account, [...(groups.get(account) ?? []), order])
  }
  return [...groups.values()]
}

async function postOne(id: string, rules: SettleRules, now: number): Promise<boolean> {
  return transact(async (tx) => {
    const order = await tx.get('orders', id)
    if (order?.claim?.state !== 'pending') return tx.abort(false)
    return (await writeSettled(tx, order, rules, now)) === 'credited'
  })
}

/**
 * A claim that waited for too long is closed with its reason, and its member told; a late import
 * changes nothing. One that staff still look at stays in their queue, and its member is told the
 * same: who guesses must not see by a missing message that a number exists.
 */
export async function closeWaitingClaims(
  brand: string,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const over = { brand, waitsUntil: _.lt(now) }
  const call = { brand, now }
  const closed = await endEach({ ...over, state: 'waiting' }, call, timeLeft)
  const unproven = { state: 'review', 'review.why': 'unproven', endTold: _.neq(true) }
  const told = await endEach({ ...over, ...unproven }, call, timeLeft)
  const [broken] = [...closed.broken, ...told.broken]
  if (broken !== undefined) throw broken
  return closed.ended
}

async function endEach(
  where: Record<string, unknown>,
  call: { brand: string; now: number },
  timeLeft: TimeLeft,
): Promise<{ ended: number; broken: unknown[] }> {
  const broken: unknown[] = []
  let [ended, after, isLast] = [0, '', false]
  while (!isLast && timeLeft()) {
    // By id: one that cannot be ended is behind the walk and not found again.
    const due = { ...where, _id: _.gt(after) }
    const found = await findDocuments('claims', { where: due, sort: [['_id', 1]], limit: CHUNK })
    const end = async ({ _id }: { _id: string }) => {
      if (await endOne(_id, call.now)) ended++
    }
    const tell = ({ _id }: { _id: string }) => tellDamaged(call, 'claims', _id)
    broken.push(...(await eachAlone(found, 1, timeLeft, end, tell)))
    after = found.at(-1)?._id ?? after
    isLast = found.length < CHUNK
  }
  return { ended, broken }
}

function endOne(id: string, now: number): Promise<boolean> {
  return transact(async (tx) => {
    const claim = await tx.get('claims', id)
    if (!claim || !isPastEnd(claim, now)) return tx.abort(false)
    const { state } = claim
    const isReview = state === 'review' && !claim.endTold
    if (state !== 'waiting' && !isReview) return tx.abort(false)
    await tx.put('claims', isReview ? { ...claim, endTold: true } : { ...claim, state: 'closed' })
    const account = await tx.get('accounts', claim.account)
    if (account?.leftAt !== undefined) return true
    await tell(tx, closedNotice({ ...claim, reason: 'notImported' }, now))
    return true
  })
}
