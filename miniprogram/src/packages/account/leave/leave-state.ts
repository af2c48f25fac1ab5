import { leave } from '@contracts/member/leave'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'
import type { Asked } from '../../../cloud/audience'

/** What the member was shown and gives up. */
export type Lost = Asked<typeof leave>

export interface LeaveState {
  /** Never ticked for the person. */
  agreed: boolean
  /** What the last step is about; null while its sheet is closed. */
  asking: Lost | null
  sending: boolean
  done: boolean
  failure: Failure | null
}

export interface Leave {
  state: StoreApi<LeaveState>
  agree(agreed: boolean): void
  /** Opens the last step, once it was agreed to. */
  open(lost: Lost): void
  close(): void
  submit(): Promise<void>
}

/** 注销: read, ticked, and said once more in a sheet before anything is sent. */
export function createLeave(call: Call, onDone: () => void): Leave {
  const state = createStore<LeaveState>(() => ({
    agreed: false,
    asking: null,
    sending: false,
    done: false,
    failure: null,
  }))
  return {
    state,
    agree: (agreed) => state.setState({ agreed }),
    open({ points, pending }) {
      const { agreed, sending } = state.getState()
      if (agreed && !sending) state.setState({ asking: { points, pending }, failure: null })
    },
    close: () => state.setState({ asking: null, failure: null }),
    async submit() {
      const { asking, sending, done } = state.getState()
      if (asking === null || sending || done) return
      state.setState({ sending: true, failure: null })
      const reply = await call(leave, asking)
      // Who is no member any more has left, whichever answer was lost.
      const hasLeft = 'ok' in reply || ('refused' in reply && reply.refused === 'NOT_JOINED')
      if (hasLeft) {
        state.setState({ sending: false, done: true, asking: null })
        onDone()
        return
      }
      const failure = failureOf(leave, reply)
      // Other numbers are to be read and agreed to anew.
      const agreed = failure.refusal !== 'MORE_TO_LOSE'
      // A sheet closed on the way opens again: it must be seen that nobody has left.
      state.setState({ sending: false, asking, failure, agreed })
    },
  }
}
