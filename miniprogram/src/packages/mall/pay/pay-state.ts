import type { OutputOf } from '@contracts/action'
import { cancelReservation, checkReservation, payReservation } from '@contracts/mall/reservation'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import type { Paying, Payment } from './payment-type'
import { createScreen, type Screen } from '@/screen/screen-state'
import { failureOf, type Failure } from '@/text/failure'

export type Waiting = OutputOf<typeof checkReservation>

export interface PayState {
  sending: 'pay' | 'cancel' | null
  failure: Failure | null
  /** WeChat's sheet was closed, or could not pay. */
  unpaid: Exclude<Paying, 'done'> | null
}

export interface Pay {
  screen: Screen<typeof checkReservation>
  state: StoreApi<PayState>
  load(): Promise<void>
  submit(): Promise<void>
  cancel(): Promise<void>
}

/** 确认付款: what is held, until when, and what WeChat says about the payment. */
export function createPay(
  call: Call,
  reservationId: string,
  askToPay: (payment: Payment) => Promise<Paying>,
): Pay {
  const screen = createScreen(checkReservation, { call })
  const state = createStore<PayState>(() => ({ sending: null, failure: null, unpaid: null }))
  const load = () => screen.load({ reservationId })
  return {
    screen,
    state,
    load,
    async submit() {
      if (state.getState().sending) return
      state.setState({ sending: 'pay', failure: null, unpaid: null })
      const reply = await call(payReservation, { reservationId })
      if ('ok' in reply) {
        const paying = await askToPay(reply.ok.payment)
        if (paying !== 'done') state.setState({ unpaid: paying })
      } else state.setState({ failure: failureOf(payReservation, reply) })
      // Only the cloud knows; it asks WeChat Pay, whatever the phone believes.
      await load()
      state.setState({ sending: null })
    },
    async cancel() {
      if (state.getState().sending) return
      state.setState({ sending: 'cancel', failure: null, unpaid: null })
      const reply = await call(cancelReservation, { reservationId })
      if ('ok' in reply) screen.put(() => reply.ok)
      else {
        state.setState({ failure: failureOf(cancelReservation, reply) })
        await load()
      }
      state.setState({ sending: null })
    },
  }
}

/** 14:32, what is left of the time; 0:00 once it is over. */
export function timeLeft(payBy: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((payBy - now) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
