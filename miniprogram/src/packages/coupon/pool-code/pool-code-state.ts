import type { OutputOf } from '@contracts/action'
import { showPoolCode } from '@contracts/mall/redemption'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { createScreen, type Screen } from '@/screen/screen-state'
import { failureOf, type Failure } from '@/text/failure'

export type Shown = OutputOf<typeof showPoolCode>

export interface PoolCodeState {
  revealing: boolean
  failure: Failure | null
  /** What became of the last copying; null before the first. */
  copied: 'done' | 'refused' | null
}

export interface PoolCode {
  screen: Screen<typeof showPoolCode>
  state: StoreApi<PoolCodeState>
  open(): Promise<void>
  reveal(): Promise<void>
  copy(code: string): Promise<void>
}

interface Parts {
  call: Call
  redemptionId: string
  write(text: string): Promise<boolean>
}

/** 兑换码: opened without seeing it; seen only by a tap, because after that it cannot be given back. */
export function createPoolCode({ call, redemptionId, write }: Parts): PoolCode {
  // Not kept on the phone: whoever has the phone later would find it there.
  const screen = createScreen(showPoolCode, { call })
  const state = createStore<PoolCodeState>(() => ({
    revealing: false,
    failure: null,
    copied: null,
  }))
  return {
    screen,
    state,
    async open() {
      state.setState({ failure: null })
      await screen.load({ redemptionId, reveal: false })
    },
    async reveal() {
      if (state.getState().revealing) return
      state.setState({ revealing: true, failure: null })
      const reply = await call(showPoolCode, { redemptionId, reveal: true })
      if ('ok' in reply) screen.put(() => reply.ok)
      else state.setState({ failure: failureOf(showPoolCode, reply) })
      state.setState({ revealing: false })
    },
    async copy(code) {
      state.setState({ copied: null })
      state.setState({ copied: (await write(code)) ? 'done' : 'refused' })
    },
  }
}
