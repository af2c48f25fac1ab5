import type { OutputOf } from '@contracts/action'
import type { makeUp } from '@contracts/check-in'
import { openHome } from '@contracts/home'
import { afterMoves, call } from '@/cloud/call'
import { phoneNow } from '@/cloud/clock'
import { keep } from '@/cloud/keep'
import { createScreen } from '@/screen/screen-state'
import { createCheckIn } from './check-in-state'

/** One answer feeds the home and the me page. */
export const homeScreen = createScreen(openHome, {
  call,
  saved: { keep, key: 'screen:home', now: phoneNow },
})

/** Coming back within this time of an own action would ask twice for the same. */
const JUST_NOW_MS = 2000
let askedAt = 0

/** No figure is older than the own last action, whichever page it was done on. */
afterMoves((action) => {
  if (action === 'leave.leave' || homeScreen.state.getState().data === null) return
  askedAt = phoneNow()
  void homeScreen.load({})
})

/** A page that shows these figures comes to the front. */
export async function showHome(): Promise<void> {
  if (Math.abs(phoneNow() - askedAt) >= JUST_NOW_MS) await homeScreen.load({})
}

export const checkInState = createCheckIn({
  call,
  onDone: showCheckIn,
})

/** After a check-in or a make-up: both change the strip and the balance. */
export function showCheckIn(done: Pick<OutputOf<typeof makeUp>, 'strip' | 'balance'>): void {
  // Somebody who joined for this may have no card on the screen yet: putting would keep it away.
  if (!homeScreen.state.getState().data?.card) return void homeScreen.load({})
  homeScreen.put((data) => ({
    ...data,
    checkIn: done.strip,
    card: data.card && { ...data.card, balance: done.balance },
  }))
}

export function showBalance(balance: number): void {
  homeScreen.put((data) => ({ ...data, card: data.card && { ...data.card, balance } }))
}
