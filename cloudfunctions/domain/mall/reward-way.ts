import type { openTasks } from '../../contracts/task/task'
import type { WayStep } from '../../contracts/mall/reward-way'
import type { OutputOf } from '../../contracts/action'
import type * as v from 'valibot'
import { addDays, type BusinessDay } from '../business-day'

type Row = OutputOf<typeof openTasks>['rows'][number]
type Step = v.InferOutput<typeof WayStep>

/** More steps than this are no way that anybody goes; an order closes the rest. */
const KNOWN_MAX = 3
const sizes = Array.from({ length: KNOWN_MAX }, (_, i) => i + 1)

/** Least effort first: of two lists of one length, the easier one is shown. */
const EFFORT: Record<Step['kind'], number> = {
  pending: 0,
  collect: 1,
  daily: 2,
  profile: 3,
  visit: 4,
  'check-in': 5,
  orders: 6,
  categories: 7,
  claim: 8,
}

export interface WayFacts {
  /** Points that are missing for the reward, with a debt that would be paid first. */
  gap: number
  today: BusinessDay
  /** Today's check-in was done already. */
  isCheckedIn: boolean
  rows: readonly Row[]
  /**
   * What the tightest cap of today leaves for tasks, what it is, and the most that all caps allow on
   * a later day; null without a cap.
   */
  room: { left: number; limit: number; perDay: number } | null
  /** Points of finished orders, by the day on which they post. */
  pending: readonly { points: number; on: BusinessDay }[]
  /** The brand's base rate, and the most that one order or day may bring; null without a cap. */
  rate: { points: number; perFen: number; most: number | null }
}

/**
 * 攒够的路: the shortest list of steps that closes the gap, out of what this member can still earn. A
 * step promises no more than the caps of the day leave, and no goal that its days can no longer reach.
 */
export function wayTo(facts: WayFacts): { short: number; steps: Step[] } {
  const { gap } = facts
  const known = stepsOf(facts)
  const lists = sizes.flatMap((size) => choices(known, size))
  const enough = lists.filter((steps) => sumOf(steps, facts) >= gap)
  const [best] = enough.sort((a, b) => lengthOf(a) - lengthOf(b) || effortOf(a) - effortOf(b))
  return { short: gap, steps: best ?? withOrder(lists, facts) }
}

/** The steps that bring most, as few as that takes, and an order for the rest. */
function withOrder(lists: Step[][], facts: WayFacts): Step[] {
  const { gap, rate } = facts
  const [most] = lists.sort(
    (a, b) =>
      sumOf(b, facts) - sumOf(a, facts) || lengthOf(a) - lengthOf(b) || effortOf(a) - effortOf(b),
  )
  const steps = most ?? []
  const rest = gap - sumOf(steps, facts)
  if (rate.points === 0) return steps
  // More than one order may bring takes several, and nobody can say of what amounts.
  const isOne = rate.most === null || rest <= rate.most
  const paidFen = isOne ? Math.ceil((rest * rate.perFen) / rate.points) : null
  return [...steps, { kind: 'claim', title: '认领订单', points: rest, count: 1, on: null, paidFen }]
}

function stepsOf({ rows, pending, ...facts }: WayFacts): Step[] {
  const all = [...comingStep(pending, facts.gap), ...rows.flatMap((row) => stepOf(row, facts))]
  return all.filter(({ points }) => points > 0).sort((a, b) => EFFORT[a.kind] - EFFORT[b.kind])
}

/** Points that come by themselves are one step, whose day is that of the last order that is needed. */
function comingStep(pending: WayFacts['pending'], gap: number): Step[] {
  let points = 0
  let on: BusinessDay | null = null
  for (const each of [...pending].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    if (points >= gap) break
    points += each.points
    on = each.on
  }
  return on === null ? [] : [{ ...PLAIN, kind: 'pending', title: '订单积分', points, on }]
}

const PLAIN = { count: 1, on: null, paidFen: null }

/** What is left to do of a row; empty where it brings nothing, or cannot be done in its time. */
function stepOf(row: Row, facts: Omit<WayFacts, 'rows' | 'pending'>): Step[] {
  const { kind, state, title, count, goal } = row
  const left = Math.max(1, goal - count)
  const most = (isToday: boolean) => facts.room?.[isToday ? 'left' : 'perDay'] ?? row.points
  const points = Math.min(row.points, most(OF_TODAY.includes(kind)))
  if (state === 'collectable') return collectStep(row, facts)
  if (state !== 'open') return []
  switch (kind) {
    case 'daily':
    case 'profile':
    case 'visit':
      return [{ ...PLAIN, kind, title, points }]
    case 'check-in':
      return canStillCheckIn(row, left, facts)
        ? [{ ...PLAIN, kind, title, points, count: left }]
        : []
    case 'orders':
    case 'categories':
      return [{ ...PLAIN, kind, title, points, count: left }]
    // Whether a friend comes is not in the member's hands, and an order can be reviewed only once.
    case 'invite':
    case 'claim':
    case 'review':
    case 'follow':
      return []
  }
}

/** A reward that does not fit under today's cap is refused whole, unless nothing else was earned. */
function collectStep({ title, points }: Row, { room }: Pick<WayFacts, 'room'>): Step[] {
  const fits = !room || points <= room.left || room.left === room.limit
  return fits
    ? [{ ...PLAIN, kind: 'collect', title, points: Math.min(points, room?.left ?? points) }]
    : []
}

/** Each day counts once, so a goal needs as many days as are missing. */
function canStillCheckIn(
  { until }: Row,
  left: number,
  { today, isCheckedIn }: Pick<WayFacts, 'today' | 'isCheckedIn'>,
): boolean {
  if (until === null) return true
  return addDays(today, left - (isCheckedIn ? 0 : 1)) <= until
}

const OF_TODAY: readonly (Step['kind'] | Row['kind'])[] = ['collect', 'daily', 'profile', 'visit']

/** What is done today shares today's caps. */
function sumOf(steps: readonly Step[], { room }: Pick<WayFacts, 'room'>): number {
  const sum = (of: (kind: Step['kind']) => boolean) =>
    steps.reduce((all, { kind, points }) => all + (of(kind) ? points : 0), 0)
  const today = sum((kind) => OF_TODAY.includes(kind))
  const later = sum((kind) => !OF_TODAY.includes(kind))
  return later + Math.min(today, room?.left ?? today)
}

/** How often something is to be done: two orders of one task are two. */
function lengthOf(steps: readonly Step[]): number {
  return steps.reduce((all, { count }) => all + count, 0)
}

function effortOf(steps: readonly Step[]): number {
  return steps.reduce((all, { kind, count }) => all + EFFORT[kind] * count, 0)
}

/** Every list of this many of the steps, in their order. */
function choices(steps: readonly Step[], size: number): Step[][] {
  if (size === 0) return [[]]
  return steps.flatMap((first, i) =>
    choices(steps.slice(i + 1), size - 1).map((rest) => [first, ...rest]),
  )
}
