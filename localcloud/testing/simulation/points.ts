import { monthEnd, plusDays } from './calendar'
import type { Programme } from './programme'
import type { Member } from './world'

/** What a member could spend today. */
export function spendableOf(member: Member, today: string): number {
  return goodLots(member, today).reduce((sum, [, points]) => sum + points, 0)
}

export function goodLots(member: Member, today: string): [string, number][] {
  const good = [...member.lots].filter(([day, points]) => points > 0 && day >= today)
  return good.sort(([a], [b]) => a.localeCompare(b))
}

/** Every movement first forgets what ended. */
export function forgetEnded(member: Member, today: string): void {
  for (const day of [...member.lots.keys()]) if (day < today) member.lots.delete(day)
}

/** Earned points pay the deficit first; the rest ends with the month, so many months later. */
export function gain(
  member: Member,
  points: number,
  { months }: Programme['expiry'],
  today: string,
): number {
  forgetEnded(member, today)
  const paid = Math.min(points, member.deficit)
  member.deficit -= paid
  const day = monthEnd(today, months)
  if (points > paid) member.lots.set(day, (member.lots.get(day) ?? 0) + points - paid)
  return paid
}

/** Takes the earliest points first; gives back how many were not there. */
export function take(member: Member, points: number, today: string): number {
  forgetEnded(member, today)
  let missing = points
  for (const [day, held] of goodLots(member, today)) {
    const part = Math.min(held, missing)
    missing -= part
    if (held === part) member.lots.delete(day)
    else member.lots.set(day, held - part)
  }
  return missing
}

/** Days without a gap that end today, or yesterday while today is open. */
export function streakOf(member: Member, today: string): number {
  let day = member.days.has(today) ? today : plusDays(today, -1)
  let streak = 0
  for (; member.days.has(day); day = plusDays(day, -1)) streak++
  return streak
}
