import { inFlight } from '@/cloud/call'
import { keep } from '@/cloud/keep'
import { checkInState, homeScreen } from '@/pages/home/home-screen'
import { mallScreen } from '@/pages/mall/mall-screen'

/** What this phone has stored about the member is deleted too. */
export function forgetMember(): void {
  for (const key of ['screen:home', 'screen:mall', 'screen:wallet']) keep.remove(key)
  inFlight.clear()
  homeScreen.put((data) => ({ ...data, card: null }))
  mallScreen.put((data) => ({ ...data, balance: null }))
  checkInState.forget()
}
