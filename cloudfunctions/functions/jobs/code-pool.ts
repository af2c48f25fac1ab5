import { codesEnded } from '../../domain/mall/code-pool'
import type { Alert } from '../../domain/message/alert'
import type { Found } from '../../domain/message/alert-facts'
import { businessDay } from '../../domain/business-day'
import { findDocuments, PAGE_MAX } from '../../platform/database/collection'
import { leftInPool } from '../../workflows/mall/code-pool'
import { tellFindings } from '../../workflows/message/alerts'
import { inForce } from '../../workflows/programme/publication'

/** Pools that are nearly empty: one alert for each reward, which ends by itself after a load. */
export async function tellLowPools(brand: string, now: number): Promise<number> {
  const { rewards } = await inForce(brand, now)
  const pools = [...rewards].filter(([, { rules }]) => rules.kind === 'code')
  const where = { brand, topic: 'pool', state: 'open' }
  const open = await findDocuments('alerts', { where, limit: PAGE_MAX })
  const subjects = new Set(open.map(({ subject }) => subject))
  let low = 0
  for (const [rewardId, { rules }] of pools) {
    const { name, onSale, codeAlertAt } = rules
    const subject = `${brand}:${rewardId}`
    const left = await leftInPool(brand, rewardId)
    const isOffered = onSale && !codesEnded(rules, businessDay(now))
    const isLow = isOffered && left <= codeAlertAt
    const found: Found[] = isLow ? [{ kind: 'pool-low', facts: { name, left } }] : []
    low += found.length
    subjects.delete(subject)
    // The timer comes every few minutes; what it has told today it tells again only if it changed.
    if (isLow && open.some((alert) => isToldToday(alert, subject, left, now))) continue
    await tellFindings({ brand, topic: 'pool', subject }, found, open, now)
  }
  // A reward that is no longer offered needs no codes.
  for (const subject of subjects) {
    await tellFindings({ brand, topic: 'pool', subject }, [], open, now)
  }
  return low
}

function isToldToday(
  { subject: of, facts, lastSeenAt }: Alert,
  subject: string,
  left: number,
  now: number,
) {
  const isSame = of === subject && facts !== undefined && 'left' in facts && facts.left === left
  return isSame && businessDay(lastSeenAt) === businessDay(now)
}
