import { openHome } from '@contracts/home'
import { call } from '@/cloud/call'
import { phoneNow } from '@/cloud/clock'
import { keep } from '@/cloud/keep'
import { createScreen } from '@/screen/screen-state'
import { createCheckIn } from './check-in-state'

/** One answer feeds the home and the me page. */
export const homeScreen = createScreen(openHome, {
  call,
  saved: { keep, key: 'screen:home', now: phoneNow },
})

export const checkInState = createCheckIn({
  call,
  onDone: (done) =>
    homeScreen.put((data) => ({
      ...data,
      checkIn: done.strip,
      card: data.card && { ...data.card, balance: done.balance },
    })),
})

export function showBalance(balance: number): void {
  homeScreen.put((data) => ({ ...data, card: data.card && { ...data.card, balance } }))
}
