import { showCoupon } from '@contracts/coupon'
import type { Call } from '@/cloud/make-call'
import { createScreen, type Screen, type ScreenParts } from '@/screen/screen-state'

const ASK_EVERY_MS = 3_000

export interface Show {
  screen: Screen<typeof showCoupon>
  /** Asks now and then every three seconds until the coupon was taken. */
  start(): void
  stop(): void
}

/** 出示码: shows the code and watches for the write-off, only while the page is visible. */
export function createShow(call: Call, couponId: string, saved?: ScreenParts['saved']): Show {
  const screen = createScreen(showCoupon, { call, ...(saved ? { saved } : {}) })
  let visit = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = async (of: number) => {
    await screen.load({ couponId })
    if (of !== visit || isOver(screen)) return
    timer = setTimeout(() => void ask(of), ASK_EVERY_MS)
  }

  return {
    screen,
    start() {
      clearTimeout(timer)
      visit += 1
      void ask(visit)
    },
    stop() {
      visit += 1
      clearTimeout(timer)
    },
  }
}

/** Nothing more can happen: it was taken, it ended, or it is not this person's coupon. */
function isOver({ state }: Screen<typeof showCoupon>): boolean {
  const { data, failure, savedAt } = state.getState()
  if (failure) return failure.kind === 'refused'
  return savedAt === null && data !== null && data.coupon.state !== 'usable'
}
