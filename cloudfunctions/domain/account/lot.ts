import { assert, assertWhole } from '../assert'
import type { BusinessDay } from '../business-day'

/** 积分批次: points that can be spent until the end of `expiresOn`. */
export interface Lot {
  expiresOn: BusinessDay
  points: number
}

/** Sorted by expiry, one lot per day of expiry, none empty: so the account stays small forever. */
export type Lots = readonly Lot[]

export function sumOfLots(lots: Lots): number {
  return lots.reduce((sum, lot) => sum + lot.points, 0)
}

export function assertLots(lots: Lots): void {
  lots.forEach((lot, i) => {
    assertWhole(lot.points, 'a lot')
    assert(lot.points > 0, 'a lot is not empty')
    const before = lots[i - 1]
    assert(!before || before.expiresOn < lot.expiresOn, 'lots are sorted, one per day of expiry')
  })
}

/** Adds points, merging them into the lot that expires on the same day. */
export function addToLots(lots: Lots, added: Lots): Lot[] {
  const byDay = new Map(lots.map((lot) => [lot.expiresOn, lot.points]))
  for (const lot of added) {
    byDay.set(lot.expiresOn, (byDay.get(lot.expiresOn) ?? 0) + lot.points)
  }
  return [...byDay]
    .map(([expiresOn, points]) => ({ expiresOn, points }))
    .filter((lot) => lot.points > 0)
    .sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1))
}

/** Takes points from the lots that expire first; takes everything if there are fewer points. */
export function takeFromLots(lots: Lots, points: number): { left: Lot[]; taken: Lot[] } {
  assertWhole(points, 'points to take')
  const left: Lot[] = []
  const taken: Lot[] = []
  let missing = points
  for (const lot of lots) {
    const part = Math.min(lot.points, missing)
    missing -= part
    if (part > 0) taken.push({ expiresOn: lot.expiresOn, points: part })
    if (lot.points > part) left.push({ expiresOn: lot.expiresOn, points: lot.points - part })
  }
  return { left, taken }
}

/** Splits lots into those still valid on `today` and those that expired before it. */
export function splitExpired(lots: Lots, today: BusinessDay): { good: Lot[]; expired: Lot[] } {
  return {
    good: lots.filter((lot) => lot.expiresOn >= today),
    expired: lots.filter((lot) => lot.expiresOn < today),
  }
}
