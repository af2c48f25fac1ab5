import type { ExpiryView } from '../../contracts/ledger/expiry'
import { assert } from '../assert'
import { addDays, endOfMonthAfter, type BusinessDay } from '../business-day'

/** 积分有效期: how long points live that are earned now. Points earned earlier keep their day. */
export type ExpiryPolicy = ExpiryView

/** The last day on which points that are earned on `day` can be spent. */
export function expiresOn(policy: ExpiryPolicy, day: BusinessDay): BusinessDay {
  if (policy.policy === 'rolling') return endOfMonthAfter(day, policy.months)
  const earliest = addDays(day, policy.leastDays)
  let year = Number(day.slice(0, 4)) + policy.yearsLater
  // This year's day may be over already; at most two years are skipped for `leastDays`.
  while (`${year}-${policy.on}` < earliest) year++
  const last = `${year}-${policy.on}`
  assert(last >= day, 'points do not end before they are earned')
  return last
}

/** The policy without what only staff need to know. */
export function expiryView(policy: ExpiryPolicy): ExpiryView {
  if (policy.policy === 'rolling') return { policy: 'rolling', months: policy.months }
  const { on, yearsLater, leastDays } = policy
  return { policy: 'fixedDate', on, yearsLater, leastDays }
}
