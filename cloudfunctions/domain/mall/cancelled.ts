import type { By } from '../account/entry'
import type { Restored } from '../ledger/ledger'

/** What is stored about a cancellation, on the redemption or the coupon. */
export interface Cancelled {
  requestId: string
  inputHash: string
  at: number
  /** Null when the member did it. */
  by: By | null
  grace: Restored['grace']
}
