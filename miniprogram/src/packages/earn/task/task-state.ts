import type { OutputOf } from '@contracts/action'
import { collectTask, openInvite, visitShop, type openTasks } from '@contracts/task/task'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'
import type { Sentence } from '@/text/sentence'
import { shopVisited, taskCollected } from '@/text/task'

export type TaskRow = OutputOf<typeof openTasks>['rows'][number]
export type Invite = OutputOf<typeof openInvite>

export interface TaskState {
  /** The group in which something was tapped; the result is shown there. */
  at: TaskRow['group']
  /** What is running: collecting a task, a visit, or opening an invitation. */
  busy: string | null
  sheet: 'visit' | 'invite' | null
  shopCode: string
  invite: Invite | null
  done: Sentence | null
  failure: Failure | null
}

export interface Tasks {
  state: StoreApi<TaskState>
  collect(row: TaskRow): Promise<void>
  /** Opens with the code that opened the page, or with an empty field. */
  openVisit(code?: string): void
  takeShopCode(code: string): void
  visit(): Promise<void>
  openInvite(): Promise<void>
  close(): void
  forget(): void
}

export interface TaskParts {
  call: Call
  onBalance: (balance: number) => void
}

const QUIET: Pick<TaskState, 'done' | 'failure'> = { done: null, failure: null }

/** 赚积分: one request at a time, so that each answer appears under what was tapped. */
export function createTasks({ call, onBalance }: TaskParts): Tasks {
  const state = createStore<TaskState>(() => ({
    ...QUIET,
    at: 'today',
    busy: null,
    sheet: null,
    shopCode: '',
    invite: null,
  }))
  const begin = (busy: string, at: TaskRow['group'] = 'today'): boolean => {
    if (state.getState().busy !== null) return false
    state.setState({ ...QUIET, at, busy })
    return true
  }
  return {
    state,
    async collect({ id, cycle, group }) {
      if (cycle === null || !begin(id, group)) return
      const reply = await call(collectTask, { task: id, cycle })
      if ('ok' in reply) {
        state.setState({ busy: null, done: taskCollected(reply.ok) })
        onBalance(reply.ok.balance)
      } else state.setState({ busy: null, failure: failureOf(collectTask, reply) })
    },
    openVisit: (code = '') =>
      state.setState({ ...QUIET, at: 'today', sheet: 'visit', shopCode: code }),
    takeShopCode: (shopCode) => state.setState({ shopCode, failure: null }),
    async visit() {
      const code = state.getState().shopCode.trim()
      if (code === '' || !begin('visit')) return
      const reply = await call(visitShop, { code })
      if ('ok' in reply) {
        state.setState({ busy: null, sheet: null, done: shopVisited(reply.ok) })
        onBalance(reply.ok.balance)
      } else state.setState({ busy: null, failure: failureOf(visitShop, reply) })
    },
    async openInvite() {
      if (!begin('invite')) return
      const reply = await call(openInvite, {})
      if ('ok' in reply) state.setState({ busy: null, sheet: 'invite', invite: reply.ok })
      else state.setState({ busy: null, failure: failureOf(openInvite, reply) })
    },
    close: () => state.setState({ sheet: null, failure: null }),
    forget: () => state.setState(QUIET),
  }
}
