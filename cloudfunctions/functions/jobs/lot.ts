import { businessDay } from '../../domain/business-day'
import { expire } from '../../domain/ledger'
import { _ } from '../../platform/cloud'
import { findDocuments } from '../../platform/collection'
import { transact } from '../../platform/transaction'
import type { TimeLeft } from './job'

const CHUNK = 100

/**
 * 清零: removes lots whose last day is over. An account that was done has a later next expiry and
 * is no longer found, so a run that was cut off is simply run again.
 */
export async function expireAccounts(
  brand: string,
  ruleVersion: number,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const ended = { brand, nextExpiry: _.lt(businessDay(now)) }
  let expired = 0
  while (timeLeft()) {
    const accounts = await findDocuments('accounts', { where: ended, limit: CHUNK })
    for (const { _id } of accounts) {
      if (!timeLeft()) return expired
      if (await expireOne(_id, ruleVersion, now)) expired++
    }
    if (accounts.length < CHUNK) break
  }
  return expired
}

function expireOne(id: string, ruleVersion: number, now: number): Promise<boolean> {
  return transact(async (tx) => {
    const account = await tx.get('accounts', id)
    const moved = account && expire(account, now, ruleVersion)
    if (!moved || moved.entries.length === 0) return tx.abort(false)
    await tx.add('ledger', moved.entries)
    await tx.put('accounts', moved.account)
    return true
  })
}
