import { isSameName } from './staff-role'

/** A staff member; the console knows no member, only the name that the call gives. */
export interface Person {
  memberId: string | null
  name: string
}

export function isSamePerson(a: Person, b: Person): boolean {
  if (a.memberId !== null && a.memberId === b.memberId) return true
  return isSameName(a.name, b.name)
}

/** For claims, cancellations and batches a second person approves by doing the same once more. */
export type Move =
  | { kind: 'adjust'; requestId: string; points: number }
  | { kind: 'reverse'; entry: number }
  | { kind: 'cancel'; redemptionId: string }
  | { kind: 'claim'; claimId: string; takeFrom: string | null }
  | { kind: 'codes'; batchId: string }

/** What waits for a second person: `<account>:<key of its entry>`. */
export interface Approval {
  _id: string
  brand: string
  /** The account whose points it moves; for printed codes, which nobody has yet, their batch. */
  account: string
  /** What is done when it is approved. */
  move: Move
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
  /** Points of redemptions cancelled, orders given, codes activated; absent before the first. */
  cancelled?: number
  claimed?: number
  codes?: number
}

/** Kinds of moves with limits of their own. */
export type MoveGroup = 'points' | 'cancelled' | 'claimed' | 'codes'

export function groupOf({ kind }: Move): MoveGroup {
  if (kind === 'cancel') return 'cancelled'
  if (kind === 'codes') return 'codes'
  return kind === 'claim' ? 'claimed' : 'points'
}

/** Whether somebody else asked for exactly this, so that the caller is the second person. */
export function isSecond(before: Approval, asked: Move, person: Person, now: number): boolean {
  const isOpen = before.state === 'open' && before.expiresAt >= now
  const isSame = JSON.stringify(before.move) === JSON.stringify(asked)
  const isOwnWay = groupOf(asked) !== 'points'
  return isOpen && isOwnWay && isSame && !isSamePerson(before.requestedBy, person)
}

export interface MoveLimits {
  /** More than this in one move needs a second person. */
  alone: number
  /** The most that one person moves alone in one day. */
  perDay: number
}

export type MoveVerdict = 'alone' | 'second' | 'tooMany'

export function judgeMove(points: number, movedToday: number, limits: MoveLimits): MoveVerdict {
  const size = Math.abs(points)
  if (size > limits.alone) return 'second'
  return movedToday + size > limits.perDay ? 'tooMany' : 'alone'
}
