import type { OutputOf } from '@contracts/action'
import { collectCode } from '@contracts/print-code/print-code'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'
import { CODE_LENGTH, codeIn } from './code-in'

export interface PrintCodeState {
  /** Without spaces, in capitals. */
  code: string
  sending: boolean
  done: OutputOf<typeof collectCode> | null
  failure: Failure | null
}

export interface PrintCode {
  state: StoreApi<PrintCodeState>
  /** What was typed, pasted, scanned, or came with the link that opened the page. */
  take(text: string): void
  collect(): Promise<void>
  /** Empties the field for the next code. */
  again(): void
  /** Keeps the code, so that the person can compare it with the label. */
  edit(): void
}

const EMPTY: PrintCodeState = { code: '', sending: false, done: null, failure: null }

/** 一物一码: each code works for one member, once. */
export function createPrintCode(call: Call): PrintCode {
  const state = createStore<PrintCodeState>(() => EMPTY)
  return {
    state,
    take(text) {
      const code = codeIn(text)
      if (code !== state.getState().code) state.setState({ code, done: null, failure: null })
    },
    async collect() {
      const { code, sending } = state.getState()
      if (sending || missingOf(code) !== 0) return
      state.setState({ sending: true, done: null, failure: null })
      const reply = await call(collectCode, { code })
      const after =
        'ok' in reply ? { code: '', done: reply.ok } : { failure: failureOf(collectCode, reply) }
      state.setState({ sending: false, ...after })
    },
    again: () => state.setState(EMPTY),
    edit: () => state.setState({ failure: null }),
  }
}

/** How many characters are missing; negative if there are too many. */
export function missingOf(code: string): number {
  return CODE_LENGTH - code.length
}

/** A disabled button says why. */
export function buttonLabel(code: string): string {
  const missing = missingOf(code)
  if (missing === 0) return '领取积分'
  if (code === '') return '先填 16 位码'
  return missing > 0 ? `还差 ${missing} 位` : `多了 ${-missing} 位`
}
