import type { CapSettings } from '../../contracts/earning/cap-settings'
import type { Account } from '../account/account'
import type { EarnedKind } from '../account/by-kind'
import { businessDay } from '../business-day'
import type { EarnAction, EarnedToday } from '../account/account-parts'

/** A cap that made an earning smaller, in words that an entry and an answer can use. */
export interface CapHit {
  label: string
  limit: number
  /** Points that the cap kept back. */
  missed: number
}

export const KIND_OF_ACTION: Record<EarnAction, EarnedKind> = {
  'check-in': 'interaction',
  'print-code': 'reward',
  profile: 'interaction',
  task: 'interaction',
}

interface Room {
  label: string
  limit: number
  left: number
}

function earnedToday(account: Account, now: number): EarnedToday {
  const kept = account.earnedToday
  const day = businessDay(now)
  return kept?.day === day ? kept : { day, interaction: 0, byAction: {} }
}

/** The tightest of the caps that hold for this action now, or null where there is none. */
export function roomFor(
  account: Account,
  caps: CapSettings,
  action: EarnAction,
  now: number,
): Room | null {
  const { interaction, byAction } = earnedToday(account, now)
  const own = {
    ...{ 'check-in': caps.checkInPerDay, 'print-code': caps.printCodePerDay },
    ...{ profile: null, task: caps.taskPerDay },
  }
  const rooms: Room[] = []
  const add = (label: string, limit: number | null, used: number) => {
    if (limit !== null) rooms.push({ label, limit, left: Math.max(0, limit - used) })
  }
  add(LABELS[action], own[action], byAction[action] ?? 0)
  if (KIND_OF_ACTION[action] === 'interaction') {
    add('每日互动积分上限', caps.interactionPerDay, interaction)
  }
  return rooms.sort((a, b) => a.left - b.left)[0] ?? null
}

const LABELS: Record<EarnAction, string> = {
  'check-in': '每日签到积分上限',
  'print-code': '每日一物一码积分上限',
  profile: '完善资料上限',
  task: '每日任务积分上限',
}

/** What is left of the wished points under the caps. */
export function underCaps(
  account: Account,
  caps: CapSettings,
  action: EarnAction,
  wished: number,
  now: number,
): { points: number; hit: CapHit | null } {
  const room = roomFor(account, caps, action, now)
  if (!room || wished <= room.left) return { points: wished, hit: null }
  const { label, limit, left } = room
  return { points: left, hit: { label, limit, missed: wished - left } }
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
