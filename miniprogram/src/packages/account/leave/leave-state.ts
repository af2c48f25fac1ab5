import { leave } from '@contracts/member/leave'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'
import type { Asked } from '../../../cloud/audience'

/** What the member was shown and will lose. */
export type Lost = Asked<typeof leave>

export interface LeaveState {
  /** Starts unticked: consent is the person's own act. */
  agreed: boolean
  /** What the last step will delete; null while its sheet is closed. */
  asking: Lost | null
  sending: boolean
  done: boolean
  failure: Failure | null
}

export interface Leave {
  state: StoreApi<LeaveState>
  agree(agreed: boolean): void
  /** Opens the last step, if the person has agreed. */
  open(lost: Lost): void
  close(): void
  submit(): Promise<void>
}

/** 注销: read, agreed to, and shown once more in a sheet before anything is sent. */
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
      // If the person is no longer a member, leaving worked, even if its answer was lost.
      const hasLeft = 'ok' in reply || ('refused' in reply && reply.refused === 'NOT_JOINED')
      if (hasLeft) {
        state.setState({ sending: false, done: true, asking: null })
        onDone()
        return
      }
      const failure = failureOf(leave, reply)
      // The numbers have changed, so the member must read and agree again.
      const agreed = failure.refusal !== 'MORE_TO_LOSE'
      // Reopens a sheet that was closed meanwhile: the member must see that leaving did not work.
      state.setState({ sending: false, asking, failure, agreed })
    },
  }
}
