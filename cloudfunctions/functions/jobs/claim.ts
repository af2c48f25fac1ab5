import { businessDay } from '../../domain/business-day'
import type { SettleRules } from '../../domain/claim'
import { writeSettled } from '../../platform/claim-settlement'
import { _ } from '../../platform/cloud'
import { findDocuments, updateWhere } from '../../platform/collection'
import { transact } from '../../platform/transaction'
import type { TimeLeft } from './job'

const CHUNK = 100

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
  const today = businessDay(now)
  const due = { brand, 'claim.state': 'pending', 'claim.postsOn': _.lte(today) }
  let posted = 0
  while (timeLeft()) {
    const orders = await findDocuments('orders', { where: due, limit: CHUNK })
    for (const { _id } of orders) {
      if (!timeLeft()) return posted
      if (await postOne(_id, rules, now)) posted++
    }
    if (orders.length < CHUNK) break
  }
  return posted
}

async function postOne(id: string, rules: SettleRules, now: number): Promise<boolean> {
  return transact(async (tx) => {
    const order = await tx.get('orders', id)
    if (order?.claim?.state !== 'pending') return tx.abort(false)
    return (await writeSettled(tx, order, rules, now)) === 'credited'
  })
}

/** A claim that waited for too long is closed with its reason; a late import changes nothing. */
export async function closeWaitingClaims(brand: string, now: number): Promise<number> {
  const where = { brand, state: 'waiting', waitsUntil: _.lt(now) }
  let closed = 0
  for (const { _id } of await findDocuments('claims', { where, limit: CHUNK })) {
    closed += await updateWhere('claims', { _id, state: 'waiting' }, { state: 'closed' })
  }
  return closed
}
