import { openPages, pageInFront } from '@/device/open-pages'
import { phoneNow } from './clock'
import { makeDeviceId } from './device-id'
import { makeInFlight } from './in-flight'
import { keep } from './keep'
import { makeCall, type Send } from './make-call'
import type { RandomBytes } from './request-id'

/** Connects a platform's way to the cloud with what every page uses. */
export function connect(send: Send, randomBytes: RandomBytes) {
  const listeners: ((action: string) => void)[] = []
  const inFlight = makeInFlight({
    storage: keep,
    randomBytes,
    send,
    here,
    now: phoneNow,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onMoved: (action) => listeners.forEach((listen) => listen(action)),
  })
  return {
    inFlight,
    call: makeCall({ send, inFlight }),
    deviceId: makeDeviceId(keep, randomBytes),
    /** Called after every answer that changed something of the person's. */
    afterMoves: (listen: (action: string) => void) => void listeners.push(listen),
  }
}

function here(): () => boolean {
  const page = pageInFront()
  return () => page !== undefined && openPages().includes(page)
}
