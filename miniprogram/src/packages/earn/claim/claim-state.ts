import type { OutputOf, Reply } from '@contracts/action'
import { CHANNELS, type Channel } from '@contracts/channel'
import { recogniseOrderNo, submitClaim } from '@contracts/claim'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'
import { listIn } from '@/text/sentence'

/** Shorter than any order number: not worth a question. */
export const SHORTEST = 10
const QUIET_MS = 500
const TYPED_MAX = 200

type Recognised = Pick<OutputOf<typeof recogniseOrderNo>, 'candidates' | 'looksLike'>

export interface ClaimState {
  /** Without spaces. */
  orderNo: string
  recognised: Recognised | null
  /** The person's own choice; null follows the recognition. */
  chosen: Channel | null
  sending: boolean
  done: OutputOf<typeof submitClaim> | null
  failure: Failure | null
}

export interface Claim {
  state: StoreApi<ClaimState>
  type(text: string): void
  choose(channel: Channel): void
  submit(): Promise<void>
  /** Closes the result; `again` empties the field for the next order. */
  close(again: boolean): void
  stop(): void
}

const EMPTY: ClaimState = {
  orderNo: '',
  recognised: null,
  chosen: null,
  sending: false,
  done: null,
  failure: null,
}

export function createClaim(call: Call): Claim {
  const state = createStore<ClaimState>(() => EMPTY)
  let quiet: ReturnType<typeof setTimeout> | undefined

  const recognise = async (orderNo: string) => {
    const reply = await call(recogniseOrderNo, { orderNo })
    // Typing went on meanwhile: this answer is about something else.
    if (state.getState().orderNo !== orderNo) return
    if ('ok' in reply) {
      const { candidates, looksLike } = reply.ok
      state.setState({ recognised: { candidates, looksLike } })
    }
  }

  return {
    state,
    type(text) {
      const orderNo = text.replace(/\s/g, '').slice(0, TYPED_MAX)
      if (orderNo === state.getState().orderNo) return
      clearTimeout(quiet)
      state.setState({ orderNo, recognised: null, chosen: null, failure: null })
      if (orderNo.length >= SHORTEST) quiet = setTimeout(() => void recognise(orderNo), QUIET_MS)
    },
    choose: (channel) => state.setState({ chosen: channel, failure: null }),
    async submit() {
      if (!canSubmit(state.getState())) return
      clearTimeout(quiet)
      const { orderNo, chosen } = state.getState()
      state.setState({ sending: true, failure: null })
      const reply = await call(submitClaim, { orderNo, ...(chosen ? { channel: chosen } : {}) })
      state.setState({ sending: false, ...after(reply) })
    },
    close(again) {
      state.setState(again ? EMPTY : { done: null, failure: null })
    },
    stop: () => clearTimeout(quiet),
  }
}

function after(reply: Reply<typeof submitClaim>): Partial<ClaimState> {
  if ('ok' in reply) return { done: reply.ok, failure: null }
  const failure = failureOf(submitClaim, reply)
  if (!('refused' in reply) || reply.refused !== 'CHANNEL_AMBIGUOUS') return { failure }
  const named = listIn(reply.detail ?? {}, 'candidates')
  const candidates = CHANNELS.filter((channel) => named.includes(channel))
  return { failure, chosen: null, recognised: { candidates, looksLike: null } }
}

/** The channel that will be asked for, as far as it is known. */
export function channelOf({ recognised, chosen }: ClaimState): Channel | null {
  if (chosen) return chosen
  const candidates = recognised?.candidates ?? []
  return candidates.length === 1 ? (candidates[0] ?? null) : null
}

export function canSubmit(claim: ClaimState): boolean {
  if (claim.sending || claim.orderNo.length < SHORTEST) return false
  // Without a network nothing is recognised; the cloud decides on sending.
  if (claim.recognised === null) return true
  return channelOf(claim) !== null
}
