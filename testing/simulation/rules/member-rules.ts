import type { Ask, Outcome } from '../ask'
import { dayDistance, plusDays } from './calendar'
import { earnUnderCaps } from './caps'
import { spendableOf, streakOf, take } from './points'
import type { Programme } from '../programme/programme-shape'
import { countDay } from './task-rules'
import { grow } from './tier-rules'
import { newMember, type Member } from '../world/member'
import type { World } from '../world/world'

type Of<K extends Ask['kind']> = Extract<Ask, { kind: K }>

const NOT_JOINED = { refused: 'NOT_JOINED' }

export function join(world: World, { who }: Of<'join'>, outcome: Outcome | null): Outcome {
  const member = world.members.get(who) ?? newMember(world.today)
  const told = outcome && 'ok' in outcome ? outcome.ok.memberId : null
  member.memberId ??= typeof told === 'string' ? told : null
  world.members.set(who, member)
  return { ok: { memberId: member.memberId } }
}

export function checkIn(world: World, ask: Of<'check-in'>): Outcome {
  const { today, programme } = world
  const member = world.members.get(ask.who)
  if (!member) return NOT_JOINED
  const last = member.lastCheckIn
  if (last?.day === today && last.requestId === ask.requestId) return { ok: last.told }
  if (member.days.has(today)) return { refused: 'ALREADY_CHECKED_IN' }
  const day = rewardOf(member, today, programme)
  member.days.add(today)
  const month = stepsOf(member, today, programme)
  const { earned, paidToDeficit: paid } = earnUnderCaps(world, member, 'check-in', day.points)
  const more = earnUnderCaps(world, member, 'check-in', month.points)
  const monthlyEarned = more.earned
  const paidToDeficit = paid + more.paidToDeficit
  grow(world, member, day.growth + month.growth)
  countDay(world, member, today)
  const balance = spendableOf(member, today)
  const streakDays = streakOf(member, today)
  const told = { earned, monthlyEarned, paidToDeficit, balance, streakDays }
  member.lastCheckIn = { requestId: ask.requestId, day: today, told }
  return { ok: told }
}

/** Make-ups join runs. Where they are offered the ladder never changes, so the streak is enough. */
function rewardOf(member: Member, today: string, { checkIn }: Programme): Brought {
  const streak = streakOf(member, today)
  if (checkIn.makeUp) {
    return { points: checkIn.rewards[streak % checkIn.rewards.length] ?? 0, growth: 0 }
  }
  const { cycle } = member
  const place = cycle ? dayDistance(cycle.startedOn, today) : 0
  const goesOn = cycle !== null && streak > 0 && place < cycle.rewards.length
  const { rewards, milestones } = checkIn
  if (!goesOn) member.cycle = { startedOn: today, rewards, milestones }
  const at = goesOn ? place : 0
  const milestone = milestoneOn(member, at, today)
  const points = (member.cycle?.rewards[at] ?? 0) + (milestone?.points ?? 0)
  return { points, growth: milestone?.growth ?? 0 }
}

interface Brought {
  points: number
  growth: number
}

/** Not again within the length of a cycle, whoever breaks off and starts anew. */
function milestoneOn({ cycle, milestonesOn }: Member, place: number, today: string) {
  const found = cycle?.milestones.find(({ day }) => day === place + 1)
  const paidOn = milestonesOn.get(place + 1)
  if (!found || (paidOn && dayDistance(paidOn, today) < (cycle?.rewards.length ?? 0))) return null
  milestonesOn.set(place + 1, today)
  return found
}

/** Steps of the day's month that are reached now; each is paid once a month. */
function stepsOf(member: Member, day: string, { checkIn }: Programme): Brought {
  const month = day.slice(0, 7)
  const count = [...member.days].filter((day) => day.startsWith(month)).length
  const highest = Math.max(0, ...[...member.monthSteps].map((step) => stepIn(step, month)))
  const brought = { points: 0, growth: 0 }
  for (const { days, points, growth } of checkIn.monthly) {
    if (days > count || days <= highest) continue
    member.monthSteps.add(`${month}:${days}`)
    brought.points += points
    brought.growth += growth
  }
  return brought
}

function stepIn(step: string, month: string): number {
  return step.startsWith(month) ? Number(step.slice(month.length + 1)) : 0
}

export function makeUp(world: World, ask: Of<'make-up'>): Outcome {
  const { today, programme } = world
  const member = world.members.get(ask.who)
  if (!member) return NOT_JOINED
  const before = member.madeUp.get(ask.day)
  if (before?.requestId === ask.requestId) return { ok: before.told }
  const rules = programme.checkIn.makeUp
  if (!rules) return { refused: 'MAKE_UP_NOT_OFFERED' }
  const { cost } = rules
  const refused = refuseMakeUp(member, ask.day, today, rules)
  if (refused) return { refused }
  if (spendableOf(member, today) < cost) return { refused: 'POINTS_SHORT' }
  take(member, cost, today)
  member.days.add(ask.day)
  const { points, growth } = stepsOf(member, ask.day, programme)
  if (growth > 0) grow(world, member, growth)
  const monthlyEarned = points > 0 ? earnUnderCaps(world, member, 'check-in', points).earned : 0
  countDay(world, member, ask.day)
  const month = today.slice(0, 7)
  member.makeUps.set(month, (member.makeUps.get(month) ?? 0) + 1)
  const balance = spendableOf(member, today)
  const told = { day: ask.day, cost, monthlyEarned, balance }
  member.madeUp.set(ask.day, { requestId: ask.requestId, told })
  return { ok: { ...told, streakDays: streakTold(member, today) } }
}

/** The answer to a make-up is about the run that ends on the newest day. */
function streakTold(member: Member, today: string): number {
  const newest = [...member.days].sort().at(-1) ?? today
  return streakOf(member, plusDays(newest, 0))
}

function refuseMakeUp(
  member: Member,
  day: string,
  today: string,
  rules: NonNullable<Programme['checkIn']['makeUp']>,
): string | null {
  if (day >= today || day < member.joinedOn || member.days.has(day)) return 'DAY_NOT_MISSED'
  if (dayDistance(day, today) > rules.withinDays) return 'MAKE_UP_TOO_LATE'
  const made = member.makeUps.get(today.slice(0, 7)) ?? 0
  return made >= rules.perMonth ? 'MAKE_UP_LIMIT_REACHED' : null
}
