import { resolveAlert } from '@contracts/message/alert'
import type { OutputOf } from '@contracts/action'
import { decideClaim, type openClaimQueue } from '@contracts/claim/claim-review'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { DECIDE_CLAIM, RESOLVE_ALERT } from '@/text/claim/claim-decision'
import { failureIn, type Failure } from '@/text/failure'

export type Queue = OutputOf<typeof openClaimQueue>
export type Review = Queue['claims'][number]
export type Alarm = Queue['alarms'][number]

/** The claim or alert that the sheet is about. */
export type Subject =
  | { kind: 'approve'; claim: Review }
  | { kind: 'reject'; claim: Review }
  | { kind: 'alarm'; alarm: Alarm }

export interface DecisionState {
  /** Null while the sheet is closed. */
  about: Subject | null
  /** True if the person closed the sheet while the request was running: a failure reopens it. */
  shut: boolean
  reason: string
  sending: boolean
  failure: Failure | null
  /** The last decision, for the page to show. */
  done: Subject['kind'] | 'move' | null
}

export interface Decision {
  state: StoreApi<DecisionState>
  open(about: Subject): void
  close(): void
  say(reason: string): void
  submit(): Promise<void>
}

/** The contract's longest reason. */
const REASON_MAX = 60
/** The cloud replaces this by the name with which the console enrolled this person. */
export const OPERATOR = '手机'

/** 核对: confirmed with a reason in a sheet before anything is decided. */
export function createDecision({ call, onDone }: { call: Call; onDone: () => void }): Decision {
  const state = createStore<DecisionState>(() => ({
    about: null,
    shut: false,
    reason: '',
    sending: false,
    failure: null,
    done: null,
  }))
  return {
    state,
    open(about) {
      const { sending } = state.getState()
      if (sending) state.setState({ shut: false })
      else state.setState({ about, reason: '', failure: null, done: null })
    },
    close() {
      const { sending } = state.getState()
      state.setState(sending ? { shut: true } : { about: null, failure: null })
    },
    say: (reason) => state.setState({ reason: reason.slice(0, REASON_MAX), failure: null }),
    async submit() {
      const { about, sending, reason } = state.getState()
      if (!about || sending || reason.trim() === '') return
      state.setState({ sending: true, failure: null })
      const failure = await decide(call, about, reason.trim())
      if (failure) {
        state.setState({ sending: false, shut: false, failure })
        return
      }
      const done = about.kind === 'approve' && isMove(about.claim) ? 'move' : about.kind
      state.setState({ about: null, sending: false, shut: false, done })
      onDone()
    },
  }
}

/** Null if it was done. */
async function decide(call: Call, about: Subject, reason: string): Promise<Failure | null> {
  if (about.kind === 'alarm') {
    const { alertId } = about.alarm
    const reply = await call(resolveAlert, { operator: OPERATOR, alertId, note: reason })
    return 'ok' in reply ? null : failureIn(RESOLVE_ALERT, reply)
  }
  const { claim, kind } = about
  const { claimId, order } = claim
  const approve = kind === 'approve'
  const takeFrom = approve && isMove(claim) ? order.holder?.memberId : undefined
  const reply = await call(decideClaim, {
    operator: OPERATOR,
    claimId,
    approve,
    reason,
    ...(takeFrom === undefined ? {} : { takeFrom }),
  })
  return 'ok' in reply ? null : failureIn(DECIDE_CLAIM, reply)
}

/** Another member has the order, so approving takes it from them. */
export function isMove({ memberId, order: { holder } }: Review): boolean {
  return holder !== null && holder.memberId !== memberId
}
