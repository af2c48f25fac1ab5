import { makeUp } from '@contracts/check-in/check-in'
import type { OutputOf } from '@contracts/action'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'

export type MadeUp = OutputOf<typeof makeUp>

export interface MakeUpState {
  /** The missed day that the sheet is about; null while it is closed. */
  day: string | null
  /** True if the person closed the sheet while the request was running: its answer reopens it. */
  shut: boolean
  sending: boolean
  done: MadeUp | null
  failure: Failure | null
}

export interface MakeUp {
  state: StoreApi<MakeUpState>
  open(day: string): void
  close(): void
  submit(): Promise<void>
}

export interface MakeUpParts {
  call: Call
  onDone: (done: MadeUp) => void
}

const CLOSED: Omit<MakeUpState, 'sending'> = {
  day: null,
  shut: false,
  done: null,
  failure: null,
}

/** 补签: one missed day, shown in a sheet before any points are spent. */
export function createMakeUp({ call, onDone }: MakeUpParts): MakeUp {
  const state = createStore<MakeUpState>(() => ({ ...CLOSED, sending: false }))
  return {
    state,
    open(day) {
      // A running request keeps its sheet, or its answer would appear under another day.
      if (state.getState().sending) state.setState({ shut: false })
      else state.setState({ ...CLOSED, day })
    },
    close: () => state.setState(state.getState().sending ? { shut: true } : CLOSED),
    async submit() {
      const { day, sending, done } = state.getState()
      if (day === null || sending || done) return
      state.setState({ sending: true, failure: null })
      const reply = await call(makeUp, { day })
      state.setState({ sending: false, shut: false })
      if (!('ok' in reply)) {
        state.setState({ failure: failureOf(makeUp, reply) })
        return
      }
      state.setState({ done: reply.ok })
      onDone(reply.ok)
    },
  }
}
