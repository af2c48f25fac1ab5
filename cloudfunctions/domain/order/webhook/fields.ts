import * as v from 'valibot'
import { FEN_MAX } from '../../../contracts/scalars'

/** A number or its digits; order numbers come as both. */
export const Digits = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger())]),
  v.transform(String),
  v.regex(/^[A-Za-z0-9-]{1,64}$/),
)

/** Whole fen. */
export const Fen = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(FEN_MAX))

/** Yuan with up to two decimals, `88.80`. */
export const Yuan = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform(String),
  v.regex(/^\d{1,9}(\.\d{1,2})?$/),
  v.transform((text) => {
    const [yuan = '0', fraction = ''] = text.split('.')
    return Number(yuan) * 100 + Number(fraction.padEnd(2, '0'))
  }),
)

/** Seconds since 1970; 0 where a marketplace has no time. */
export const Seconds = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.maxValue(99_999_999_999),
  v.transform((seconds) => (seconds === 0 ? null : seconds * 1000)),
)
