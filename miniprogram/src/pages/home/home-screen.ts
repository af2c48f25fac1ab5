import type { OutputOf } from '@contracts/action'
import type { makeUp } from '@contracts/check-in/check-in'
import { openHome } from '@contracts/member/home'
import { afterMoves, call } from '@/cloud/call'
import { phoneNow } from '@/cloud/clock'
import { keep } from '@/cloud/keep'
import { createScreen } from '@/screen/screen-state'
import { createCheckIn } from './check-in-state'

/** One answer serves both the home page and the me page. */
export const homeScreen = createScreen(openHome, {
  call,
  saved: { keep, key: 'screen:home', now: phoneNow },
})

/** Joining and leaving end on a page that loads by itself; a second load would cost a call. */
const ASKED_BY_PAGE = ['join.join', 'leave.leave']

/** After an action of the member's no older figure is shown, on whichever page it was done. */
afterMoves((action) => {
  if (!ASKED_BY_PAGE.includes(action) && homeScreen.state.getState().data !== null)
    void homeScreen.load({})
})

export const checkInState = createCheckIn({
  call,
  onDone: showCheckIn,
})

/** After a check-in or a make-up, both of which change the strip and the balance. */
export function showCheckIn(done: Pick<OutputOf<typeof makeUp>, 'strip' | 'balance'>): void {
  // A person who joined for this may have no card on screen yet; `put` would keep it away.
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

/** The messages were read. */
export function showNothingNew(): void {
  homeScreen.put((data) => ({ ...data, card: data.card && { ...data.card, hasNews: false } }))
}
