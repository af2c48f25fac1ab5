import { endDuty, openDuty, startDuty } from '@contracts/guide/duty'
import type { OutputOf } from '@contracts/action'
import { createStore } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'

export interface DutyState {
  /** Null until the first answer; stays on the screen if a refresh fails. */
  board: OutputOf<typeof openDuty> | null
  shopCode: string
  busy: 'open' | 'start' | 'end' | null
  failure: Failure | null
  open: () => Promise<void>
  typeShopCode: (typed: string) => void
  /** With the scanned code, or else with the typed one. */
  start: (scanned?: string) => Promise<void>
  end: () => Promise<void>
}

/** A press is accepted while the page refreshes, but not while another press is running. */
function isPressed(busy: DutyState['busy']): boolean {
  return busy === 'start' || busy === 'end'
}

export function makeDutyState(call: Call) {
  return createStore<DutyState>()((set, get) => ({
    board: null,
    shopCode: '',
    busy: null,
    failure: null,

    open: async () => {
      if (get().busy) return
      set({ busy: 'open' })
      const reply = await call(openDuty, {})
      // A press during the refresh has its own, newer answer.
      if (get().busy !== 'open') return
      if ('ok' in reply) set({ busy: null, failure: null, board: reply.ok })
      else set({ busy: null, failure: failureOf(openDuty, reply) })
    },

    typeShopCode: (typed) => set({ shopCode: typed, failure: null }),

    start: async (scanned) => {
      const { board, busy, shopCode: typed } = get()
      const shopCode = (scanned ?? typed).trim()
      if (isPressed(busy) || !board || shopCode === '') return
      set({ busy: 'start', failure: null, shopCode })
      const reply = await call(startDuty, { shopCode })
      if ('ok' in reply) {
        set({ busy: null, shopCode: '', board: { ...board, duty: reply.ok.duty } })
      } else set({ busy: null, failure: failureOf(startDuty, reply) })
    },

    end: async () => {
      const { board, busy } = get()
      if (isPressed(busy) || !board) return
      set({ busy: 'end', failure: null })
      const reply = await call(endDuty, {})
      // Duty may have ended with the day; either way, nobody is on duty now.
      if ('ok' in reply) set({ busy: null, board: { ...board, duty: null } })
      else set({ busy: null, failure: failureOf(endDuty, reply) })
    },
  }))
}
