import { showPickUp } from '@contracts/mall/redemption'
import type { Call } from '@/cloud/make-call'
import { createScreen, type Screen, type ScreenParts } from '@/screen/screen-state'
import { createWatch } from '../watch'

/** 取货码: shows the code and watches for the hand-over, only while the page is visible. */
export function createPickUp(call: Call, redemptionId: string, saved?: ScreenParts['saved']) {
  const screen = createScreen(showPickUp, { call, ...(saved ? { saved } : {}) })
  const watch = createWatch(
    () => screen.load({ redemptionId }),
    () => isOver(screen),
  )
  return { screen, ...watch }
}

/** Nothing more can happen: picked up, cancelled, too late, or not this person's. */
function isOver({ state }: Screen<typeof showPickUp>): boolean {
  const { data, failure, savedAt } = state.getState()
  if (failure) return failure.kind === 'refused'
  return savedAt === null && data !== null && data.code === null
}
