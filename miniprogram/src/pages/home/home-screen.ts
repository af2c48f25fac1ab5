import type { OutputOf } from '@contracts/action'
import type { makeUp } from '@contracts/check-in/check-in'
import { openHome } from '@contracts/member/home'
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

/** Whoever joins or leaves comes to a page that asks by itself: twice would cost a call each time. */
const ASKED_BY_PAGE = ['join.join', 'leave.leave']

/** No figure is older than the own last action, whichever page it was done on. */
afterMoves((action) => {
  if (!ASKED_BY_PAGE.includes(action) && homeScreen.state.getState().data !== null)
    void homeScreen.load({})
})

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

/** The messages were looked at. */
export function showNothingNew(): void {
  homeScreen.put((data) => ({ ...data, card: data.card && { ...data.card, hasNews: false } }))
}
