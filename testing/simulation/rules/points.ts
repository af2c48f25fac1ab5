import { monthEnd, plusDays } from './calendar'
import type { Programme } from '../programme/programme-shape'
import type { Member } from '../world/member'

/** What a member can spend today. */
export function spendableOf(member: Member, today: string): number {
  return goodLots(member, today).reduce((sum, [, points]) => sum + points, 0)
}

export function goodLots(member: Member, today: string): [string, number][] {
  const good = [...member.lots].filter(([day, points]) => points > 0 && day >= today)
  return good.sort(([a], [b]) => a.localeCompare(b))
}

/** All that an account holds: expired lots count until a movement drops them. */
export function heldBy({ lots }: Member, today: string): number {
  let sum = 0
  for (const [day, points] of lots) if (day >= today) sum += points
  return sum
}

/** Every movement first drops expired lots. */
export function forgetEnded(member: Member, today: string): void {
  for (const day of [...member.lots.keys()]) if (day < today) member.lots.delete(day)
}

/** Earned points pay the deficit first; the rest ends with the month, this many months later. */
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

/** The last day of points that are earned today. */
export function lastDayOf(today: string, expiry: Programme['expiry']): string {
  if (expiry.policy !== 'fixedDate') return monthEnd(today, expiry.months)
  const years = [0, 1, 2, 3].map((more) => Number(today.slice(0, 4)) + expiry.yearsLater + more)
  const days = years.map((year) => `${year}-${expiry.on}`)
  return days.find((day) => day >= plusDays(today, expiry.leastDays)) ?? ''
}

/** Takes the earliest points first; returns how many were missing. */
export function take(member: Member, points: number, today: string): number {
  return points - pay(member, points, today).reduce((sum, [, part]) => sum + part, 0)
}

/** Claws points back; spent ones become a debt, and the brand bears what is above the limit. */
export function takeBack(
  member: Member,
  points: number,
  today: string,
  limit: number | null,
): void {
  const short = take(member, points, today)
  const owed = member.deficit + short
  // A debt from before the limit existed shrinks with the next clawback.
  member.deficit = short > 0 ? Math.min(owed, limit ?? owed) : owed
}

/** Takes the earliest points first, as many as there are; returns the lots they came from. */
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

/** Days without a gap that end today, or yesterday if today is not checked in yet. */
export function streakOf(member: Member, today: string): number {
  let day = member.days.has(today) ? today : plusDays(today, -1)
  let streak = 0
  for (; member.days.has(day); day = plusDays(day, -1)) streak++
  return streak
}
