import * as v from 'valibot'
import { instantOf } from '../../business-day'

const CLOCK = /^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/

/** `2026-10-19 08:47:40`, Shanghai time; absent, empty or year 0 or 1 means no time. */
export const ShanghaiTime = v.nullish(
  v.pipe(
    v.string(),
    v.transform((text) => {
      const instant = CLOCK.test(text) ? instantOf(text) : Number.NaN
      return Number.isNaN(instant) ? null : instant
    }),
  ),
  null,
)

/** Milliseconds since 1970; 0 means no time. */
export const Milliseconds = v.nullish(
  v.pipe(
    v.number(),
    v.safeInteger(),
    v.minValue(0),
    v.transform((instant) => (instant === 0 ? null : instant)),
  ),
  null,
)
