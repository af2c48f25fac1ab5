import type { Ask, Outcome } from '../ask'
import { dayAt, monthEnd, plusDays } from './calendar'
import { earnUnderCaps, roomFor } from './caps'
import { spendableOf, takeBack } from './points'
import type { Task } from '../programme/programme-shape'
import { SHOP_CODES } from './shop-rules'
import { grow } from './tier-rules'
import { countWrong, isLocked, LOCKED } from './wrong-codes'
import type { Doing, Member } from '../world/member'
import type { Order } from '../world/order'
import type { World } from '../world/world'

type Of<K extends Ask['kind']> = Extract<Ask, { kind: K }>
type Counted = Extract<Task, { goal: number }>

/** For this many days after the last one of its cycle a task still counts and can be collected. */
const LATE_DAYS = 30
/** How many months of a task are remembered. */
const MONTHS_KEPT = 7

/** What a seller calls the goods of an order; the same in every report about it. */
export function titleOf(orderNo: string): string {
  const titles = ['全麦吐司 450g', '海盐芝士蛋糕 6 寸', '凤梨酥礼盒 12 枚', '布袋 1 只']
  return titles[Number(orderNo.slice(-3)) % titles.length] ?? ''
}

/** A task's progress in the cycle of a day; a new one keeps the terms of its first day. */
function doingOf({ today }: World, member: Member, task: Counted, day: string) {
  if (day < task.from || (task.to !== null && day > task.to)) return null
  const cycle = task.window === 'once' ? 'once' : day.slice(0, 7)
  const key = `${task.id} ${cycle}`
  const { goal, points, growth, kind } = task
  const lastDay = lastDayOf(task, day)
  const until = lastDay && plusDays(lastDay, LATE_DAYS)
  const terms = { goal, points, growth, kind, lastDay, until }
  const doing: Doing = member.tasks.get(key) ?? { ...terms, done: new Map(), paid: null, times: 0 }
  // What was promised at first holds, also where the window was changed since.
  const isAfter = doing.lastDay !== null && day > doing.lastDay
  const isLate = doing.until !== null && today > doing.until
  return isAfter || isLate ? null : { key, doing }
}

/** A task that counts once ends with its window, if that has an end; any other one with its month. */
function lastDayOf({ window, to }: Counted, day: string): string | null {
  if (window === 'once') return to
  const end = monthEnd(day, 0)
  return to !== null && to < end ? to : end
}

function reached({ kind, done }: Doing): number {
  return kind === 'categories' ? new Set(done.values()).size : done.size
}

/** A day that was checked in or made up. */
export function countDay(world: World, member: Member, day: string): void {
  for (const task of world.programme.tasks) {
    const found = task.kind === 'check-in' ? doingOf(world, member, task, day) : null
    if (found) remember(member, found.key, found.doing, [day, ''])
  }
}

function remember(member: Member, key: string, doing: Doing, fact: [string, string]): void {
  doing.done.set(...fact)
  member.tasks.set(key, doing)
  const [task = ''] = key.split(' ')
  const months = [...member.tasks.keys()].filter((each) => each.startsWith(`${task} `)).sort()
  for (const old of months.slice(0, -MONTHS_KEPT)) member.tasks.delete(old)
}

/** An order counts once, when it is credited; a refund that leaves too little undoes it. */
export function countOrder(world: World, member: Member, order: Order, net: number): void {
  if (order.counted) {
    const lost = order.counted.filter(({ leastFen }) => net === 0 || net < leastFen)
    order.counted = order.counted.filter((each) => !lost.includes(each))
    for (const { key } of lost) undo(world, member, order, key)
    if (net === 0) undoReview(world, member, order)
    return
  }
  if (net === 0 || order.state !== 'credited') return
  order.counted = []
  for (const task of world.programme.tasks) {
    if ((task.kind !== 'orders' && task.kind !== 'categories') || net < task.leastFen) continue
    const found = doingOf(world, member, task, dayAt(order.boughtAt))
    const category = task.kind === 'categories' ? categoryOf(task.categories, order.orderNo) : ''
    if (!found || category === undefined) continue
    remember(member, found.key, found.doing, [order.orderNo, category])
    order.counted.push({ key: found.key, leastFen: task.leastFen })
  }
}

function categoryOf(categories: { id: string; words: string[] }[], orderNo: string) {
  const title = titleOf(orderNo)
  return categories.find(({ words }) => words.some((word) => title.includes(word)))?.id
}

/** An order that no longer counts takes its reward along; what was spent of it is owed. */
function undo(world: World, member: Member, order: Order, key: string): void {
  const { programme, today } = world
  const doing = member.tasks.get(key)
  if (!doing?.done.delete(order.orderNo)) return
  if (doing.paid && reached(doing) < doing.goal) {
    const { points, growth } = doing.paid
    doing.paid = null
    grow(world, member, -growth)
    takeBack(member, points, today, programme.claim.deficitLimit)
  }
  if (doing.done.size === 0 && doing.times === 0) member.tasks.delete(key)
}

/** An order that was refunded in full takes back what its review brought; it stays reviewed. */
function undoReview(world: World, member: Member, order: Order): void {
  if (!order.review) return
  const { points, growth } = order.review
  order.review = { points: 0, growth: 0 }
  grow(world, member, -growth)
  takeBack(member, points, world.today, world.programme.claim.deficitLimit)
}

export function collectTask(world: World, ask: Of<'collect-task'>): Outcome {
  const member = world.members.get(ask.who)
  if (!member) return { refused: 'NOT_JOINED' }
  const about = `${ask.task} ${ask.cycle}`
  const again = toldBefore(member, ask.requestId, about)
  if (again) return again
  const doing = member.tasks.get(about)
  if (!doing) return { refused: 'TASK_NOT_DONE' }
  if (doing.paid) return { refused: 'TASK_COLLECTED' }
  if (reached(doing) < doing.goal) return { refused: 'TASK_NOT_DONE' }
  const { today, programme } = world
  if (doing.until !== null && today > doing.until) return { refused: 'TASK_OVER' }
  const room = roomFor(member, programme, 'task', today)
  // A reward above the day's cap is collected on a day that is still empty, as far as it fits.
  if (room && doing.points > room.left && room.left < room.limit) {
    return { refused: 'TASK_CAP_REACHED' }
  }
  const told = pay(world, member, doing)
  doing.paid = { points: told.earned, growth: doing.growth }
  doing.times += 1
  member.taskRequests.set(ask.requestId, { about, told })
  return { ok: told }
}

export function toldBefore(
  { taskRequests }: Member,
  requestId: string,
  about: string,
): Outcome | null {
  const first = taskRequests.get(requestId)
  if (!first) return null
  return first.about === about ? { ok: first.told } : { refused: 'REQUEST_ID_REUSED' }
}

export function pay(world: World, member: Member, reward: { points: number; growth: number }) {
  const { earned, missed, paidToDeficit } = earnUnderCaps(world, member, 'task', reward.points)
  grow(world, member, reward.growth)
  const balance = spendableOf(member, world.today)
  return { earned, growthEarned: reward.growth, missed, paidToDeficit, balance }
}

/** The only task of a kind. */
export function taskOf<K extends Task['kind']>({ programme }: World, kind: K) {
  return programme.tasks.find((task): task is Extract<Task, { kind: K }> => task.kind === kind)
}

/** Once for each shop and day, and in a few shops a day. */
export function visit(world: World, ask: Of<'visit'>): Outcome {
  const member = world.members.get(ask.who)
  if (!member) return { refused: 'NOT_JOINED' }
  const task = taskOf(world, 'visit')
  if (!task) return { refused: 'VISIT_NOT_OFFERED' }
  if (!SHOP_CODES[ask.shop]) {
    if (isLocked(world, ask.who, 'visit')) return LOCKED
    return countWrong(world, ask.who, 'visit', 'SHOP_CODE_UNKNOWN')
  }
  const about = `visit ${ask.shop}`
  const again = toldBefore(member, ask.requestId, about)
  if (again) return again
  if (isLocked(world, ask.who, 'visit')) return LOCKED
  const { day, shops } = member.visited
  const today = day === world.today ? shops : []
  if (today.includes(ask.shop)) return { refused: 'VISITED_TODAY' }
  if (today.length >= task.perDay) return { refused: 'VISITS_USED_UP' }
  const told = pay(world, member, task)
  member.visited = { day: world.today, shops: [...today, ask.shop] }
  member.taskRequests.set(ask.requestId, { about, told })
  return { ok: told }
}
