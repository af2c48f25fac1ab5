import { changePhone } from '@contracts/member/phone'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'

export interface PhoneState {
  sending: boolean
  /** A few digits of the new number, once it belongs to the member. */
  done: string | null
  failure: Failure | null
}

export interface PhoneChange {
  state: StoreApi<PhoneState>
  /** With the code that WeChat gave; null if the person refused to give the number. */
  change(code: string | null): Promise<void>
  forget(): void
}

/** 换手机号: needs one tap, because WeChat itself asks for the number. */
export function createPhoneChange(call: Call, onDone: () => void): PhoneChange {
  const state = createStore<PhoneState>(() => ({ sending: false, done: null, failure: null }))
  return {
    state,
    forget: () => state.setState({ failure: null }),
    async change(phoneCode) {
      if (phoneCode === null || state.getState().sending) return
      state.setState({ sending: true, done: null, failure: null })
      const reply = await call(changePhone, { phoneCode })
      if ('ok' in reply) {
        state.setState({ sending: false, done: reply.ok.phoneMasked })
        onDone()
      } else state.setState({ sending: false, failure: failureOf(changePhone, reply) })
    },
  }
}
