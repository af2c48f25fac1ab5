import { dayAt } from './calendar'
import type { Programme } from '../programme/programme-shape'
import { standingTier } from './tier-rules'
import type { Member } from '../world/member'
import type { Order, Terms } from '../world/order'
import type { World } from '../world/world'

/** What the current programme promises for an order that is claimed. */
export function termsOf(world: World, member: Member, order: Order, claimedOn: string): Terms {
  const tier = standingTier(member, world.programme, claimedOn)
  const had = pointsOn(member, claimedOn, world.today)
  const boughtOn = dayAt(order.boughtAt)
  return termsFor(world.programme, { tier, had, boughtOn, birthday: birthdayAt(member, boughtOn) })
}

interface Bought {
  tier: string
  had: number
  boughtOn: string
  birthday: string | null
}

/** All orders of the lives come from one shop. */
export const CHANNEL = 'tmall'

/** An empty list is everything. */
function isOf(list: readonly string[], one: string): boolean {
  return list.length === 0 || list.includes(one)
}

/** The birthday that counts for a purchase: a changed one from the next year on. */
export function birthdayAt({ birthday }: Member, day: string): string | null {
  if (!birthday || day < birthday.since) return null
  const isOld = day.slice(0, 4) <= birthday.setOn.slice(0, 4)
  return isOld && birthday.before !== null ? birthday.before : birthday.day
}

function isBirthday(birthday: string | null, day: string, scope: 'day' | 'month'): boolean {
  if (birthday === null) return false
  return scope === 'day' ? day.slice(5) === birthday : day.slice(5, 7) === birthday.slice(0, 2)
}

function termsFor({ earn, growth }: Programme, { tier, had, boughtOn, birthday }: Bought): Terms {
  const dayOfMonth = Number(boughtOn.slice(8))
  const percents = [
    ...earn.tierMultipliers.filter((each) => each.tier === tier),
    ...earn.memberDays.filter((each) => each.dayOfMonth === dayOfMonth),
    ...(earn.birthday && isBirthday(birthday, boughtOn, earn.birthday.scope)
      ? [earn.birthday]
      : []),
    ...earn.campaigns.filter(
      ({ from, to, channels }) => from <= boughtOn && boughtOn <= to && isOf(channels, CHANNEL),
    ),
  ].map(({ percent }) => percent)
  const { rounding } = earn
  const other = earn.rates.find(
    ({ channels, tiers }) => isOf(channels, CHANNEL) && isOf(tiers, tier),
  )
  const { points, perFen } = other ?? earn
  const rate = { points, perFen, rounding, growth: growth.growth, growthPerFen: growth.perFen }
  return { tier, had, ...rate, percents, cap: capOf(earn, had) }
}

/** What an order of today would bring; nobody in particular stands in the first tier. */
export function worthToday(
  { programme, today }: World,
  member: Member | null,
  paidFen: number,
): number {
  const first = programme.tiers[0]?.id ?? ''
  const tier = member ? standingTier(member, programme, today) : first
  const had = member ? pointsOn(member, today, today) : 0
  const birthday = member && birthdayAt(member, today)
  return worthOf(termsFor(programme, { tier, had, boughtOn: today, birthday }), paidFen)
}

function capOf({ capPerOrder, capPerDay }: Programme['earn'], had: number): number | null {
  const left = capPerDay === null ? Infinity : Math.max(0, capPerDay - had)
  const cap = Math.min(capPerOrder ?? Infinity, left)
  return cap === Infinity ? null : cap
}

/** Order points on the day of the claim; only the newest day is kept. */
function pointsOn({ claimsToday: { day, points } }: Member, claimedOn: string, today: string) {
  return day === claimedOn && claimedOn <= today ? points : 0
}

export const ROUNDED = {
  floor: (over: number, under: number) => (over - (over % under)) / under,
  ceil: (over: number, under: number) => (over + ((under - (over % under)) % under)) / under,
  nearest: (over: number, under: number) => ROUNDED.floor(2 * over + under, 2 * under),
}

/** Whole numbers below 2^53 all the way, so nothing is lost before the one rounding. */
export function worthOf({ points, perFen, percents, cap, rounding }: Terms, net: number): number {
  const over = percents.reduce((product, percent) => product * percent, net * points)
  const under = percents.reduce((product) => product * 100, perFen)
  return Math.min(ROUNDED[rounding](over, under), cap ?? Infinity)
}
