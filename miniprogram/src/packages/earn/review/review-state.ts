import type { OutputOf } from '@contracts/action'
import { submitReview, type openReviews } from '@contracts/task/review'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'

export type ReviewOrder = OutputOf<typeof openReviews>['orders'][number]
export type Stars = 1 | 2 | 3 | 4 | 5
export const STARS: readonly Stars[] = [1, 2, 3, 4, 5]

export interface ReviewState {
  order: ReviewOrder | null
  /** The person gives them: none are preset, and the reward is the same for any number. */
  stars: Stars | null
  text: string
  sending: boolean
  done: OutputOf<typeof submitReview> | null
  failure: Failure | null
}

export interface ReviewForm {
  state: StoreApi<ReviewState>
  pick(order: ReviewOrder): void
  rate(stars: Stars): void
  write(text: string): void
  /** Keeps the text for another try. */
  edit(): void
  submit(): Promise<void>
}

export interface ReviewParts {
  call: Call
  onDone: (done: OutputOf<typeof submitReview>) => void
}

const EMPTY: ReviewState = {
  order: null,
  stars: null,
  text: '',
  sending: false,
  done: null,
  failure: null,
}

/** 写评价: one order, some stars, some words. */
export function createReview({ call, onDone }: ReviewParts): ReviewForm {
  const state = createStore<ReviewState>(() => EMPTY)
  return {
    state,
    pick: (order) => state.setState({ ...EMPTY, order }),
    rate: (stars) => state.setState({ stars, failure: null }),
    write: (text) => state.setState({ text, failure: null }),
    edit: () => state.setState({ failure: null }),
    async submit() {
      const { order, stars, text, sending } = state.getState()
      if (!order || stars === null || sending) return
      state.setState({ sending: true, failure: null })
      const { channel, orderNo } = order
      const reply = await call(submitReview, { channel, orderNo, stars, text })
      if ('ok' in reply) {
        state.setState({ ...EMPTY, done: reply.ok })
        onDone(reply.ok)
      } else state.setState({ sending: false, failure: failureOf(submitReview, reply) })
    },
  }
}

/** Letters that count: all except spaces and line ends. */
export function lettersOf(text: string): number {
  return Array.from(text.replace(/\s/g, '')).length
}

/** A disabled button says why. */
export function submitLabel({ stars, text }: ReviewState, leastLetters: number): string {
  if (stars === null) return '先点星星，几颗都行'
  const missing = leastLetters - lettersOf(text)
  return missing > 0 ? `还差 ${missing} 个字` : '提交评价'
}
