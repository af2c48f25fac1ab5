import type { Ask } from '../ask'
import type { Rules } from '../programme/programme'
import { midnight } from '../rules/calendar'
import { spendableOf } from '../rules/points'
import { GUIDES, SHOP_CODES } from '../rules/shop-rules'
import type { Member } from '../world/member'
import type { Redeemed } from '../world/redeemed'
import type { World } from '../world/world'

/** Where a step leads to. */
export interface StepAim {
  name: string
  /** All steps of one way have the same number and the same draws. */
  run: number
  draws: number[]
}

/** What an aim can look at; the same seed sees the same. */
export interface Sight {
  world: World
  rules: Rules
  /** A request id for this step; `ids` makes more of them for simultaneous calls. */
  requestId: string
  ids: (place: number) => string
  /** Draws of the seed, from 0 to 999. */
  draws: readonly number[]
  /** The members who are no guides, in the order of their numbers. */
  people: readonly string[]
}

/** The next calls on the way, or the instant for which the way has to wait. */
export type Next =
  | { asks: readonly Ask[]; isGoal: boolean }
  /** Nothing is asked before this instant. */
  | { at: number }

/** Leads from any state to one answer that is rare by itself. Null where it cannot be reached. */
export type Aim = (sight: Sight) => Next | null

export function goal(...asks: Ask[]): Next {
  return { asks, isGoal: true }
}

export function onTheWay(...asks: Ask[]): Next {
  return { asks, isGoal: false }
}

/** Nine in the morning of a day. */
export function onDay(day: string): Next {
  return { at: midnight(day) + 9 * 3_600_000 }
}

export function memberOf({ world }: Sight, who: string): Member | undefined {
  return world.members.get(who)
}

/** A person of the seed's choice who fits, else the first person at all. */
export function someone(sight: Sight, fits: (member: Member, who: string) => boolean): string {
  const { people, draws } = sight
  const from = (draws[0] ?? 0) % people.length
  const turned = [...people.slice(from), ...people.slice(0, from)]
  const found = turned.find((who) => {
    const member = memberOf(sight, who)
    return member !== undefined && fits(member, who)
  })
  return found ?? turned[0] ?? 'm0'
}

export function joined(sight: Sight, who: string): Next | null {
  if (memberOf(sight, who)) return null
  return onTheWay({ kind: 'join', who, requestId: sight.requestId })
}

/**
 * Joined, without a debt, and with at least this many points; `more` are given if some are missing.
 */
export function rich(sight: Sight, who: string, points: number, more = 0): Next | null {
  const member = memberOf(sight, who)
  const missing =
    points + (member?.deficit ?? 0) - (member ? spendableOf(member, sight.world.today) : 0)
  if (!member || missing <= 0) return joined(sight, who)
  const { memberId } = member
  if (memberId === null) return null
  return onTheWay({
    kind: 'adjust',
    who,
    requestId: sight.requestId,
    memberId,
    points: missing + more,
  })
}

/** Joined, and with fewer points than this. */
export function poor(sight: Sight, who: string, points: number): Next | null {
  const member = memberOf(sight, who)
  const has = member ? spendableOf(member, sight.world.today) : 0
  if (!member || has < points) return joined(sight, who)
  if (member.memberId === null) return null
  const ask = { kind: 'adjust' as const, who, requestId: sight.requestId }
  return onTheWay({ ...ask, memberId: member.memberId, points: -has })
}

/** The guide is on duty in this shop. */
export function onDuty(sight: Sight, who: string, shop: string): Next | null {
  const duty = sight.world.duty.get(who)
  if (duty?.day === sight.world.today && duty.shop === shop) return null
  return onTheWay({ kind: 'duty', who, requestId: sight.requestId, shop })
}

/** The first guide who may work in this shop. */
export function guideAt(shop: string): string {
  return Object.keys(GUIDES).find((who) => GUIDES[who]?.includes(shop)) ?? 'shen'
}

export function shopOf({ draws }: Sight): string {
  const shops = Object.keys(SHOP_CODES)
  return shops[(draws[1] ?? 0) % shops.length] ?? 'hubin'
}

type Fits = (redeemed: Redeemed) => boolean

export const isOpen: Fits = ({ used, cancelled }) => used === null && cancelled === null

/** Something redeemed that fits and whose code is known. */
export function redeemedThing({ world }: Sight, reward: string, fits: Fits): Redeemed | undefined {
  return world.redeemed.findLast((each) => each.reward === reward && each.code && fits(each))
}

/** Redeems this reward for somebody who still may and has the points. */
export function redeeming(sight: Sight, reward: string, shop = ''): Next | null {
  const { world, rules, requestId } = sight
  const offer = rules.rewards.get(reward)
  if (!offer || (world.stock.get(reward) ?? 0) < 1) return null
  const had = (who: string) =>
    world.redeemed.filter((each) => each.who === who && each.reward === reward && !each.cancelled)
      .length
  const who = someone(sight, (_, each) => had(each) < (offer.perMember ?? Infinity))
  const points = offer.points ?? 0
  const ask = { kind: 'redeem' as const, who, requestId, reward, points, shop }
  return rich(sight, who, points) ?? onTheWay(ask)
}

/** A call that is only a step towards the goal. */
export function wayOf(next: Next | null): Next | null {
  return next && 'asks' in next ? { ...next, isGoal: false } : next
}

/** Wants a reward at its right price. */
export function redeemAsk(
  { rules, ids }: Sight,
  who: string,
  { reward, shop }: { reward: string; shop: string },
  place = 0,
) {
  const points = rules.rewards.get(reward)?.points ?? 0
  return { kind: 'redeem' as const, who, requestId: ids(place), reward, points, shop }
}
