import { businessDay } from '../../domain/business-day'
import { closedNotice } from '../../domain/claim/claim-notice'
import type { Order } from '../../domain/order/order'
import { isPastEnd, type WaitingClaim } from '../../domain/claim/waiting-claim'
import { writeSettled } from '../../workflows/claim/claim-settlement'
import { _ } from '../../platform/wechat/cloud'
import { byDay, byId } from '../../platform/database/pages'
import { tell } from '../../workflows/message/tell'
import { transact } from '../../platform/database/transaction'
import { inPages, sweep, sweepEach, type TimeLeft } from '../../platform/sweep'
import { eachAlone } from './each-alone'
import type { SettleRules } from '../../domain/claim/settlement'

/** This many members are settled at once; two orders of one member would only conflict. */
const LANES = 4

/**
 * 入账: points of finished orders whose day has come. Orders that have posted are no longer found, so
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
  const care = { brand, now, collection: 'orders' as const, timeLeft }
  const post = ({ _id }: Order) => postOne(_id, rules, now)
  const how = { lanes: LANES, keyOf: ({ claim }: Order) => claim?.account ?? '' }
  return sweep(
    inPages(byDay('orders', due), (page) => eachAlone(care, page, post, how)),
    timeLeft,
  )
}

async function postOne(id: string, rules: SettleRules, now: number): Promise<boolean> {
  return transact(async (tx) => {
    const order = await tx.get('orders', id)
    if (order?.claim?.state !== 'pending') return tx.abort(false)
    return (await writeSettled(tx, order, rules, now)) === 'credited'
  })
}

/**
 * A claim that waited too long is closed with its reason, and its member gets a notice; a later
 * import changes nothing. One that staff still look at stays in their queue, but its member gets
 * the same notice: else a missing message would tell a guesser that the number exists.
 */
export async function closeWaitingClaims(
  brand: string,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const over = { brand, waitsUntil: _.lt(now) }
  const care = { brand, now, collection: 'claims' as const, timeLeft }
  const end = ({ _id }: WaitingClaim) => endOne(_id, now)
  const endEach = (where: Record<string, unknown>) =>
    inPages(byId('claims', { ...over, ...where }), (page) => eachAlone(care, page, end))
  const unproven = { state: 'review', 'review.why': 'unproven', endTold: _.neq(true) }
  const [closed = 0] = await sweepEach([endEach({ state: 'waiting' }), endEach(unproven)], timeLeft)
  return closed
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
