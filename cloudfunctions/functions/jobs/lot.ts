import { addDays, businessDay } from '../../domain/business-day'
import { expire } from '../../domain/ledger/ledger'
import { tellDamaged } from '../../platform/door/damaged'
import { transact } from '../../platform/database/transaction'
import { BEGINNING, inGroups, nextDue } from './due'
import type { TimeLeft } from './job'
import type { Movement } from '../../domain/ledger/movement'

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
  const due = { brand, field: 'nextExpiry', through: addDays(businessDay(now), -1) }
  const broken: unknown[] = []
  let [expired, place, isLast] = [0, BEGINNING, false]
  while (!isLast && timeLeft()) {
    const next = await nextDue('accounts', due, place)
    const ids = next.page.map(({ _id }) => _id)
    const work = (group: string[]) => expireTogether(group, ruleVersion, now)
    const tell = (id: string) => tellDamaged({ brand, now }, 'accounts', id)
    const worked = await inGroups(ids, timeLeft, work, tell)
    expired += worked.done
    broken.push(...worked.broken)
    const last = next.page.at(-1)
    if (last) place = { day: last.nextExpiry, after: last._id }
    isLast = next.isLast
  }
  if (broken.length > 0) throw broken[0]
  return expired
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
