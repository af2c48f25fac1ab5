import { BRAND } from '../demo/brand'

/** What a deployed function finds in its environment. */
export const FUNCTION_ENV = {
  JUSHA_BRAND: BRAND,
  JUSHA_SECRET: 'only-for-the-embedded-cloud-0123456789',
}
