import type { Row, Status } from './ask'
import type { Rules } from './programme'
import type { Programme } from './programme-shape'

/** What the simulation holds to be true: built from inputs and answers, not the database. */
export interface World {
  now: number
  today: string
  /** The programme in force. */
  programme: Programme
  members: Map<string, Member>
  orders: Map<string, Order>
  /** By number and member, as in `waitingKey`: several members can wait for one number. */
  waiting: Map<string, Waiting>
  stock: Map<string, number>
  /** Coupons and goods, in the order of redeeming. */
  redeemed: Redeemed[]
  duty: Map<string, { shop: string; day: string }>
  /** Wrong codes that were tried on a day, by `<who> <kind>`. */
  wrong: Map<string, { day: string; count: number }>
  /** Requests that have ended a duty. */
  dutiesEnded: Set<string>
  /** The member who collected a printed code, by the code's place in the batch. */
  collected: Map<number, { who: string; requestId: string; told: Record<string, unknown> }>
}

export interface Member {
  memberId: string | null
  joinedOn: string
  /** Points by the last day on which they can be spent. */
  lots: Map<string, number>
  deficit: number
  growth: number
  /** The growth that came and went on a day. */
  grown: Map<string, number>
  /** The tier as last assessed; null before the first assessment. */
  tier: TierState | null
  /** The points of gifts that were given, by `<tier>:<first day of the cycle>`. */
  gifts: Map<string, number>
  /** Progress of tasks, by `<task> <cycle>`. */
  tasks: Map<string, Doing>
  visited: { day: string; shops: string[] }
  /** Points of tasks on the newest day that brought any. */
  taskPoints: { day: string; points: number }
  /** The answer to each request of collecting a reward or visiting a shop. */
  taskRequests: Map<string, { about: string; told: Record<string, unknown> }>
  /** Days that count as checked in, also the made up ones. */
  days: Set<string>
  lastCheckIn: { requestId: string; day: string; told: Record<string, unknown> } | null
  /** The ladder of the cycle that began on this day; a changed ladder waits for the next cycle. */
  cycle: { startedOn: string; rewards: number[] } | null
  /** Holds `2026-11:10` once that step of the month is paid. */
  monthSteps: Set<string>
  /** Make-ups by the month in which they were made. */
  makeUps: Map<string, number>
  madeUp: Map<string, { requestId: string; told: Record<string, unknown> }>
  /** Claims and order points of the newest day with a claim. */
  claimsToday: { day: string; count: number; points: number }
  /** What each of the newest request ids has claimed. */
  claimRequests: Map<string, string>
  /** The birthday as last given, and the answers to the requests that gave it. */
  birthday: {
    day: string
    setOn: string
    requests: Map<string, Record<string, unknown>>
  } | null
  /** What staff have adjusted, by request id. */
  adjusted: Map<string, Record<string, unknown>>
}

/** A member's tier, its cycle, and what happens if the growth was not enough. */
export interface TierState {
  id: string
  from: string
  to: string
  grace: { until: string; missing: number } | null
  /** Gifts that the job still has to give. */
  owed: string[]
}

/** One task in one month, or forever. */
export interface Doing {
  kind: 'check-in' | 'orders' | 'categories'
  goal: number
  points: number
  growth: number
  /** The last day for collecting; null if there is none. */
  until: string | null
  /** Days, or orders with their category. */
  done: Map<string, string>
  paid: { points: number; growth: number } | null
  times: number
}

export interface Order extends Row {
  status: Status
  holder: { who: string; requestId: string } | null
  state: 'free' | 'waiting' | 'pending' | 'credited' | 'closed'
  points: number
  growth: number
  pending: number
  postsOn: string | null
  /** The first day on which it was reported as finished, if the report had no date. */
  heardOn: string | null
  /** What was promised when it was claimed. */
  terms: Terms | null
  /** Tasks that it counts for; null before it was credited with something. */
  counted: { key: string; leastFen: number }[] | null
}

export interface Terms {
  /** The tier at the claim, and the order points that the day already had. */
  tier: string
  had: number
  points: number
  perFen: number
  percents: number[]
  cap: number | null
  rounding: 'floor' | 'nearest' | 'ceil'
  growth: number
  growthPerFen: number
}

export interface Waiting {
  orderNo: string
  who: string
  requestId: string
  lastDay: string
  claimedOn: string
  /** The instant of the step; of simultaneous calls nobody knows which was first. */
  since: number
  state: 'waiting' | 'matched' | 'closed'
}

export function waitingKey(orderNo: string, who: string): string {
  return `${orderNo} ${who}`
}

export interface Redeemed {
  who: string
  requestId: string
  reward: string
  shop: string
  /** The shop of the request, once staff have chosen another one. */
  wished?: string
  kind: 'coupon' | 'goods'
  /** Null where the answer was lost for good. */
  code: string | null
  balance: number
  lastDay: string
  used: { who: string; requestId: string } | null
  /** How it was paid, by the last day of each lot. */
  paid: [string, number][]
  cancelled: { requestId: string; staff: boolean; told: Record<string, unknown> } | null
}

export function newWorld(rules: Rules, programme: Programme): World {
  return {
    programme,
    now: 0,
    today: '',
    members: new Map(),
    orders: new Map(),
    waiting: new Map(),
    stock: new Map([...rules.rewards].map(([id, { stock }]) => [id, stock])),
    redeemed: [],
    duty: new Map(),
    wrong: new Map(),
    dutiesEnded: new Set(),
    collected: new Map(),
  }
}

export function newMember(joinedOn: string): Member {
  return {
    memberId: null,
    joinedOn,
    lots: new Map(),
    deficit: 0,
    growth: 0,
    days: new Set(),
    lastCheckIn: null,
    monthSteps: new Set(),
    cycle: null,
    makeUps: new Map(),
    madeUp: new Map(),
    grown: new Map(),
    tier: null,
    gifts: new Map(),
    tasks: new Map(),
    taskRequests: new Map(),
    visited: { day: '', shops: [] },
    taskPoints: { day: '', points: 0 },
    claimsToday: { day: '', count: 0, points: 0 },
    claimRequests: new Map(),
    birthday: null,
    adjusted: new Map(),
  }
}

export function copyOf(world: World): World {
  // What staff have published never changes, so it is not copied.
  const { programme, ...rest } = world
  return { ...structuredClone(rest), programme }
}

export function pendingOf(world: World, who: string): number {
  let sum = 0
  for (const order of world.orders.values()) if (order.holder?.who === who) sum += order.pending
  return sum
}
