import type { OutputOf, Reply } from '@contracts/action'
import { CHANNELS, type Channel } from '@contracts/order/channel'
import { recogniseOrderNo, submitClaim } from '@contracts/claim/claim'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { dayOf } from '@/text/dates'
import { failureOf, type Failure } from '@/text/failure'
import { listIn, numberIn } from '@/text/sentence'
import { NO_PROOF, proofOf, type Proof, type ProofState } from './proof'

/** Shorter than any order number, so there is no point in asking. */
export const SHORTEST = 10
const QUIET_MS = 500
const TYPED_MAX = 200

/** `orderNo` is the number without the words around it. */
type Recognised = Pick<OutputOf<typeof recogniseOrderNo>, 'candidates' | 'looksLike'> & {
  orderNo?: string
}

export interface ClaimState {
  /** Without spaces. */
  orderNo: string
  recognised: Recognised | null
  /** The person's own choice; with null the recognised channel counts. */
  chosen: Channel | null
  sending: boolean
  done: OutputOf<typeof submitClaim> | null
  failure: Failure | null
  /** 再对两项: whether the sheet that asks for a proof is open, and what is filled in. */
  proving: boolean
  proof: ProofState
  /** No claim is possible before this time, says the cloud; kept while the page is open. */
  lockedUntil: number | null
}

export interface Claim {
  state: StoreApi<ClaimState>
  type(text: string): void
  choose(channel: Channel): void
  submit(): Promise<void>
  /** Opens the question for a proof; `skip` closes it, and the claim keeps waiting. */
  prove(): void
  skip(): void
  fill(change: Partial<ProofState>): void
  /** Sends the same number again, with what was filled in. */
  submitProof(): Promise<void>
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
  proving: false,
  proof: NO_PROOF,
  lockedUntil: null,
}

interface Parts {
  call: Call
  /** The id of this phone. */
  deviceId: () => Promise<string>
}

export function createClaim({ call, deviceId }: Parts): Claim {
  const state = createStore<ClaimState>(() => EMPTY)
  let quiet: ReturnType<typeof setTimeout> | undefined

  const recognise = async (orderNo: string) => {
    const reply = await call(recogniseOrderNo, { orderNo })
    // The person has typed on meanwhile, so this answer is about another number.
    if (state.getState().orderNo !== orderNo) return
    if ('ok' in reply) {
      const { candidates, looksLike, orderNo: number } = reply.ok
      state.setState({ recognised: { candidates, looksLike, orderNo: number } })
    }
  }

  const send: Send = async (proof) => {
    const { orderNo, chosen } = state.getState()
    return call(submitClaim, {
      orderNo,
      deviceId: await deviceId(),
      ...(chosen ? { channel: chosen } : {}),
      ...(proof ? { proof } : {}),
    })
  }

  return {
    state,
    type(text) {
      const orderNo = withoutGroups(text).slice(0, TYPED_MAX)
      if (orderNo === state.getState().orderNo) return
      clearTimeout(quiet)
      state.setState({ orderNo, recognised: null, chosen: null, failure: null })
      if (orderNo.length >= SHORTEST) quiet = setTimeout(() => void recognise(orderNo), QUIET_MS)
    },
    choose: (channel) => state.setState({ chosen: channel, failure: null }),
    async submit() {
      if (!canSubmit(state.getState())) return
      clearTimeout(quiet)
      state.setState({ sending: true, failure: null })
      const reply = await send()
      const asks = 'ok' in reply && reply.ok.claim.proofFacts.length > 0
      state.setState({ sending: false, ...after(reply), proving: asks })
    },
    ...askForProof(state, send),
    close(again) {
      const { lockedUntil } = state.getState()
      const shut = { done: null, failure: null, proving: false, proof: NO_PROOF }
      state.setState(again ? { ...EMPTY, lockedUntil } : shut)
    },
    stop: () => clearTimeout(quiet),
  }
}

type Send = (proof?: Proof) => Promise<Reply<typeof submitClaim>>

/** 再对两项: the same number, with two facts that its buyer knows. */
function askForProof(
  state: StoreApi<ClaimState>,
  send: Send,
): Pick<Claim, 'prove' | 'skip' | 'fill' | 'submitProof'> {
  return {
    prove: () => state.setState({ proving: true, failure: null }),
    skip: () => state.setState({ proving: false, failure: null }),
    fill(change) {
      state.setState({ proof: { ...state.getState().proof, ...change }, failure: null })
    },
    async submitProof() {
      const { sending, proving } = state.getState()
      const said = proofIn(state.getState())
      if (sending || !proving || !said) return
      state.setState({ sending: true, failure: null })
      const reply = await send(said)
      // Without an answer the question stays open, and the same is sent again.
      const isLost = !('ok' in reply) && !('refused' in reply)
      const closed = isLost ? {} : { proving: false, proof: NO_PROOF }
      const shown = 'refused' in reply ? { done: null } : {}
      state.setState({ sending: false, ...closed, ...shown, ...after(reply) })
    },
  }
}

function after(reply: Reply<typeof submitClaim>): Partial<ClaimState> {
  if ('ok' in reply) return { done: reply.ok, failure: null, lockedUntil: null }
  const failure = failureOf(submitClaim, reply)
  if (!('refused' in reply)) return { failure }
  if (reply.refused === 'CLAIM_LOCKED') {
    return { failure, lockedUntil: numberIn(reply.detail ?? {}, 'until') }
  }
  if (reply.refused !== 'CHANNEL_AMBIGUOUS') return { failure }
  const named = listIn(reply.detail ?? {}, 'candidates')
  const candidates = CHANNELS.filter((channel) => named.includes(channel))
  return { failure, chosen: null, recognised: { candidates, looksLike: null } }
}

/** What is filled in, if complete; days count by the cloud's clock, not by the phone's. */
export function proofIn({ done, proof }: ClaimState): Proof | null {
  return done && proofOf(proof, done.claim.proofFacts, dayOf(done.claim.claimedAt))
}

/** Spaces only group one number; a line break may separate two numbers, so it stays. */
function withoutGroups(text: string): string {
  return text.trim().replace(/[^\S\n\r]/g, '')
}

/** The channel that the claim will name, as far as it is known. */
export function channelOf({ recognised, chosen }: ClaimState): Channel | null {
  if (chosen) return chosen
  const candidates = recognised?.candidates ?? []
  return candidates.length === 1 ? (candidates[0] ?? null) : null
}

export function canSubmit(claim: ClaimState): boolean {
  if (claim.sending || claim.orderNo.length < SHORTEST) return false
  // Without a network nothing is recognised, and the cloud decides when the claim is sent.
  if (claim.recognised === null) return true
  return channelOf(claim) !== null
}
