import { subscribe } from '@contracts/message/notice'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import type { Asking } from '@/device/subscribe-type'
import { failureOf } from '@/text/failure'
import { subscribed } from '@/text/notice'
import type { Sentence } from '@/text/sentence'

export interface RemindState {
  asking: boolean
  /** The result of the last question. */
  said: (Sentence & { tone: 'success' | 'info' | 'warning' }) | null
}

export interface Remind {
  state: StoreApi<RemindState>
  /** Called directly by the tap, because WeChat opens its dialogue only then. */
  ask(templateIds: string[]): Promise<void>
}

/** 订阅: WeChat asks, and each accept is sent to the cloud. */
export function createRemind(call: Call, device: (ids: string[]) => Promise<Asking>): Remind {
  const state = createStore<RemindState>(() => ({ asking: false, said: null }))
  return {
    state,
    async ask(templateIds) {
      if (state.getState().asking) return
      const question = device(templateIds)
      state.setState({ asking: true, said: null })
      const answer = await question
      state.setState({ asking: false, said: await keepAnswer(call, answer) })
    },
  }
}

async function keepAnswer(call: Call, answer: Asking): Promise<RemindState['said']> {
  const { accepted } = answer
  if (accepted.length === 0) return { tone: 'info', ...subscribed(answer) }
  const reply = await call(subscribe, { templateIds: accepted })
  if (!('ok' in reply)) return { tone: 'warning', ...failureOf(subscribe, reply) }
  return { tone: 'success', ...subscribed(answer) }
}
