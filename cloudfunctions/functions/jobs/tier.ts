import { businessDay } from '../../domain/business-day'
import { tierTermsOf } from '../../domain/tier/tier-standing'
import { withFreeCodes } from '../../workflows/coupon/issue-coupon'
import { byDay, WITHOUT_DAY } from '../../platform/database/pages'
import { inForce } from '../../workflows/programme/publication'
import { assessTiersOf } from '../../workflows/tier/tier-assessment'
import { transact } from '../../platform/database/transaction'
import { inPages, sweep, type TimeLeft } from '../../platform/sweep'
import { inGroups } from './each-alone'

/**
 * 等级评定: cycles that ended, gifts that are owed and notices of a drop. A finished account is due on
 * a later day, so a run that was cut off is simply run again.
 */
export async function assessTiers(brand: string, now: number, timeLeft: TimeLeft): Promise<number> {
  const rules = await inForce(brand, now)
  const terms = tierTermsOf(rules.program.rules)
  if (!terms) return 0
  const through = businessDay(now)
  const due = byDay('accounts', { brand, field: 'nextTier', through }, WITHOUT_DAY)
  const care = { brand, now, collection: 'accounts' as const, timeLeft }
  const assess = (ids: string[]) =>
    withFreeCodes((attempt) =>
      transact((tx) => assessTiersOf(tx, ids, { rules, terms, now, attempt })),
    )
  return sweep(
    inPages(due, (page) => inGroups(care, page, assess)),
    timeLeft,
  )
}
