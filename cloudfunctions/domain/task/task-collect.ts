import type { Account } from '../account/account'
import { earnForAction, type ActionReward, type ActionRules } from '../ledger/action-reward'
import { businessDay, addDays } from '../business-day'
import { roomFor } from '../ledger/cap'
import { expire } from '../ledger/ledger'
import {
  collectableUntil,
  findProgress,
  isOver,
  isReached,
  newTaskState,
  reached,
  taskKey,
  withProgress,
} from './task'
import { firstAnswer, withAnswer } from '../once-only'
import type { Movement } from '../ledger/movement'
import type { TaskProgress, TaskAnswer } from '../account/account-parts'

interface Wanted {
  task: string
  cycle: string
}

/** The earlier answer of this request; a request id that was about something else is refused. */
export function firstTaskAnswer(account: Account, requestId: string, about: string) {
  const first = firstAnswer(account.tasks?.requests, { requestId, about })
  return first && ('told' in first ? first.told : first)
}

/** Why this reward cannot be collected now, or the progress that can be. */
export function decideCollect(
  account: Account,
  { task, cycle }: Wanted,
  rules: Pick<ActionRules, 'caps'>,
  now: number,
) {
  const progress = findProgress(account.tasks ?? newTaskState(), task, cycle)
  if (!progress) return { refused: 'TASK_NOT_DONE' as const, detail: {} }
  const { goal, points } = progress.terms
  if (progress.paid) return { refused: 'TASK_COLLECTED' as const }
  const missing = goal - reached(progress)
  if (!isReached(progress)) return { refused: 'TASK_NOT_DONE' as const, detail: { missing } }
  if (isOver(progress, now)) {
    const on = collectableUntil(progress.terms) ?? ''
    return { refused: 'TASK_OVER' as const, detail: { on } }
  }
  // A reward that does not fit under the day's cap waits for another day; one that fits on no day
  // is accepted alone.
  const room = roomFor(account, rules.caps, 'task', now)
  if (room && points > room.left && room.left < room.limit) {
    const until = addDays(businessDay(now), 1)
    return { refused: 'TASK_CAP_REACHED' as const, detail: { limit: room.limit, until } }
  }
  return progress
}

/** 领取: the reward of a reached goal, once per cycle. */
export function collectTask(
  account: Account,
  progress: TaskProgress,
  rules: ActionRules,
  asked: { requestId: string; about: string; now: number },
): Movement & { told: TaskAnswer } {
  const { terms, times } = progress
  const start = expire(account, asked.now, rules.expiryVersion)
  const reward: ActionReward = {
    action: 'task' as const,
    points: terms.points,
    growth: terms.growth,
    key: taskKey(progress, times).slice('task:'.length),
    happened: { what: 'task', facts: { task: terms.title } },
  }
  const moved = earnForAction(start.account, reward, { ...rules, version: terms.version }, asked)
  const told = answerOf(moved, terms.growth)
  const entry = moved.entries.at(-1)?._id ?? ''
  const paid = { entry, points: moved.earned, growth: terms.growth }
  const tasks = withProgress(moved.account.tasks ?? newTaskState(), {
    ...progress,
    paid,
    times: times + 1,
  })
  return {
    account: withTaskAnswer({ ...moved.account, tasks }, asked, told),
    entries: [...start.entries, ...moved.entries],
    told,
  }
}

/** Stores the answer of a request about a task. */
export function withTaskAnswer(
  account: Account,
  asked: { requestId: string; about: string },
  told: TaskAnswer,
): Account {
  const tasks = account.tasks ?? newTaskState()
  return { ...account, tasks: { ...tasks, requests: withAnswer(tasks.requests, asked, told) } }
}

export function answerOf(
  { earned, hit, paidToDeficit, account }: ReturnType<typeof earnForAction>,
  growthEarned: number,
): TaskAnswer {
  const missed = hit?.missed ?? 0
  return { earned, growthEarned, missed, paidToDeficit, balance: account.balance }
}
