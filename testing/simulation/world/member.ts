import type { Milestone } from '../programme/programme-shape'

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
