import type { TaskRules } from '../../contracts/task/task-settings'
import type { Account } from '../account/account'
import { earnForAction, type ActionRules } from '../ledger/action-reward'
import { businessDay } from '../business-day'
import { expire } from '../ledger/ledger'
import { newTaskState } from './task'
import type { Movement } from '../ledger/movement'

export type InviteTask = Extract<TaskRules, { kind: 'invite' }>

/** New members who were paid for today. */
export function invitedToday({ tasks }: Pick<Account, 'tasks'>, now: number): number {
  const invites = tasks?.invites
  return invites?.day === businessDay(now) ? invites.count : 0
}

/**
 * 邀请: the inviter's part, fixed and paid immediately, for a person who became a member with a
 * phone. Above the day's limit it pays nothing; the new member's own part does not depend on that.
 */
export function payInviter(
  inviter: Account,
  invitee: Account,
  task: InviteTask,
  rules: ActionRules,
  now: number,
): Movement {
  const today = invitedToday(inviter, now)
  if (today >= task.perDay) return { account: inviter, entries: [] }
  const start = expire(inviter, now, rules.expiryVersion)
  const moved = earnForAction(
    start.account,
    {
      action: 'task' as const,
      key: `${task.id}:invited:${invitee.memberId}`,
      points: task.points,
      growth: task.growth,
      happened: { what: 'invite', facts: { ofToday: today + 1 } },
    },
    rules,
    // The request to join is on the new member's entry, not on the inviter's.
    { now, requestId: null },
  )
  const tasks = moved.account.tasks ?? newTaskState()
  const invites = { day: businessDay(now), count: today + 1 }
  const entries = [...start.entries, ...moved.entries]
  return { account: { ...moved.account, tasks: { ...tasks, invites } }, entries }
}

/** The new member's part. */
export function payInvitee(
  invitee: Account,
  task: InviteTask,
  rules: ActionRules,
  asked: { requestId: string; now: number },
): Movement {
  if (task.inviteePoints === 0) return { account: invitee, entries: [] }
  const start = expire(invitee, asked.now, rules.expiryVersion)
  const reward = {
    action: 'task' as const,
    key: `${task.id}:joined`,
    points: task.inviteePoints,
    growth: 0,
    happened: { what: 'invited' as const, facts: {} },
  }
  const moved = earnForAction(start.account, reward, rules, asked)
  return { account: moved.account, entries: [...start.entries, ...moved.entries] }
}
