import type { ReconciliationWalk } from '../../platform/database/documents'

/** The result of one step of the walk, and where the next one begins. */
export interface Step {
  after: string
  isLast: boolean
  checked: number
  drifts: number
}

/** A walk over everything, starting at the beginning. */
export function newWalk(
  brand: string,
  day: string,
  run: string,
  full: boolean,
): ReconciliationWalk {
  return {
    _id: `${brand}:reconciliation`,
    brand,
    job: 'reconciliation',
    day,
    run,
    full,
    phase: 'accounts',
    after: '',
    checked: 0,
    drifts: 0,
  }
}
