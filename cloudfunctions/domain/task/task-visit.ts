import type { TaskRules } from '../../contracts/task/task-settings'
import type { Account } from '../account/account'
import { earnForAction, type ActionReward, type ActionRules } from '../ledger/action-reward'
import { businessDay } from '../business-day'
import { expire } from '../ledger/ledger'
import { newTaskState } from './task'
import { answerOf, withTaskAnswer } from './task-collect'
import type { Movement } from '../ledger/movement'
import type { TaskAnswer } from '../account/account-parts'

export type VisitTask = Extract<TaskRules, { kind: 'visit' }>

/** The content of a printed visit code. */
const SCENE_PREFIX = 'v.'

export function visitScene(visitCode: string): string {
  return `${SCENE_PREFIX}${visitCode}`
}

/** The code in what was scanned (a path with its scene, or the scene) or typed. */
export function readVisitCode(scanned: string): string {
  const text = scanned.normalize('NFKC').replace(/\s/g, '')
  const scene = /[?&]scene=([^&]+)/.exec(text)?.[1] ?? text
  const plain = scene.startsWith(SCENE_PREFIX) ? scene.slice(SCENE_PREFIX.length) : scene
  return plain.toUpperCase()
}

/** Shops that the member visited today. */
export function visitedToday({ tasks }: Pick<Account, 'tasks'>, now: number): string[] {
  const visits = tasks?.visits
  return visits?.day === businessDay(now) ? visits.shops : []
}

/** Why a visit does not pay, or null. */
export function refuseVisit(account: Account, task: VisitTask, shop: string, now: number) {
  const shops = visitedToday(account, now)
  if (shops.includes(shop)) return { refused: 'VISITED_TODAY' as const }
  if (shops.length < task.perDay) return null
  return { refused: 'VISITS_USED_UP' as const, detail: { perDay: task.perDay } }
}

/** 到店: pays immediately, once for each shop and day. */
export function visit(
  account: Account,
  task: VisitTask,
  shop: { id: string; name: string },
  rules: ActionRules,
  asked: { requestId: string; about: string; now: number },
): Movement & { told: TaskAnswer } {
  const day = businessDay(asked.now)
  const start = expire(account, asked.now, rules.expiryVersion)
  const reward: ActionReward = {
    action: 'task' as const,
    key: `${task.id}:${day}:${shop.id}`,
    points: task.points,
    growth: task.growth,
    happened: { what: 'visit', facts: { shop: shop.name } },
  }
  const moved = earnForAction(start.account, reward, rules, asked)
  const told = answerOf(moved, task.growth)
  const tasks = {
    ...(moved.account.tasks ?? newTaskState()),
    visits: { day, shops: [...visitedToday(account, asked.now), shop.id] },
  }
  const entries = [...start.entries, ...moved.entries]
  return { account: withTaskAnswer({ ...moved.account, tasks }, asked, told), entries, told }
}
