import { addDays, businessDay } from '../../domain/business-day'
import { expire } from '../../domain/ledger/ledger'
import type { Movement } from '../../domain/ledger/movement'
import { byDay } from '../../platform/database/pages'
import { transact } from '../../platform/database/transaction'
import { inPages, sweep, type TimeLeft } from '../../platform/sweep'
import { inGroups } from './each-alone'

/**
 * 清零: removes expired lots. A finished account has a later next expiry and is no longer found, so a
 * run that was cut off is simply run again.
 */
export async function expireAccounts(
  brand: string,
  ruleVersion: number,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const through = addDays(businessDay(now), -1)
  const due = byDay('accounts', { brand, field: 'nextExpiry', through })
  const care = { brand, now, collection: 'accounts' as const, timeLeft }
  const work = (group: string[]) => expireTogether(group, ruleVersion, now)
  return sweep(
    inPages(due, (page) => inGroups(care, page, work)),
    timeLeft,
  )
}

function expireTogether(ids: string[], ruleVersion: number, now: number): Promise<number> {
  return transact(async (tx) => {
    const moves: Movement[] = []
    for (const id of ids) {
      const account = await tx.get('accounts', id)
      const moved = account && expire(account, now, ruleVersion)
      if (moved && moved.entries.length > 0) moves.push(moved)
    }
    if (moves.length === 0) return tx.abort(0)
    await tx.add(
      'ledger',
      moves.flatMap(({ entries }) => entries),
    )
    for (const { account } of moves) await tx.put('accounts', account)
    return moves.length
  })
}
