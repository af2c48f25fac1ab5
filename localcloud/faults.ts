import type { Document } from './database/document'
import type { Invocation } from './functions/invocation'

/** One database request of a function, seen before and after it is done. */
export interface FaultPoint {
  invocation: Invocation | undefined
  /** 1 for the first database request of its invocation. */
  ordinal: number
  action: string
  body: Document
}

/**
 * The one place where a fault plan may step in: throw a CloudError before the request to refuse
 * it, throw after it to lose the answer, wait to be late.
 */
export interface FaultPlan {
  before(point: FaultPoint): Promise<void> | void
  after(point: FaultPoint): Promise<void> | void
}

export const NO_FAULTS: FaultPlan = { before: () => undefined, after: () => undefined }
