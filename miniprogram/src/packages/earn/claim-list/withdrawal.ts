import type { ClaimView } from '@contracts/claim/claim'
import { withdrawClaim } from '@contracts/claim/claim'
import type { InferOutput } from 'valibot'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'

type Claim = InferOutput<typeof ClaimView>

export interface WithdrawalState {
  /** Null while the sheet is closed. */
  about: Claim | null
  sending: boolean
  failure: Failure | null
}

export interface Withdrawal {
  state: StoreApi<WithdrawalState>
  open(claim: Claim): void
  close(): void
  submit(): Promise<void>
}

/** 撤回: confirmed in a sheet before it is done. */
export function createWithdrawal({ call, onDone }: { call: Call; onDone: () => void }): Withdrawal {
  const state = createStore<WithdrawalState>(() => ({ about: null, sending: false, failure: null }))
  return {
    state,
    open: (about) => state.setState({ about, failure: null }),
    close: () => {
      if (!state.getState().sending) state.setState({ about: null, failure: null })
    },
    async submit() {
      const { about, sending } = state.getState()
      if (!about || sending) return
      state.setState({ sending: true, failure: null })
      const { channel, orderNo, claimedAt } = about
      const occasion = String(claimedAt)
      const reply = await call(withdrawClaim, { channel, orderNo }, { occasion })
      const isDone = 'ok' in reply
      const failure = isDone ? null : failureOf(withdrawClaim, reply)
      state.setState({ sending: false, failure, ...(isDone ? { about: null } : {}) })
      if (isDone) onDone()
    },
  }
}
