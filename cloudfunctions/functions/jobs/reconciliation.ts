import { businessDay } from '../../domain/business-day'
import { getDocument, putDocument, updateWhere } from '../../platform/database/collection'
import type { ReconciliationWalk } from '../../platform/database/documents'
import { newWalk } from '../../workflows/books/reconciliation-walk'
import type { TimeLeft } from './job'
import { checkAccounts } from './reconciliation-account'
import { checkStock } from './reconciliation-stock'

/** What a step of the walk came to. */
export interface Step {
  /** Where the next step begins; the same place when the time ran out inside it. */
  after: string
  isLast: boolean
  checked: number
  drifts: number
}

/**
 * 对账: holds every account against its entries and orders, and every stock against what was
 * redeemed. What differs becomes an alert; nothing is mended. A walk begins once a day, goes on
 * over as many runs as it needs, and stops when staff began another.
 */
export async function reconcile(brand: string, now: number, timeLeft: TimeLeft): Promise<number> {
  const today = businessDay(now)
  const kept = await getDocument('walks', `${brand}:reconciliation`)
  let walk = kept?.job === 'reconciliation' ? kept : null
  if (!walk || (walk.phase === 'done' && walk.day !== today)) {
    walk = newWalk(brand, today, `night:${today}`, false)
    await putDocument('walks', walk)
  }
  let checked = 0
  while (walk.phase !== 'done' && timeLeft()) {
    const step: Step = await stepOf(walk, now, timeLeft)
    checked += step.checked
    const next: ReconciliationWalk = advance(walk, step)
    const { phase, after, checked: total, drifts } = next
    const place = { _id: walk._id, run: walk.run, phase: walk.phase, after: walk.after }
    const moved = await updateWhere('walks', place, { phase, after, checked: total, drifts })
    // Another run is further, or staff began anew: the next run of the timer goes on from there.
    if (moved === 0) return checked
    walk = next
  }
  return checked
}

function stepOf(walk: ReconciliationWalk, now: number, timeLeft: TimeLeft): Promise<Step> {
  return walk.phase === 'accounts'
    ? checkAccounts(walk, now, timeLeft)
    : checkStock(walk.brand, now)
}

function advance(walk: ReconciliationWalk, step: Step): ReconciliationWalk {
  const sums = { checked: walk.checked + step.checked, drifts: walk.drifts + step.drifts }
  if (!step.isLast) return { ...walk, ...sums, after: step.after }
  return { ...walk, ...sums, after: '', phase: walk.phase === 'accounts' ? 'stock' : 'done' }
}
