import type { OutputOf } from '@contracts/action'
import { cancelRedemption } from '@contracts/mall/redemption'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'

export type Cancellation = OutputOf<typeof cancelRedemption>

/** Goods, or a coupon from the mall, whose own id is also its redemption's id. */
export type Made = Pick<Cancellation['redemption'], 'redemptionId' | 'name' | 'points'>

export interface CancelState {
  /** What the sheet is about; null while it is closed. */
  made: Made | null
  /** True if the person closed the sheet while the request was running: its answer reopens it. */
  shut: boolean
  sending: boolean
  done: Cancellation | null
  failure: Failure | null
}

export interface Cancel {
  state: StoreApi<CancelState>
  open(made: Made): void
  close(): void
  submit(): Promise<void>
}

export interface CancelParts {
  call: Call
  onDone: (done: Cancellation) => void
}

const CLOSED: Omit<CancelState, 'sending'> = {
  made: null,
  shut: false,
  done: null,
  failure: null,
}

/** 取消兑换: shown in a sheet before anything goes back. */
export function createCancel({ call, onDone }: CancelParts): Cancel {
  const state = createStore<CancelState>(() => ({ ...CLOSED, sending: false }))
  return {
    state,
    open(made) {
      // A running request keeps its sheet, or its answer would appear under another name.
      if (state.getState().sending) state.setState({ shut: false })
      else state.setState({ ...CLOSED, made })
    },
    close: () => state.setState(state.getState().sending ? { shut: true } : CLOSED),
    async submit() {
      const { made, sending, done } = state.getState()
      if (!made || sending || done) return
      state.setState({ sending: true, failure: null })
      const reply = await call(cancelRedemption, { redemptionId: made.redemptionId })
      state.setState({ sending: false, shut: false })
      if (!('ok' in reply)) {
        state.setState({ failure: failureOf(cancelRedemption, reply) })
        return
      }
      state.setState({ done: reply.ok })
      onDone(reply.ok)
    },
  }
}
