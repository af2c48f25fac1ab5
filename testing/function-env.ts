import { createHash } from 'node:crypto'
import { BRAND } from '../demo/brand-id'

/** The environment of a deployed function. */
export const FUNCTION_ENV = {
  JUSHA_BRAND: BRAND,
  // Computed, because a secret that appears in the source is refused; the same in every run.
  JUSHA_SECRET: createHash('sha256').update('the embedded cloud of the tests').digest('base64url'),
}
