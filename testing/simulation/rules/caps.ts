import type { Programme } from '../programme/programme-shape'
import type { Member } from '../world/member'
import type { World } from '../world/world'
import { gain } from './points'

/** What is earned without an order. */
export type EarnedBy = 'check-in' | 'print-code' | 'profile' | 'task'

/** The tightest cap of a day that holds for an action, with what is left; null without any. */
export function roomFor(
  member: Member,
  { caps }: Programme,
  by: EarnedBy,
  today: string,
): { limit: number; left: number } | null {
  const { day, interaction, points } = member.earnedOn
  const had = (sum: number | undefined) => (day === today ? (sum ?? 0) : 0)
  const own = {
    'check-in': caps.checkInPerDay,
    'print-code': caps.printCodePerDay,
    profile: null,
    task: caps.taskPerDay,
  }[by]
  const rooms = [
    { limit: own, used: had(points[by]) },
    // Labels are bought; all else is interaction.
    { limit: by === 'print-code' ? null : caps.interactionPerDay, used: had(interaction) },
  ]
  const open = rooms.flatMap(({ limit, used }) =>
    limit === null ? [] : [{ limit, left: Math.max(0, limit - used) }],
  )
  return open.sort((a, b) => a.left - b.left)[0] ?? null
}

/** Gives what the caps leave, and counts it. */
export function earnUnderCaps(
  { programme, today }: World,
  member: Member,
  by: EarnedBy,
  wanted: number,
): { earned: number; missed: number; paidToDeficit: number } {
  const earned = Math.min(wanted, roomFor(member, programme, by, today)?.left ?? wanted)
  const before = member.earnedOn.day === today ? member.earnedOn : NOTHING
  member.earnedOn = {
    day: today,
    interaction: before.interaction + (by === 'print-code' ? 0 : earned),
    points: { ...before.points, [by]: (before.points[by] ?? 0) + earned },
  }
  const paidToDeficit = gain(member, earned, programme.expiry, today)
  return { earned, missed: wanted - earned, paidToDeficit }
}

const NOTHING: Member['earnedOn'] = { day: '', interaction: 0, points: {} }
