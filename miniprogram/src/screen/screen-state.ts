import type { Action, OutputOf } from '@contracts/action'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Keep } from '@/cloud/keep-type'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'
import type { Asked } from '../cloud/audience'

export interface ScreenState<T> {
  data: T | null
  loading: boolean
  failure: Failure | null
  /** When the shown data was saved, while it is data of an earlier visit. */
  savedAt: number | null
}

export interface Screen<A extends Action> {
  state: StoreApi<ScreenState<OutputOf<A>>>
  load(input: Asked<A>): Promise<void>
  /** Loads the next page and appends it to what is shown. */
  more(
    input: Asked<A>,
    append: (shown: OutputOf<A>, next: OutputOf<A>) => OutputOf<A>,
  ): Promise<void>
  /** Changes what is shown after an action, without loading again. */
  put(change: (data: OutputOf<A>) => OutputOf<A>): void
}

export interface ScreenParts {
  call: Call
  /** With these, the last answer is shown immediately on the next visit, even without a network. */
  saved?: { keep: Keep; key: string; now: () => number }
}

/** What a screen shows: one action, its last answer, and any failure. */
export function createScreen<A extends Action>(action: A, { call, saved }: ScreenParts): Screen<A> {
  const state = createStore<ScreenState<OutputOf<A>>>(() => ({
    data: null,
    loading: false,
    failure: null,
    savedAt: null,
  }))
  let newest = 0

  const showSaved = () => {
    if (!saved || state.getState().data !== null) return
    const record = saved.keep.get(saved.key)
    if (isRecord<OutputOf<A>>(record)) state.setState({ data: record.data, savedAt: record.at })
  }

  return {
    state,
    async load(input) {
      const turn = (newest += 1)
      showSaved()
      state.setState({ loading: true })
      const reply = await call(action, input)
      // An answer to an older request would show the wrong tab or the wrong month.
      if (turn !== newest) return
      if (!('ok' in reply)) {
        state.setState({ loading: false, failure: failureOf(action, reply) })
        return
      }
      state.setState({ data: reply.ok, loading: false, failure: null, savedAt: null })
      saved?.keep.set(saved.key, { data: reply.ok, at: saved.now() })
    },
    async more(input, append) {
      if (state.getState().loading) return
      const turn = (newest += 1)
      state.setState({ loading: true })
      const reply = await call(action, input)
      if (turn !== newest) return
      const { data } = state.getState()
      if ('ok' in reply && data !== null) {
        state.setState({ loading: false, data: append(data, reply.ok), failure: null })
      } else {
        const failure = 'ok' in reply ? null : failureOf(action, reply)
        state.setState({ loading: false, failure })
      }
    },
    put(change) {
      const { data } = state.getState()
      if (data === null) return
      // An answer still on its way was requested before this change and would undo it.
      newest += 1
      state.setState({ data: change(data), loading: false })
    },
  }
}

function isRecord<T>(value: unknown): value is { data: T; at: number } {
  return typeof value === 'object' && value !== null && 'data' in value && 'at' in value
}
