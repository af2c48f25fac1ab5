import { businessDay } from '../../domain/business-day'
import { getDocument, putDocument, updateWhere } from '../../platform/database/collection'
import type { ReconciliationSweep } from '../../platform/database/documents'
import { newSweep, type Step } from '../../workflows/books/reconciliation-sweep'
import { sweep, type TimeLeft } from '../../platform/sweep'
import { checkAccounts } from './reconciliation-account'
import { checkStock } from './reconciliation-stock'

/**
 * 对账: compares every account with its entries and orders, and every stock with what was redeemed. A
 * difference becomes an alert; nothing is repaired. A sweep begins once a day, takes as many runs as
 * it needs, and stops when staff start another one.
 */
export async function reconcile(brand: string, now: number, timeLeft: TimeLeft): Promise<number> {
  const today = businessDay(now)
  const kept = await getDocument('walks', `${brand}:reconciliation`)
  let from = kept?.job === 'reconciliation' ? kept : null
  if (!from || (from.phase === 'done' && from.day !== today)) {
    from = newSweep(brand, today, `night:${today}`, false)
    await putDocument('walks', from)
  }
  if (from.phase === 'done') return 0
  const step = async (place: ReconciliationSweep) => {
    const found = await stepOf(place, now, timeLeft)
    if (!found) return null
    const next = advance(place, found)
    return { next, done: found.checked, isLast: next.phase === 'done' }
  }
  return sweep({ from, step, keep }, timeLeft)
}

/**
 * False if another run is further, or staff started a new sweep: the next run continues from there.
 */
async function keep(next: ReconciliationSweep, from: ReconciliationSweep): Promise<boolean> {
  const place = { _id: from._id, run: from.run, phase: from.phase, after: from.after }
  const { phase, after, checked, drifts } = next
  return (await updateWhere('walks', place, { phase, after, checked, drifts })) > 0
}

/** Null when the time ran out before the end of a page. */
function stepOf(place: ReconciliationSweep, now: number, timeLeft: TimeLeft): Promise<Step | null> {
  return place.phase === 'accounts'
    ? checkAccounts(place, now, timeLeft)
    : checkStock(place.brand, now)
}

function advance(place: ReconciliationSweep, step: Step): ReconciliationSweep {
  const sums = { checked: place.checked + step.checked, drifts: place.drifts + step.drifts }
  if (!step.isLast) return { ...place, ...sums, after: step.after }
  return { ...place, ...sums, after: '', phase: place.phase === 'accounts' ? 'stock' : 'done' }
}
