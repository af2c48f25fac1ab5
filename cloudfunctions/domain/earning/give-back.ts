import { assertWhole } from '../assert'

/** This many points for this much money, in fen. */
export interface PointsPerFen {
  points: number
  fen: number
}

export interface GiveBackQuestion {
  /** Earning: `points` for every `fen` of spending. */
  earn: PointsPerFen
  /** Value: `points` buy goods or coupons worth `fen`. */
  worth: PointsPerFen
  /** The share of points that will expire unused, 0 to 100. */
  expiryPercent: number
  /** What is left of a sale before points, 0 to 100. */
  marginPercent: number
  /** The most that the brand wants to give back, 0 to 100. */
  limitPercent: number
}

export interface GiveBackAnswer {
  /** Hundredths of a percent of spending, if every point is used: 1000 = 10 %. */
  giveBackBasisPoints: number
  /** The same, less the points that are expected to expire. */
  expectedBasisPoints: number
  /** What is left of the margin, in hundredths of a percent of spending. */
  marginLeftBasisPoints: number
  withinLimit: boolean
  /** Chinese, for a shopkeeper. */
  verdict: string
}

const BASIS = 10_000

/**
 * 返点测算: earning 10 points per ¥ and spending 100 points per ¥ gives 10 %. Rounded up, so that a
 * rate just over the limit is never shown as within it.
 */
export function giveBack(question: GiveBackQuestion): GiveBackAnswer {
  const { earn, worth, expiryPercent, marginPercent, limitPercent } = question
  for (const [what, value] of Object.entries({ ...earn, worthFen: worth.fen })) {
    assertWhole(value, what)
  }
  const full = ceilDiv(BASIS * earn.points * worth.fen, earn.fen * worth.points)
  const expected = ceilDiv(full * (100 - expiryPercent), 100)
  const left = marginPercent * 100 - expected
  const withinLimit = full <= limitPercent * 100
  return {
    giveBackBasisPoints: full,
    expectedBasisPoints: expected,
    marginLeftBasisPoints: left,
    withinLimit,
    verdict: verdictOf(full, expected, left, limitPercent, withinLimit),
  }
}

function verdictOf(
  full: number,
  expected: number,
  left: number,
  limitPercent: number,
  withinLimit: boolean,
): string {
  const gives = `顾客每消费 100 元，送出价值 ${percent(full)} 元的积分`
  if (!withinLimit) return `${gives}，超过上限 ${limitPercent} 元，不能发布`
  const expects = `，扣掉预计过期的部分约 ${percent(expected)} 元`
  if (left < 0) return `${gives}${expects}，比毛利还多，每卖一单都亏`
  return `${gives}${expects}，毛利还剩 ${percent(left)} 元`
}

/** Hundredths of a percent as a number with at most two digits: 1000 → 10, 1234 → 12.34. */
export function percent(basisPoints: number): string {
  return String(basisPoints / 100)
}

function ceilDiv(dividend: number, divisor: number): number {
  assertWhole(dividend, 'a product of a rate')
  return Math.ceil(dividend / divisor)
}
