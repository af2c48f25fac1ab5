import type { Outcome } from '../ask'
import { newMember } from '../world/member'
import type { World } from '../world/world'
import type { ActAsk } from './act-rule'
import { earnUnderCaps } from './caps'
import { spendableOf } from './points'
import { taskOf } from './task-rules'
import { grow } from './tier-rules'

/** The first word of what a friend joins with; then come the inviter's code and a phone. */
export const FRIEND = 'friend'

/** A new person joins with the code of a member and with a phone, and both are paid at once. */
export function joinAsFriend(world: World, ask: ActAsk, outcome: Outcome | null): Outcome {
  const known = world.members.get(ask.who)
  if (known) return { ok: { memberId: known.memberId } }
  const [, code, phone = ''] = ask.about.split(' ')
  const friend = newMember(world.today)
  const told = outcome && 'ok' in outcome ? outcome.ok.memberId : null
  friend.memberId = typeof told === 'string' ? told : null
  friend.phone = phone.replace(/\D.*$/, '')
  friend.phoneEnd = friend.phone.slice(-2)
  const inviter = [...world.members.values()].find(({ inviteCode }) => inviteCode === code)
  world.members.set(ask.who, friend)
  const task = taskOf(world, 'invite')
  if (task && inviter) {
    const { day, count } = inviter.invited
    const had = day === world.today ? count : 0
    if (had < task.perDay) {
      earnUnderCaps(world, inviter, 'task', task.points)
      grow(world, inviter, task.growth)
      inviter.invited = { day: world.today, count: had + 1 }
    }
    if (task.inviteePoints > 0) earnUnderCaps(world, friend, 'task', task.inviteePoints)
  }
  return { ok: { memberId: friend.memberId, balance: spendableOf(friend, world.today) } }
}
