import type { Row, Status } from './ask'
import type { ChosenOffer } from './programme/chosen-offer'
import type { Written } from '../programme-documents'
import { firstStock, type Rules } from './programme/programme'
import type { Milestone, Programme } from './programme/programme-shape'

/** What the simulation holds to be true: built from inputs and answers, not the database. */
export interface World {
  now: number
  today: string
  /** The programme in force. */
  programme: Programme
  /** What each of its documents has said in this life, the newest last. */
  published: ReadonlyMap<string, readonly Written[]>
  /** The version of each document when the life began. */
  firstVersions: ReadonlyMap<string, number>
  members: Map<string, Member>
  orders: Map<string, Order>
  /** By number and member, as in `waitingKey`: several members can wait for one number. */
  waiting: Map<string, Waiting>
  stock: Map<string, number>
  /** The request that loaded each file of codes. */
  loaded: Map<string, string>
  /** Coupons, goods and codes, in the order of redeeming. */
  redeemed: Redeemed[]
  duty: Map<string, { shop: string; day: string }>
  /** Wrong codes that were tried on a day, by `<who> <kind>`. */
  wrong: Map<string, { day: string; count: number }>
  /** Requests that have ended a duty. */
  dutiesEnded: Set<string>
  /** Batches of printed codes that were made in this life, with their state. */
  batches: Map<string, 'made' | 'active' | 'void'>
  /** Names on the roster of staff, by member. */
  staff: Map<string, string>
  /** Moves that are too large for one person, by their id. */
  approvals: Map<string, Approval>
  /** Points that the person at the desk has moved alone on the newest such day. */
  movedAlone: { day: string; points: number }
  /** The member who collected a printed code, by the code's place in the batch. */
  collected: Map<number, { who: string; requestId: string; told: Record<string, unknown> }>
}

export interface Approval {
  who: string
  requestId: string
  points: number
  requestedBy: string
  expiresAt: number
  decided: { by: string; approved: boolean } | null
}

export interface Member {
  memberId: string | null
  /** The last digits of the phone, and those that each request has given. */
  phoneEnd: string | null
  /** The whole number, where it is known. */
  phone: string | null
  phoneRequests: Map<string, string>
  joinedOn: string
  /** Points by the last day on which they can be spent. */
  lots: Map<string, number>
  deficit: number
  growth: number
  /** The growth that came and went on a day. */
  grown: Map<string, number>
  /** The tier as last assessed; null before the first assessment. */
  tier: TierState | null
  /** A tier that staff gave, through this day. */
  manual: { id: string; until: string } | null
  /** The points of gifts that were given, by `<tier>:<first day of the cycle>`. */
  gifts: Map<string, number>
  /** Progress of tasks, by `<task> <cycle>`. */
  tasks: Map<string, Doing>
  visited: { day: string; shops: string[] }
  /** What was earned without orders on the newest day that brought any. */
  earnedOn: { day: string; interaction: number; points: Record<string, number> }
  /** The answer to each request of collecting a reward or visiting a shop. */
  taskRequests: Map<string, { about: string; told: Record<string, unknown> }>
  /** Days that count as checked in, also the made up ones. */
  days: Set<string>
  lastCheckIn: { requestId: string; day: string; told: Record<string, unknown> } | null
  /** The ladder of the cycle that began on this day; a changed ladder waits for the next cycle. */
  cycle: { startedOn: string; rewards: number[]; milestones: Milestone[] } | null
  /** The last day on which the milestone of each day of a cycle was paid. */
  milestonesOn: Map<number, string>
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
    /** The day it was first given. */
    since: string
    setOn: string
    /** What counts until the end of the year of a change. */
    before: string | null
    requests: Map<string, Record<string, unknown>>
  } | null
  /** The newest requests that were about a printed code. */
  codeRequests: string[]
  /** The code of the member's invitations, once they have seen it. */
  inviteCode: string | null
  /** Invitations and reviews that were paid on the newest such day. */
  invited: { day: string; count: number }
  reviews: { day: string; count: number }
  /** Entries of which the number is known, as the statement or an answer told it. */
  entries: Map<number, Known>
  /** Who has reversed an entry, and what they were told. */
  reversed: Map<number, { by: string; told: Record<string, unknown> }>
  /** What staff have adjusted, by request id. */
  adjusted: Map<string, Record<string, unknown>>
}

/** What an entry came from; of an adjustment also its points and lots. */
export interface Known {
  source: string
  points?: number
  lots?: [string, number][]
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
  /** The last day that counts; null if there is none. */
  lastDay: string | null
  /** The last day for collecting; null if there is none. */
  until: string | null
  /** Days, or orders with their category. */
  done: Map<string, string>
  paid: { points: number; growth: number } | null
  times: number
}

export interface Order extends Row {
  status: Status
  /** `shown` says how the holder has proved that it is theirs. */
  holder: { who: string; requestId: string; shown: 'phone' | 'number' | 'staff' } | null
  /** The phone of the buyer, where the file says one that somebody has. */
  phone: string | null
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
  /** What its review has brought and a refund in full would take back. */
  review: { points: number; growth: number } | null
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
  /** review: staff decide. */
  state: 'waiting' | 'review' | 'matched' | 'closed'
  /** Whether staff have had it to decide, and what they decided. */
  isQueued?: boolean
  decided?: { by: string; approved: boolean }
}

export function waitingKey(orderNo: string, who: string): string {
  return `${orderNo} ${who}`
}

export interface Redeemed extends ChosenOffer {
  who: string
  requestId: string
  reward: string
  shop: string
  /** The shop of the request, once staff have chosen another one. */
  wished?: string
  kind: 'coupon' | 'goods' | 'code'
  /** Null where the answer was lost for good. */
  code: string | null
  balance: number
  lastDay: string
  used: { who: string; requestId: string } | null
  /** How it was paid, by the last day of each lot. */
  paid: [string, number][]
  cancelled: { requestId: string; staff: boolean; told: Record<string, unknown> } | null
}

export function newWorld(
  rules: Rules,
  documents: readonly Written[],
  firstVersions: ReadonlyMap<string, number>,
): World {
  return {
    firstVersions,
    programme: rules.read(documents),
    published: new Map(documents.map((each) => [each._id, [each]])),
    now: 0,
    today: '',
    members: new Map(),
    orders: new Map(),
    waiting: new Map(),
    stock: new Map([...rules.rewards].map(([id, each]) => [id, firstStock(each)])),
    loaded: new Map(),
    redeemed: [],
    duty: new Map(),
    wrong: new Map(),
    dutiesEnded: new Set(),
    collected: new Map(),
    batches: new Map(),
    staff: new Map(),
    approvals: new Map(),
    movedAlone: { day: '', points: 0 },
  }
}

export function newMember(joinedOn: string): Member {
  return {
    memberId: null,
    phoneEnd: null,
    phone: null,
    inviteCode: null,
    invited: { day: '', count: 0 },
    reviews: { day: '', count: 0 },
    entries: new Map(),
    reversed: new Map(),
    phoneRequests: new Map(),
    joinedOn,
    lots: new Map(),
    deficit: 0,
    growth: 0,
    days: new Set(),
    lastCheckIn: null,
    milestonesOn: new Map(),
    monthSteps: new Set(),
    cycle: null,
    makeUps: new Map(),
    madeUp: new Map(),
    grown: new Map(),
    tier: null,
    manual: null,
    gifts: new Map(),
    tasks: new Map(),
    taskRequests: new Map(),
    visited: { day: '', shops: [] },
    earnedOn: { day: '', interaction: 0, points: {} },
    claimsToday: { day: '', count: 0, points: 0 },
    claimRequests: new Map(),
    birthday: null,
    codeRequests: [],
    adjusted: new Map(),
  }
}

export function copyOf(world: World): World {
  // What staff have published never changes, so it is not copied.
  const { programme, published, ...rest } = world
  return { ...structuredClone(rest), programme, published }
}

export function pendingOf(world: World, who: string): number {
  let sum = 0
  for (const order of world.orders.values()) if (order.holder?.who === who) sum += order.pending
  return sum
}
