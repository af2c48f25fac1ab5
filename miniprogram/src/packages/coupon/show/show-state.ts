import { showCoupon } from '@contracts/coupon/coupon'
import type { Call } from '@/cloud/make-call'
import { createScreen, type Screen, type ScreenParts } from '@/screen/screen-state'
import { createWatch } from '../watch'

export interface Show {
  screen: Screen<typeof showCoupon>
  /** Asks immediately and then every three seconds, until the coupon was written off. */
  start(): void
  stop(): void
}

/** 出示码: shows the code and watches for the write-off, only while the page is visible. */
export function createShow(call: Call, couponId: string, saved?: ScreenParts['saved']): Show {
  const screen = createScreen(showCoupon, { call, ...(saved ? { saved } : {}) })
  const watch = createWatch(
    () => screen.load({ couponId }),
    () => isOver(screen),
  )
  return { screen, ...watch }
}

/** Nothing more can happen: written off, expired, or not this person's coupon. */
function isOver({ state }: Screen<typeof showCoupon>): boolean {
  const { data, failure, savedAt } = state.getState()
  if (failure) return failure.kind === 'refused'
  return savedAt === null && data !== null && data.coupon.state !== 'usable'
}
