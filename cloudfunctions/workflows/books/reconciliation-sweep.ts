import type { ReconciliationSweep } from '../../platform/database/documents'

/** The result of one step of the sweep, and where the next one begins. */
export interface Step {
  after: string
  isLast: boolean
  checked: number
  drifts: number
}

/** A sweep over everything, starting at the beginning. */
export function newSweep(
  brand: string,
  day: string,
  run: string,
  full: boolean,
): ReconciliationSweep {
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
