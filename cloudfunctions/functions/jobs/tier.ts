import { businessDay } from '../../domain/business-day'
import { tierTermsOf } from '../../domain/tier/tier-standing'
import { withFreeCodes } from '../../workflows/coupon/issue-coupon'
import { tellDamaged } from '../../platform/door/damaged'
import { inForce } from '../../workflows/programme/publication'
import { assessTiersOf } from '../../workflows/tier/tier-assessment'
import { transact } from '../../platform/database/transaction'
import { inGroups, nextDue, WITHOUT_DAY, type Place } from './due'
import type { TimeLeft } from './job'

/**
 * 等级评定: cycles that ended, gifts that are owed and notices of a drop. An account that was done is due on a later day, so a run that was cut off is simply run again.
 */
export async function assessTiers(brand: string, now: number, timeLeft: TimeLeft): Promise<number> {
  const rules = await inForce(brand, now)
  const terms = tierTermsOf(rules.program.rules)
  if (!terms) return 0
  const due = { brand, field: 'nextTier', through: businessDay(now) }
  const broken: unknown[] = []
  let place: Place = WITHOUT_DAY
  let [assessed, isLast] = [0, false]
  const assess = (ids: string[]) =>
    withFreeCodes((attempt) =>
      transact((tx) => assessTiersOf(tx, ids, { rules, terms, now, attempt })),
    )
  while (!isLast && timeLeft()) {
    const next = await nextDue('accounts', due, place)
    const ids = next.page.map(({ _id }) => _id)
    const tell = (id: string) => tellDamaged({ brand, now }, 'accounts', id)
    const worked = await inGroups(ids, timeLeft, assess, tell)
    assessed += worked.done
    broken.push(...worked.broken)
    const last = next.page.at(-1)
    if (last) place = { day: last.nextTier ?? null, after: last._id }
    isLast = next.isLast
  }
  if (broken.length > 0) throw broken[0]
  return assessed
}
