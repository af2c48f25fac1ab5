import { checkIn } from '@contracts/check-in/check-in'
import type { OutputOf } from '@contracts/action'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'

export type CheckedIn = OutputOf<typeof checkIn>

export interface CheckInState {
  sending: boolean
  done: CheckedIn | null
  failure: Failure | null
}

export interface CheckIn {
  state: StoreApi<CheckInState>
  /** `today` is the cloud's business day: a retry on the same day is the same request. */
  checkIn(today: string): Promise<void>
  forget(): void
}

export interface CheckInParts {
  call: Call
  onDone: (done: CheckedIn) => void
}

const NOTHING: CheckInState = { sending: false, done: null, failure: null }

/** 一键签到, on the home page and on its own page. */
export function createCheckIn({ call, onDone }: CheckInParts): CheckIn {
  const state = createStore<CheckInState>(() => NOTHING)
  return {
    state,
    async checkIn(today) {
      if (state.getState().sending) return
      state.setState({ sending: true, failure: null })
      const reply = await call(checkIn, {}, { occasion: today })
      if (!('ok' in reply)) {
        state.setState({ sending: false, failure: failureOf(checkIn, reply) })
        return
      }
      state.setState({ sending: false, done: reply.ok })
      onDone(reply.ok)
    },
    forget: () => state.setState(NOTHING),
  }
}
