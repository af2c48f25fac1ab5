import type { Coverage } from '../coverage'

/**
 * How often what moves points, stock or coupons must have happened in 10,000 actions, at least: a
 * cell of the reach is full with one life, and one life proves little. About half of what CI's lives
 * show, so that a run on a slow machine passes.
 */
export const FLOORS: Readonly<Record<string, number>> = {
  'check-in.checkIn: ok': 150,
  'check-in.makeUp: ok': 20,
  'claim.decide: ok': 4,
  'claim.submit: ok': 120,
  'correction.reverse: ok': 6,
  'order-import.commit: ok': 150,
  'print-code.collect: ok': 20,
  'redemption.redeem: ok': 80,
  'redemption.cancel: ok': 10,
  'reservation.reserve: ok': 50,
  'cash taken': 20,
  'cash given back': 1,
  'what nobody paid went back': 15,
  'review.submit: ok': 5,
  'task.visitShop: ok': 15,
  'write-off.writeOff: ok': 20,
  'tier reached': 5,
}

/** What happened less often than its floor says. */
export function shortagesOf(
  counted: Pick<Coverage, 'of'>,
  actions: number,
  floors: Readonly<Record<string, number>> = FLOORS,
): string[] {
  return Object.entries(floors).flatMap(([what, floor]) => {
    const least = Math.floor((floor * actions) / 10_000)
    const count = counted.of(what)
    return count < least ? [`${what}: ${count} times, at least ${least} are wanted`] : []
  })
}
