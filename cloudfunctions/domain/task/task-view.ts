import type { openTasks } from '../../contracts/task/task'
import type { TaskRules } from '../../contracts/task/task-settings'
import type { OutputOf } from '../../contracts/action'
import type { Account } from '../account/account'
import { businessDay } from '../business-day'
import { roomFor } from '../ledger/cap'
import type { CapSettings } from '../../contracts/earning/cap-settings'
import {
  collectableUntil,
  cycleOf,
  isOver,
  isReached,
  newTaskState,
  progressOn,
  reached,
} from './task'
import { invitedToday } from './task-invite'
import { visitedToday } from './task-visit'
import type { CountedTask, EarnedToday, TaskProgress } from '../account/account-parts'

type View = OutputOf<typeof openTasks>
type Row = View['rows'][number]

export interface TaskView {
  tasks: readonly TaskRules[]
  version: number
  caps: CapSettings
  /** Points of today's check-in, and whether it is done. */
  checkIn: { points: number; isDone: boolean }
  /** Points for giving the birthday. */
  profilePoints: number
}

const PLAIN = {
  about: '',
  growth: 0,
  inviteePoints: 0,
  count: 0,
  goal: 1,
  cycle: null,
  until: null,
}

/** 任务列表 for a member, or for a visitor. */
export function tasksView(account: Account | null, view: TaskView, now: number): View {
  const rows = [
    ...everyBrands(account, view),
    ...view.tasks.flatMap((task) => rowOf(task, account, view, now)),
    ...earlier(account, view, now),
  ].sort((a, b) => Number(b.state === 'collectable') - Number(a.state === 'collectable'))
  const counted = rows.filter(({ state }) => state !== 'info')
  const today = businessDay(now)
  const earned = earnedToday(account?.earnedToday, today)
  return {
    today,
    left: leftToday(rows, account, view, now),
    earned,
    done: counted.filter(({ state }) => state === 'done').length,
    total: counted.length,
    rows,
  }
}

/** What every brand offers: check-in, claims and, if it pays, the birthday. */
function everyBrands(account: Account | null, view: TaskView): Row[] {
  const { checkIn, profilePoints } = view
  const isTold = account?.profile !== undefined
  const rows: Row[] = [
    {
      ...PLAIN,
      id: 'daily',
      kind: 'daily',
      group: 'today',
      title: '每日签到',
      points: checkIn.points,
      count: checkIn.isDone ? 1 : 0,
      state: checkIn.isDone ? 'done' : 'open',
    },
    {
      ...PLAIN,
      id: 'claim',
      kind: 'claim',
      group: 'shopping',
      title: '认领订单',
      points: 0,
      state: 'info',
    },
  ]
  if (profilePoints === 0) return rows
  const birthday: Row = {
    ...PLAIN,
    id: 'profile',
    kind: 'profile',
    group: 'once',
    title: '填生日',
    points: profilePoints,
    count: isTold ? 1 : 0,
    state: isTold ? 'done' : 'open',
  }
  return [...rows, birthday]
}

function rowOf(task: TaskRules, account: Account | null, view: TaskView, now: number): Row[] {
  const { id, title, about } = task
  const own = { ...PLAIN, id, title, about }
  const state = (isDone: boolean) => (isDone ? ('done' as const) : ('open' as const))
  if (task.kind === 'follow') {
    return [{ ...own, kind: 'follow', group: 'once', points: 0, state: 'info' }]
  }
  const { points, growth } = task
  if (task.kind === 'visit') {
    const count = account ? visitedToday(account, now).length : 0
    const paid = { points, growth, count, goal: task.perDay }
    return [{ ...own, ...paid, kind: 'visit', group: 'today', state: state(count >= task.perDay) }]
  }
  if (task.kind === 'invite') {
    const count = account ? invitedToday(account, now) : 0
    const { inviteePoints } = task
    const paid = { points, growth, inviteePoints, count, goal: task.perDay }
    return [{ ...own, ...paid, kind: 'invite', group: 'today', state: state(count >= task.perDay) }]
  }
  if (task.kind === 'review') {
    return [{ ...own, points, growth, kind: 'review', group: 'shopping', state: 'info' }]
  }
  return currentRow(task, account, view, now)
}

function currentRow(
  task: CountedTask,
  account: Account | null,
  view: TaskView,
  now: number,
): Row[] {
  const day = businessDay(now)
  const progress = progressOn(account?.tasks ?? newTaskState(), task, day, view.version, now)
  return progress && cycleOf(task, day) ? [countedRow(progress, task.about)] : []
}

function countedRow(progress: TaskProgress, about: string): Row {
  const { task: id, cycle, terms, paid } = progress
  const { kind, title, goal, points, growth, lastDay } = terms
  const isDue = isReached(progress) && !paid
  return {
    ...PLAIN,
    id,
    kind,
    title,
    about,
    points,
    growth,
    goal,
    cycle,
    group: kind === 'check-in' ? (cycle === 'once' ? 'once' : 'today') : 'shopping',
    count: Math.min(reached(progress), goal),
    state: paid ? 'done' : isDue ? 'collectable' : 'open',
    until: isDue ? collectableUntil(terms) : lastDay,
  }
}

/** What was reached in a cycle that is over, or in a task that is no longer offered. */
function earlier(account: Account | null, view: TaskView, now: number): Row[] {
  const today = businessDay(now)
  const isShown = ({ task: id, cycle }: TaskProgress) =>
    view.tasks.some(
      (task) => task.id === id && 'window' in task && cycleOf(task, today)?.cycle === cycle,
    )
  const kept = account?.tasks?.progress ?? []
  return kept
    .filter((each) => !isShown(each) && isReached(each) && !each.paid && !isOver(each, now))
    .map((each) => countedRow(each, ''))
}

function earnedToday(kept: EarnedToday | undefined, today: string): number {
  if (kept?.day !== today) return 0
  return Object.values(kept.byAction).reduce((sum, points) => sum + points, 0)
}

/** What the rows can still bring today, as far as the daily caps leave room. */
function leftToday(rows: Row[], account: Account | null, { caps }: TaskView, now: number): number {
  const points = rows.reduce((sum, row) => sum + pointsToday(row), 0)
  const room = account && roomFor(account, caps, 'task', now)
  const most = room ? room.left : (caps.interactionPerDay ?? points)
  return Math.min(points, most)
}

/** A monthly goal is not one day's work, so only what is already reached counts for today. */
function pointsToday({ kind, state, points, count, goal }: Row): number {
  if (state === 'collectable') return points
  if (state !== 'open') return 0
  if (kind === 'visit' || kind === 'invite') return points * (goal - count)
  return kind === 'daily' || kind === 'profile' ? points : 0
}
