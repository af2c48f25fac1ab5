import { dayDistance, plusDays } from '../rules/calendar'
import type { Member } from '../world/member'
import {
  goal,
  joined,
  memberOf,
  onDay,
  onTheWay,
  poor,
  rich,
  someone,
  wayOf,
  type Aim,
  type Next,
  type Sight,
} from './aim'

/** What members do every day: checking in, making up, redeeming, cancelling, tasks and visits. */
export const MEMBER_AIMS: Record<string, Aim> = {
  'a second check-in of a day': (sight) => {
    const who = someone(sight, () => true)
    const done = memberOf(sight, who)?.days.has(sight.world.today)
    const ask = { kind: 'check-in' as const, who, requestId: sight.requestId }
    return joined(sight, who) ?? (done ? goal(ask) : onTheWay(ask))
  },
  'two check-ins of a day at once': (sight) => {
    const who = someone(sight, ({ days }) => !days.has(sight.world.today))
    const asks = [0, 1].map((place) => ({
      kind: 'check-in' as const,
      who,
      requestId: sight.ids(place),
    }))
    return joined(sight, who) ?? goal(...asks)
  },
  'make-up done': (sight) => madeUp(sight, () => true),
  'make-up of a checked day': (sight) => {
    const who = someone(sight, ({ days }) => days.size > 0)
    const day = [...(memberOf(sight, who)?.days ?? [])].sort().at(-1)
    const { requestId } = sight
    if (day) return goal({ kind: 'make-up', who, requestId, day })
    return joined(sight, who) ?? onTheWay({ kind: 'check-in', who, requestId })
  },
  'make-up too late': (sight) => {
    const who = someone(sight, () => true)
    const member = memberOf(sight, who)
    if (!member) return joined(sight, who)
    const day =
      [...daysFrom(member.joinedOn, 30)].find((each) => !member.days.has(each)) ?? member.joinedOn
    if (dayDistance(day, sight.world.today) < 10) return onDay(plusDays(day, 10))
    return goal({ kind: 'make-up', who, requestId: sight.requestId, day })
  },
  'make-ups used up': (sight) => {
    const makeUp = sight.world.programme.checkIn.makeUp
    const month = sight.world.today.slice(0, 7)
    return makeUp && madeUp(sight, ({ makeUps }) => (makeUps.get(month) ?? 0) >= makeUp.perMonth)
  },
  'make-up without points': (sight) => {
    const makeUp = sight.world.programme.checkIn.makeUp
    const who = someone(sight, () => true)
    const day = missed(sight, who)
    if (!makeUp) return null
    if (!day) return joined(sight, who) ?? onDay(plusDays(sight.world.today, 2))
    return (
      poor(sight, who, makeUp.cost) ??
      goal({ kind: 'make-up', who, requestId: sight.requestId, day })
    )
  },
  'a label': (sight) => label(sight, (_, place) => !sight.world.collected.has(place)),
  'a label of others': (sight) =>
    label(sight, (who, place) => {
      const first = sight.world.collected.get(place)
      return first !== undefined && first.who !== who
    }),
  'an own label again': (sight) =>
    label(sight, (who, place) => sight.world.collected.get(place)?.who === who),
  'a label above the cap': (sight) => {
    if (sight.world.programme.caps.printCodePerDay === null) return null
    const { today, collected } = sight.world
    const isFull = ({ earnedOn }: Member) =>
      earnedOn.day === today && Boolean(earnedOn.points['print-code'])
    const who = someone(sight, isFull)
    const code = [...Array(12).keys()].find((place) => !collected.has(place))
    if (code === undefined) return null
    const ask = { kind: 'collect' as const, who, requestId: sight.requestId, code }
    const member = memberOf(sight, who)
    return joined(sight, who) ?? (member && isFull(member) ? goal(ask) : onTheWay(ask))
  },
  'a visit': (sight) => visits(sight, ({ visited }) => visited.day !== sight.world.today),
  'a visit again': (sight) =>
    visits(sight, ({ visited }) => visited.day === sight.world.today, true),
  'visits used up': (sight) => {
    const task = sight.world.programme.tasks.find(({ kind }) => kind === 'visit')
    if (task?.kind !== 'visit') return null
    const who = someone(sight, ({ visited }) => visited.day === sight.world.today)
    const { shops = [], day } = memberOf(sight, who)?.visited ?? {}
    const been = day === sight.world.today ? shops : []
    const shop = ['hubin', 'wulin', 'binjiang'].find((each) => !been.includes(each)) ?? 'hubin'
    const ask = { kind: 'visit' as const, who, requestId: sight.requestId, shop }
    return joined(sight, who) ?? (been.length >= task.perDay ? goal(ask) : onTheWay(ask))
  },
  'visit codes that are locked': (sight) => {
    const who = someone(sight, () => true)
    const tries = sight.world.wrong.get(`${who} visit`)
    const had = tries?.day === sight.world.today ? tries.count : 0
    const wrong = (place: number) => ({
      kind: 'visit' as const,
      who,
      requestId: sight.ids(place),
      shop: 'nowhere',
    })
    if (had >= 10) return goal(wrong(0))
    return (
      joined(sight, who) ??
      onTheWay(...Array.from({ length: Math.min(6, 10 - had) }, (_, i) => wrong(i)))
    )
  },
  'a task collected': (sight) => collects(sight, 'open'),
  'a task collected twice': (sight) => collects(sight, 'paid'),
  'a task too late': (sight) => collects(sight, 'over'),
  'a task under the cap': (sight) => {
    const { caps } = sight.world.programme
    const who = someone(
      sight,
      ({ earnedOn }) => earnedOn.day === sight.world.today && Boolean(earnedOn.points.task),
    )
    if (caps.taskPerDay === null) return null
    const { earnedOn } = memberOf(sight, who) ?? {}
    const has = earnedOn?.day === sight.world.today && Boolean(earnedOn.points.task)
    if (!has) return wayOf(visits(sight, (_, each) => each === who))
    return collects(sight, 'open', who)
  },
  'staff take more than there is': (sight) => {
    const who = someone(sight, () => true)
    const memberId = memberOf(sight, who)?.memberId
    if (!memberId) return joined(sight, who)
    return goal({ kind: 'adjust', who, requestId: sight.requestId, memberId, points: -900_000 })
  },
  'staff mean nobody': (sight) =>
    goal({
      kind: 'adjust',
      who: 'm0',
      requestId: sight.requestId,
      memberId: 'nobody-at-all',
      points: 5,
    }),
}

function* daysFrom(first: string, count: number): Generator<string> {
  for (let i = 0; i < count; i++) yield plusDays(first, i)
}

/** A day that can still be made up. */
function missed({ world }: Sight, who: string): string | undefined {
  const member = world.members.get(who)
  const within = world.programme.checkIn.makeUp?.withinDays ?? 0
  if (!member) return undefined
  const days = Array.from({ length: within }, (_, i) => plusDays(world.today, -1 - i))
  return days.find((day) => day >= member.joinedOn && !member.days.has(day))
}

/** Makes up day after day until a member fits; then once more. */
function madeUp(sight: Sight, fits: Parameters<typeof someone>[1]): Next | null {
  const { world, requestId } = sight
  const makeUp = world.programme.checkIn.makeUp
  if (!makeUp) return null
  const who = someone(
    sight,
    (member, each) => fits(member, each) && missed(sight, each) !== undefined,
  )
  const member = memberOf(sight, who)
  const day = missed(sight, who)
  if (!member) return joined(sight, who)
  if (!day) return onDay(plusDays(world.today, 3))
  const ask = { kind: 'make-up' as const, who, requestId, day }
  return (
    rich(sight, who, makeUp.cost, 3 * makeUp.cost) ??
    (fits(member, who) ? goal(ask) : onTheWay(ask))
  )
}

function label(sight: Sight, fits: (who: string, place: number) => boolean): Next | null {
  const { requestId } = sight
  const places = [...Array(12).keys()]
  const who = someone(sight, (_, each) => places.some((place) => fits(each, place)))
  const code = places.find((place) => fits(who, place))
  if (code !== undefined)
    return joined(sight, who) ?? goal({ kind: 'collect', who, requestId, code })
  const free = places.find((place) => !sight.world.collected.has(place))
  return free === undefined
    ? null
    : (joined(sight, who) ?? onTheWay({ kind: 'collect', who, requestId, code: free }))
}

function visits(sight: Sight, fits: Parameters<typeof someone>[1], again = false): Next | null {
  const who = someone(sight, fits)
  const member = memberOf(sight, who)
  if (!member || !sight.world.programme.tasks.some(({ kind }) => kind === 'visit'))
    return joined(sight, who)
  const been = member.visited.day === sight.world.today ? member.visited.shops : []
  const ask = { kind: 'visit' as const, who, requestId: sight.requestId }
  if (again && been.length > 0) return goal({ ...ask, shop: been[0] ?? 'hubin' })
  const shop = ['wulin', 'hubin', 'binjiang'].find((each) => !been.includes(each)) ?? 'wulin'
  return again ? onTheWay({ ...ask, shop }) : goal({ ...ask, shop })
}

/** The reward of a task: when it waits, when it was paid, or when its time is over. */
function collects(sight: Sight, when: 'open' | 'paid' | 'over', by?: string): Next | null {
  const { world, requestId } = sight
  const doings = [...world.members]
    .filter(([who]) => by === undefined || who === by)
    .flatMap(([who, { tasks }]) => [...tasks].map(([key, doing]) => ({ who, key, ...doing })))
  const isDone = (each: (typeof doings)[number]) =>
    !each.paid && each.kind !== 'categories' && each.done.size >= each.goal
  const isLate = (until: string | null) => until !== null && until < world.today
  const found = doings.find((each) => {
    if (when === 'paid') return each.paid !== null
    return isDone(each) && (when === 'open' ? !isLate(each.until) : each.until !== null)
  })
  const collect = ({ who, key }: { who: string; key: string }) => {
    const [task = '', cycle = ''] = key.split(' ')
    return { kind: 'collect-task' as const, who, requestId, task, cycle }
  }
  if (found && when === 'over' && !isLate(found.until))
    return onDay(plusDays(found.until ?? world.today, 1))
  if (found) return goal(collect(found))
  const open = doings.find((each) => isDone(each) && !isLate(each.until))
  if (open && when === 'paid') return onTheWay(collect(open))
  return daysOfTask(sight, by)
}

/** Checks in day after day, until the task of days is done. */
function daysOfTask(sight: Sight, by?: string): Next | null {
  const { world, requestId } = sight
  const month = world.today.slice(0, 7)
  const count = (days: Set<string>) => [...days].filter((day) => day.startsWith(month)).length
  const ranked = sight.people.map((who) => ({
    who,
    days: memberOf(sight, who)?.days ?? new Set<string>(),
  }))
  const [best] = ranked
    .filter(({ who }) => by === undefined || who === by)
    .sort((a, b) => count(b.days) - count(a.days))
  if (!best) return null
  if (best.days.has(world.today)) return onDay(plusDays(world.today, 1))
  return joined(sight, best.who) ?? onTheWay({ kind: 'check-in', who: best.who, requestId })
}
