import { monthEnd, plusDays } from './calendar'
import type { Programme } from '../programme'
import type { Member } from '../world'

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
  expiry: Programme['expiry'],
  today: string,
): number {
  forgetEnded(member, today)
  const paid = Math.min(points, member.deficit)
  member.deficit -= paid
  const day = lastDayOf(today, expiry)
  if (points > paid) member.lots.set(day, (member.lots.get(day) ?? 0) + points - paid)
  return paid
}

/** Until when points live that are earned today. */
function lastDayOf(today: string, expiry: Programme['expiry']): string {
  if (expiry.policy !== 'fixedDate') return monthEnd(today, expiry.months)
  const years = [0, 1, 2, 3].map((more) => Number(today.slice(0, 4)) + expiry.yearsLater + more)
  const days = years.map((year) => `${year}-${expiry.on}`)
  return days.find((day) => day >= plusDays(today, expiry.leastDays)) ?? ''
}

/** Takes the earliest points first; gives back how many were not there. */
export function take(member: Member, points: number, today: string): number {
  return points - pay(member, points, today).reduce((sum, [, part]) => sum + part, 0)
}

/** Takes points back; what is spent is owed, and what is above the limit the brand gives. */
export function takeBack(
  member: Member,
  points: number,
  today: string,
  limit: number | null,
): void {
  const short = take(member, points, today)
  const owed = member.deficit + short
  // A debt of before the limit came shrinks with the next one.
  member.deficit = short > 0 ? Math.min(owed, limit ?? owed) : owed
}

/** Takes the earliest points first, as many as there are; tells of which lots. */
export function pay(member: Member, points: number, today: string): [string, number][] {
  forgetEnded(member, today)
  const paid: [string, number][] = []
  let missing = points
  for (const [day, held] of goodLots(member, today)) {
    const part = Math.min(held, missing)
    missing -= part
    if (part > 0) paid.push([day, part])
    if (held === part) member.lots.delete(day)
    else member.lots.set(day, held - part)
  }
  return paid
}

/** Days without a gap that end today, or yesterday while today is open. */
export function streakOf(member: Member, today: string): number {
  let day = member.days.has(today) ? today : plusDays(today, -1)
  let streak = 0
  for (; member.days.has(day); day = plusDays(day, -1)) streak++
  return streak
}
