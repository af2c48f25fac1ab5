import type { HeldCode } from './pool-seats'
import type { Redemption } from './redemption'

/** 看兑换码: the first time fulfils the redemption, so nobody can cancel it after that. */
export function showCode(redemption: Redemption, held: HeldCode, now: number): Redemption {
  if (redemption.state !== 'placed') return redemption
  return { ...redemption, state: 'fulfilled', held: { ...held, shownAt: now } }
}
