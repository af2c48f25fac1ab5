import type { Outcome } from '../ask'
import type { Rules } from '../programme/programme'
import { settle } from '../rules/order-rules'
import { forgetEnded } from '../rules/points'
import { endHeld, JOB_AFTER_MS } from '../rules/reservation-rules'
import { lookAtTier, owedGifts } from '../rules/tier-rules'
import type { World } from '../world/world'

/** Something that happens at one instant; returns the answer to the call, if it had one. */
export type Part = (world: World) => Outcome | null

export function silent(work: (world: World) => void): Part {
  return (world) => {
    work(world)
    return null
  }
}

/** Posting, then expiry, then the claims that waited too long, then what waits for cash. */
export function jobParts(before: World, rules: Rules): Part[] {
  const due = [...before.orders.values()].filter(
    ({ state, postsOn }) => state === 'pending' && postsOn !== null && postsOn <= before.today,
  )
  const posting = due.map(({ orderNo }) =>
    silent((world) => {
      const order = world.orders.get(orderNo)
      if (order?.state === 'pending') settle(world, order)
    }),
  )
  const closing = silent((world) => {
    for (const member of world.members.values()) forgetEnded(member, world.today)
    for (const waiting of world.waiting.values()) {
      if (waiting.state === 'waiting' && waiting.lastDay < world.today) waiting.state = 'closed'
    }
  })
  const open = [...before.held].filter(
    ([, { state, payBy, refund }]) =>
      refund === 'owed' || (state === 'reserved' && payBy + JOB_AFTER_MS <= before.now),
  )
  const ending = open.map(([key]) => silent((world) => endHeld(world, key, rules)))
  return [...posting, closing, ...ending]
}

/** Gifts owed before the job are given now; those from its own orders may wait for the next job. */
export function lookAtTiers(before: World, given: ReadonlySet<string>): Part {
  const owed = new Map([...before.members].map(([who, each]) => [who, owedGifts(before, each)]))
  return silent((world) => {
    for (const [who, member] of world.members) {
      const isGiven = (gift: string) => owed.get(who)?.includes(gift) || given.has(`${who} ${gift}`)
      lookAtTier(world, member, isGiven)
    }
  })
}
