/**
 * Order numbers that lost their last digits before we saw them: Excel keeps 15 and writes zeros, a
 * script writes the nearest float. A single correct number may look like that, so a whole column is
 * judged by how likely it is by chance. Chances are in parts per million, so that sums stay whole.
 */
export interface NumberCounts {
  /** Numbers of more than 15 digits. */
  long: number
  /** Those with zeros from the 16th digit on, and how many of them are expected by chance. */
  cut: number
  cutChance: number
  /** Those that are exactly their own float, and how many of them are expected by chance. */
  float: number
  floatChance: number
}

const MILLION = 1_000_000
const KEPT_BY_EXCEL = 15
/** Below this every whole number equals its float. */
const FLOATS_TELL = 18
/** Up to a tenth of a column may be correct numbers that only look damaged. */
const SHARE = 10
/** A column in which all look damaged is refused if chance does that at most once in 200 files. */
const ALL_BY_CHANCE = 1 / 200
/** A column in which only some do, if chance does that at most once in 100,000 files. */
const SOME_BY_CHANCE = 1e-5

export function newNumberCounts(): NumberCounts {
  return { long: 0, cut: 0, cutChance: 0, float: 0, floatChance: 0 }
}

/** Counts one more order number of a column; letters and hyphens around the digits do not matter. */
export function countNumber(counts: NumberCounts, orderNo: string): void {
  const digits = orderNo.replace(/\D/g, '')
  if (digits.length <= KEPT_BY_EXCEL) return
  counts.long++
  if (/^0+$/.test(digits.slice(KEPT_BY_EXCEL))) counts.cut++
  counts.cutChance += Math.max(1, Math.round(MILLION / 10 ** (digits.length - KEPT_BY_EXCEL)))
  if (digits.length < FLOATS_TELL || digits.length > 21) return
  const value = Number(digits)
  if (String(value) === digits) counts.float++
  counts.floatChance += Math.max(1, Math.round(MILLION / stepAt(value)))
}

/** The whole column lost its digits: none of its numbers can be trusted. */
export function columnIsRounded(counts: NumberCounts): boolean {
  const { long, cut, cutChance, float, floatChance } = counts
  return isBeyondChance(cut, long, cutChance) || isBeyondChance(float, long, floatChance)
}

function isBeyondChance(seen: number, of: number, chance: number): boolean {
  if (seen === 0 || seen * SHARE <= of) return false
  const expected = chance / MILLION
  if (expected >= seen) return false
  if (seen === of) return seen * Math.log(expected / of) <= Math.log(ALL_BY_CHANCE)
  // Chernoff bound: this many or more come by chance at most this often.
  return seen >= 2 && atMost(seen, expected) <= Math.log(SOME_BY_CHANCE)
}

function atMost(seen: number, expected: number): number {
  return seen - expected - seen * Math.log(seen / expected)
}

/** The distance between two floats of this size. */
function stepAt(value: number): number {
  return 2 ** (Math.floor(Math.log2(value)) - 52)
}
