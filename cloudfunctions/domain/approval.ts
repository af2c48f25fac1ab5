import { isSameName } from './staff-role'

/** One of the staff; the console knows no member, only the name that the call gives. */
export interface Person {
  memberId: string | null
  name: string
}

export function isSamePerson(a: Person, b: Person): boolean {
  if (a.memberId !== null && a.memberId === b.memberId) return true
  return isSameName(a.name, b.name)
}

/** What waits for a second person: `<account>:<key of its entry>`. */
export interface Approval {
  _id: string
  brand: string
  account: string
  /** What is done when it is approved. */
  move: { kind: 'adjust'; requestId: string; points: number } | { kind: 'reverse'; entry: number }
  points: number
  reason: string
  requestedBy: Person
  requestedAt: number
  expiresAt: number
  state: 'open' | 'approved' | 'rejected'
  decidedBy: Person | null
  decidedAt: number | null
}

const DAY_MS = 24 * 60 * 60 * 1000
const OPEN_DAYS = 3

export function newApproval(
  asked: Pick<Approval, '_id' | 'brand' | 'account' | 'move' | 'points' | 'reason' | 'requestedBy'>,
  now: number,
): Approval {
  const open = { state: 'open' as const, decidedBy: null, decidedAt: null }
  return { ...asked, requestedAt: now, expiresAt: now + OPEN_DAYS * DAY_MS, ...open }
}

/** What one person moved alone in one day: `<brand>:<person>:<day>`. */
export interface StaffDay {
  _id: string
  brand: string
  points: number
}

export interface MoveLimits {
  /** More than this in one move needs a second person. */
  alone: number
  /** What one person moves alone in one day. */
  perDay: number
}

export type MoveVerdict = 'alone' | 'second' | 'tooMany'

export function judgeMove(points: number, movedToday: number, limits: MoveLimits): MoveVerdict {
  const size = Math.abs(points)
  if (size > limits.alone) return 'second'
  return movedToday + size > limits.perDay ? 'tooMany' : 'alone'
}
