import type { CapSettings } from '../../contracts/earning/cap-settings'
import type { Account } from '../account/account'
import type { EarnedKind } from '../account/by-kind'
import { businessDay } from '../business-day'
import type { CapFacts } from '../account/entry-facts'
import type { EarnAction, EarnedToday } from '../account/account-parts'

export const KIND_OF_ACTION: Record<EarnAction, EarnedKind> = {
  'check-in': 'interaction',
  'print-code': 'reward',
  profile: 'interaction',
  task: 'interaction',
}

interface Room {
  of: CapFacts['of']
  limit: number
  left: number
}

function earnedToday(account: Account, now: number): EarnedToday {
  const kept = account.earnedToday
  const day = businessDay(now)
  return kept?.day === day ? kept : { day, interaction: 0, byAction: {} }
}

/** The tightest cap that applies to this action now, or null where there is none. */
export function roomFor(
  account: Account,
  caps: CapSettings,
  action: EarnAction,
  now: number,
): Room | null {
  const { interaction, byAction } = earnedToday(account, now)
  const own = {
    'check-in': caps.checkInPerDay,
    'print-code': caps.printCodePerDay,
    profile: null,
    task: caps.taskPerDay,
  }
  const rooms: Room[] = []
  const add = (of: Room['of'], limit: number | null, used: number) => {
    if (limit !== null) rooms.push({ of, limit, left: Math.max(0, limit - used) })
  }
  add(action, own[action], byAction[action] ?? 0)
  if (KIND_OF_ACTION[action] === 'interaction') {
    add('interaction', caps.interactionPerDay, interaction)
  }
  return rooms.sort((a, b) => a.left - b.left)[0] ?? null
}

/** What the caps leave of the wanted points. */
export function underCaps(
  account: Account,
  caps: CapSettings,
  action: EarnAction,
  requested: number,
  now: number,
): { points: number; hit: CapFacts | null } {
  const room = roomFor(account, caps, action, now)
  if (!room || requested <= room.left) return { points: requested, hit: null }
  const { of, limit, left } = room
  return { points: left, hit: { of, limit, missed: requested - left } }
}

export function countEarned(
  account: Account,
  action: EarnAction,
  points: number,
  now: number,
): Account {
  const today = earnedToday(account, now)
  const interaction = KIND_OF_ACTION[action] === 'interaction' ? points : 0
  const byAction = { ...today.byAction, [action]: (today.byAction[action] ?? 0) + points }
  const counted = { ...today, interaction: today.interaction + interaction, byAction }
  return { ...account, earnedToday: counted }
}
