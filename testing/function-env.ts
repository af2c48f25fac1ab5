import { createHash } from 'node:crypto'
import { BRAND } from '../demo/brand'

/** What a deployed function finds in its environment. */
export const FUNCTION_ENV = {
  JUSHA_BRAND: BRAND,
  // Made here, as one that could be read in the source is refused; the same in every run.
  JUSHA_SECRET: createHash('sha256').update('the embedded cloud of the tests').digest('base64url'),
}
