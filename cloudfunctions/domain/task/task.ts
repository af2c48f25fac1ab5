import type { TaskRules } from '../../contracts/task/task-settings'
import { addDays, businessDay, endOfMonthAfter, monthOf, type BusinessDay } from '../business-day'
import type { CountedTask, TaskProgress, TaskState, TaskTerms } from '../account/account-parts'

/** What counting needs from the programme in force. */
export interface TasksInForce {
  version: number
  tasks: readonly TaskRules[]
}

export function newTaskState(): TaskState {
  return {
    progress: [],
    visits: { day: '', shops: [] },
    invites: { day: '', count: 0 },
  }
}

/** For this many days after its last one, a cycle still counts late orders and can be collected. */
export const LATE_DAYS = 30
/** Cycles kept per task: a refund that comes half a year later still finds its own. */
const CYCLES_KEPT = 7

/** The cycle that contains a day, or null for a day outside the task's window. */
export function cycleOf(
  task: CountedTask,
  day: BusinessDay,
): { cycle: string; lastDay: BusinessDay | null } | null {
  const { from, to, window } = task
  if (day < from || (to !== null && day > to)) return null
  if (window === 'once') return { cycle: 'once', lastDay: to }
  const monthEnd = endOfMonthAfter(day, 0)
  return { cycle: monthOf(day), lastDay: to !== null && to < monthEnd ? to : monthEnd }
}

/** The last day on which a cycle's reward can be collected; null if it never ends. */
export function collectableUntil({ lastDay }: Pick<TaskTerms, 'lastDay'>): BusinessDay | null {
  return lastDay === null ? null : addDays(lastDay, LATE_DAYS)
}

function isLate(terms: Pick<TaskTerms, 'lastDay'>, now: number): boolean {
  const until = collectableUntil(terms)
  return until !== null && businessDay(now) > until
}

/** How far a progress is: distinct categories, or days or orders. */
export function reached({ terms, count, categories }: TaskProgress): number {
  if (terms.kind !== 'categories') return count
  return Object.values(categories).filter((orders) => orders > 0).length
}

export function isReached(progress: TaskProgress): boolean {
  return reached(progress) >= progress.terms.goal
}

/** Whether it is too late to collect it. */
export function isOver(progress: TaskProgress, now: number): boolean {
  return isLate(progress.terms, now)
}

export function findProgress(
  { progress }: TaskState,
  task: string,
  cycle: string,
): TaskProgress | null {
  return progress.find((each) => each.task === task && each.cycle === cycle) ?? null
}

/** The state with one progress replaced; an empty one is not stored. */
export function withProgress(state: TaskState, changed: TaskProgress): TaskState {
  const isSame = ({ task, cycle }: TaskProgress) => task === changed.task && cycle === changed.cycle
  const others = state.progress.filter((each) => !isSame(each))
  const isEmpty = changed.count === 0 && changed.times === 0
  const all = isEmpty ? others : [...others, changed]
  const key = ({ task, cycle }: TaskProgress) => `${task}:${cycle}`
  // Sorted, so that the same facts look the same whatever came first.
  all.sort((a, b) => (key(a) < key(b) ? -1 : 1))
  const cycles = (task: string) => all.filter((each) => each.task === task)
  const kept = all.filter((each) => cycles(each.task).slice(-CYCLES_KEPT).includes(each))
  return { ...state, progress: kept }
}

/** Staff reversed a reward: a later refund takes back nothing more of it. */
export function withoutReward<A extends { tasks?: TaskState }>(account: A, entry: string): A {
  const found = account.tasks?.progress.find(({ paid }) => paid?.entry === entry)
  if (!account.tasks || !found) return account
  const paid = { entry, points: 0, growth: 0 }
  return { ...account, tasks: withProgress(account.tasks, { ...found, paid }) }
}

/** The progress of the day's cycle, or a new one; null where the day does not count. */
export function progressOn(
  state: TaskState,
  task: CountedTask,
  day: BusinessDay,
  version: number,
  now: number,
): TaskProgress | null {
  const cycle = cycleOf(task, day)
  if (!cycle) return null
  const known = findProgress(state, task.id, cycle.cycle)
  const { kind, title, goal, points, growth } = task
  const terms = { kind, title, goal, points, growth, lastDay: cycle.lastDay, version }
  const fresh = { count: 0, categories: {}, paid: null, times: 0 }
  const progress = known ?? { task: task.id, cycle: cycle.cycle, terms, ...fresh }
  const { lastDay } = progress.terms
  if (isLate(progress.terms, now) || (lastDay !== null && day > lastDay)) return null
  return progress
}

/** 签到任务: a checked-in or made-up day counts for the cycle that contains it. */
export function countDay<A extends { tasks?: TaskState }>(
  account: A,
  { tasks, version }: TasksInForce,
  day: BusinessDay,
  now: number,
): A {
  let counted = account.tasks
  for (const task of tasks) {
    if (task.kind !== 'check-in') continue
    const state = counted ?? newTaskState()
    const progress = progressOn(state, task, day, version, now)
    if (progress) counted = withProgress(state, { ...progress, count: progress.count + 1 })
  }
  return counted ? { ...account, tasks: counted } : account
}

/** The natural key of a reward; one that was taken back and earned again gets a number. */
export function taskKey({ task, cycle }: TaskProgress, times: number): string {
  return `task:${task}:${cycle}${times === 0 ? '' : `:${times + 1}`}`
}
