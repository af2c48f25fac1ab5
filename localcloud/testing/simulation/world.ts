import type { Row, Status } from './ask'
import type { Rules } from './programme'

/** What the simulation holds to be true: built from inputs and answers, never from the database. */
export interface World {
  now: number
  today: string
  members: Map<string, Member>
  orders: Map<string, Order>
  /** Numbers that wait for an import, by order number. */
  waiting: Map<string, Waiting>
  stock: Map<string, number>
  /** Coupons and goods, in the order in which they were redeemed. */
  redeemed: Redeemed[]
  duty: Map<string, { shop: string; day: string }>
}

export interface Member {
  memberId: string | null
  joinedOn: string
  /** Points by the last day on which they can be spent. */
  lots: Map<string, number>
  deficit: number
  growth: number
  /** Days that count as checked in, also the made up ones. */
  days: Set<string>
  lastCheckIn: { requestId: string; day: string; told: Record<string, unknown> } | null
  /** `2026-11:10` once that step of the month is paid. */
  monthSteps: Set<string>
  /** Make-ups by the month in which they were made. */
  makeUps: Map<string, number>
  madeUp: Map<string, { requestId: string; told: Record<string, unknown> }>
  claimsToday: { day: string; count: number }
  /** What each request id claimed. */
  claimRequests: Map<string, string>
  lastClaim: string | null
}

export interface Order extends Row {
  status: Status
  holder: { who: string; requestId: string } | null
  state: 'free' | 'waiting' | 'pending' | 'credited' | 'closed'
  points: number
  growth: number
  pending: number
  postsOn: string | null
}

export interface Waiting {
  who: string
  requestId: string
  lastDay: string
  state: 'waiting' | 'matched' | 'closed'
}

export interface Redeemed {
  who: string
  requestId: string
  reward: string
  shop: string
  kind: 'coupon' | 'goods'
  /** Null where the answer was lost for good. */
  code: string | null
  balance: number
  lastDay: string
  used: { who: string; requestId: string } | null
}

export function newWorld(rules: Rules): World {
  return {
    ...{ now: 0, today: '', members: new Map(), orders: new Map(), waiting: new Map() },
    stock: new Map([...rules.rewards].map(([id, { stock }]) => [id, stock])),
    ...{ redeemed: [], duty: new Map() },
  }
}

export function newMember(joinedOn: string): Member {
  return {
    ...{ memberId: null, joinedOn, lots: new Map(), deficit: 0, growth: 0, days: new Set() },
    ...{ lastCheckIn: null, monthSteps: new Set(), makeUps: new Map(), madeUp: new Map() },
    ...{ claimsToday: { day: '', count: 0 }, claimRequests: new Map(), lastClaim: null },
  }
}

export function copyOf(world: World): World {
  return structuredClone(world)
}

export function pendingOf(world: World, who: string): number {
  let sum = 0
  for (const order of world.orders.values()) if (order.holder?.who === who) sum += order.pending
  return sum
}
