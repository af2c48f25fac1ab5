import { join } from '@contracts/member/join'
import type { OutputOf } from '@contracts/action'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'

export interface JoinState {
  /** Starts unticked: consent is the person's own act. */
  agreed: boolean
  phoneCode: string | null
  sending: boolean
  failure: Failure | null
}

export interface Join {
  state: StoreApi<JoinState>
  agree(agreed: boolean): void
  takePhone(code: string | null): void
  /** Resolves with the answer once the person is a member, otherwise with null. */
  submit(consentVersion: string): Promise<OutputOf<typeof join> | null>
}

/**
 * `source` is the scene of the code that brought the person here, `inviter` the code of the friend
 * who sent the card.
 */
export function createJoin(call: Call, source?: string, inviter?: string): Join {
  const state = createStore<JoinState>(() => ({
    agreed: false,
    phoneCode: null,
    sending: false,
    failure: null,
  }))
  return {
    state,
    agree: (agreed) => state.setState({ agreed, failure: null }),
    takePhone: (phoneCode) => state.setState({ phoneCode, failure: null }),
    async submit(consentVersion) {
      const { agreed, phoneCode, sending } = state.getState()
      if (!agreed || sending) return null
      state.setState({ sending: true, failure: null })
      const reply = await call(join, {
        consentVersion,
        ...(phoneCode ? { phoneCode } : {}),
        ...(source ? { source } : {}),
        ...(inviter ? { inviter } : {}),
      })
      if ('ok' in reply) {
        state.setState({ sending: false })
        return reply.ok
      }
      const failure = failureOf(join, reply)
      const phoneRefused = failure.refusal?.startsWith('PHONE_') ?? false
      state.setState({
        sending: false,
        failure,
        // A refused phone code is used up, and a new text is not agreed to yet.
        ...(phoneRefused ? { phoneCode: null } : {}),
        ...(failure.refusal === 'CONSENT_OUTDATED' ? { agreed: false } : {}),
      })
      return null
    },
  }
}
