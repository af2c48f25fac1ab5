import type { Ask, Outcome } from './ask'
import { dayDistance, plusDays } from './calendar'
import { gain, spendableOf, streakOf, take } from './points'
import type { Rules } from './programme'
import { newMember, type Member, type World } from './world'

type Of<K extends Ask['kind']> = Extract<Ask, { kind: K }>

const NOT_JOINED = { refused: 'NOT_JOINED' }

export function join(world: World, { who }: Of<'join'>, outcome: Outcome | null): Outcome {
  const member = world.members.get(who) ?? newMember(world.today)
  const told = outcome && 'ok' in outcome ? outcome.ok.memberId : null
  member.memberId ??= typeof told === 'string' ? told : null
  world.members.set(who, member)
  return { ok: { memberId: member.memberId } }
}

export function checkIn(world: World, ask: Of<'check-in'>, { programme }: Rules): Outcome {
  const { today } = world
  const member = world.members.get(ask.who)
  if (!member) return NOT_JOINED
  const last = member.lastCheckIn
  if (last?.day === today && last.requestId === ask.requestId) return { ok: last.told }
  if (member.days.has(today)) return { refused: 'ALREADY_CHECKED_IN' }
  const { rewards, monthly } = programme.checkIn
  const earned = rewards[streakOf(member, today) % rewards.length] ?? 0
  member.days.add(today)
  const month = today.slice(0, 7)
  const count = [...member.days].filter((day) => day.startsWith(month)).length
  let monthlyEarned = 0
  for (const { days, points } of monthly) {
    if (days > count || member.monthSteps.has(`${month}:${days}`)) continue
    member.monthSteps.add(`${month}:${days}`)
    monthlyEarned += points
  }
  const { months } = programme.expiry
  const paidToDeficit = gain(member, earned + monthlyEarned, months, today)
  const balance = spendableOf(member, today)
  const streakDays = streakOf(member, today)
  const told = { earned, monthlyEarned, paidToDeficit, balance, streakDays }
  member.lastCheckIn = { requestId: ask.requestId, day: today, told }
  return { ok: told }
}

export function makeUp(world: World, ask: Of<'make-up'>, { programme }: Rules): Outcome {
  const { today } = world
  const member = world.members.get(ask.who)
  if (!member) return NOT_JOINED
  const before = member.madeUp.get(ask.day)
  if (before?.requestId === ask.requestId) return { ok: before.told }
  const { cost } = programme.checkIn.makeUp
  const refused = refuseMakeUp(member, ask.day, today, programme)
  if (refused) return { refused }
  if (spendableOf(member, today) < cost) return { refused: 'POINTS_SHORT' }
  take(member, cost, today)
  member.days.add(ask.day)
  const month = today.slice(0, 7)
  member.makeUps.set(month, (member.makeUps.get(month) ?? 0) + 1)
  const told = { day: ask.day, cost, balance: spendableOf(member, today) }
  member.madeUp.set(ask.day, { requestId: ask.requestId, told })
  return { ok: { ...told, streakDays: streakTold(member, today) } }
}

/** The answer of a make-up speaks of the run that ends on the newest day. */
function streakTold(member: Member, today: string): number {
  const newest = [...member.days].sort().at(-1) ?? today
  return streakOf(member, plusDays(newest, 0))
}

function refuseMakeUp(
  member: Member,
  day: string,
  today: string,
  { checkIn: { makeUp: rules } }: Rules['programme'],
): string | null {
  if (day >= today || day < member.joinedOn || member.days.has(day)) return 'DAY_NOT_MISSED'
  if (dayDistance(day, today) > rules.withinDays) return 'MAKE_UP_TOO_LATE'
  const made = member.makeUps.get(today.slice(0, 7)) ?? 0
  return made >= rules.perMonth ? 'MAKE_UP_LIMIT_REACHED' : null
}
