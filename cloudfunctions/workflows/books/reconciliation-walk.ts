import type { ReconciliationWalk } from '../../platform/database/documents'

/** A walk over everything, from its beginning. */
export function newWalk(
  brand: string,
  day: string,
  run: string,
  full: boolean,
): ReconciliationWalk {
  return {
    ...{ _id: `${brand}:reconciliation`, brand, job: 'reconciliation', day, run, full },
    ...{ phase: 'accounts', after: '', checked: 0, drifts: 0 },
  }
}
