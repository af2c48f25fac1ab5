import type { Channel } from '../../contracts/order/channel'
import { addDays, businessDay, endOfDay } from '../business-day'
import type { ClaimRules } from './claim'
import type { ClaimProof } from './claim-right'
import type { Order, OrderClaim } from '../order/order'
import type { Asked } from '../order/api/asked'

/** 等待认领: a number of a valid shape that no import has brought yet. */
export interface WaitingClaim {
  /** `<id of the order>:<account>`: everybody may wait for a number, and nobody holds it. */
  _id: string
  brand: string
  channel: Channel
  orderNo: string
  account: string
  requestId: string
  tail: string
  claimedAt: number
  waitsUntil: number
  /** review: staff decide; to the member it looks like waiting, which would tell too much. */
  state: 'waiting' | 'review' | 'matched' | 'closed'
  reason: 'notImported' | 'taken' | 'unpaid' | 'cancelled' | 'rejected' | 'moved' | 'withdrawn'
  /** Absent on claims of before there was an order API. */
  asked?: Asked
  /** How many claims its member had made that day before it; absent for none. */
  turn?: number
  /** What the member said to prove it, null for nothing yet; absent where no proof is asked. */
  proof?: ClaimProof | null
  review?: ClaimReview
  /** Staff still decide, and the member was told that its time is over, as of any other number. */
  endTold?: boolean
}

/** Where the claim of one member for one number stands. */
export function contenderId(orderId: string, account: string): string {
  return `${orderId}:${account}`
}

/** 待人工核对: why a claim came to staff, and what they said. */
export interface ClaimReview {
  /** The place in the queue of staff; empty on claims of before, which come first. */
  place: string
  why: 'unproven' | 'taken'
  queuedAt: number
  /** The order as it was found, which may stand under another channel. */
  order: string
  decision: { operator: string; approved: boolean; reason: string; at: number } | null
}

/** A number that no import has brought: it waits. */
export function openWaiting(
  id: { _id: string; brand: string; channel: Channel; orderNo: string },
  who: Pick<WaitingClaim, 'account' | 'tail' | 'requestId' | 'claimedAt' | 'proof' | 'turn'>,
  rules: ClaimRules,
): WaitingClaim {
  const waitsUntil = endOfDay(addDays(businessDay(who.claimedAt), rules.waitDays))
  const proof = rules.proof === 'never' ? {} : { proof: who.proof ?? null }
  const { proof: _said, ...claimant } = who
  const asked = { times: 0, next: who.claimedAt }
  return {
    ...id,
    ...claimant,
    waitsUntil,
    state: 'waiting',
    reason: 'notImported',
    asked,
    ...proof,
  }
}

/** The same member with better proof; a decided claim is not opened again. */
export function withProof(
  waiting: WaitingClaim,
  requestId: string,
  proof: ClaimProof,
): WaitingClaim {
  return { ...waiting, requestId, proof, state: 'waiting' }
}

/**
 * The first claim of everybody's day comes before anybody's second one, then who has waited longest:
 * who claims much waits behind themselves and in front of nobody.
 */
function placeInQueue({ _id, turn = 0 }: WaitingClaim, queuedAt: number): string {
  return `${String(turn).padStart(3, '0')}:${String(queuedAt).padStart(15, '0')}:${_id}`
}

/** Goes to staff, once: seen again it keeps its place in the queue. */
export function toReview(
  waiting: WaitingClaim,
  why: ClaimReview['why'],
  order: string,
  now: number,
): WaitingClaim {
  const queuedAt = waiting.review?.queuedAt ?? now
  const place = placeInQueue(waiting, queuedAt)
  return { ...waiting, state: 'review', review: { place, why, queuedAt, order, decision: null } }
}

/** What staff said of it, once; `state` and `reason` are what the member sees. */
export function withDecision(
  claim: WaitingClaim & { review: ClaimReview },
  decision: NonNullable<ClaimReview['decision']>,
): WaitingClaim {
  const review = { ...claim.review, decision }
  return decision.approved
    ? { ...claim, review, state: 'matched' }
    : { ...claim, review, state: 'closed', reason: 'rejected' }
}

/** What is left of a claim whose order went to another member, by staff or by its phone. */
export function movedAway(
  order: Order,
  { account, tail, requestId, claimedAt }: OrderClaim,
  before: WaitingClaim | null,
  { at, decision }: { at: number; decision: ClaimReview['decision'] },
): WaitingClaim {
  const { brand, channel, orderNo } = order
  // What staff decided is not claimed again.
  const review = { place: '', why: 'taken' as const, queuedAt: at, order: order._id, decision }
  return {
    _id: contenderId(order._id, account),
    brand,
    channel,
    orderNo,
    account,
    tail,
    requestId,
    claimedAt,
    waitsUntil: at,
    state: 'closed',
    reason: 'moved',
    ...(before?.proof === undefined ? {} : { proof: before.proof }),
    ...(decision ? { review } : {}),
  }
}

/** 撤回: the member gave it up; the number is free again, and what was tried stays counted. */
export function withdrawn(waiting: WaitingClaim): WaitingClaim {
  return { ...waiting, state: 'closed', reason: 'withdrawn' }
}

/** What is left of a withdrawn claim of an order that was there. */
export function withdrawnFrom(
  { _id, brand, channel, orderNo }: Order,
  { account, tail, requestId, claimedAt }: OrderClaim,
  now: number,
): WaitingClaim {
  return {
    _id: contenderId(_id, account),
    brand,
    channel,
    orderNo,
    account,
    tail,
    requestId,
    claimedAt,
    waitsUntil: now,
    state: 'closed',
    reason: 'withdrawn',
  }
}

/** Two members have shown that one order is theirs, and both know it: staff decide, however late. */
export function isContested({ state, review }: WaitingClaim): boolean {
  return state === 'review' && review?.why === 'taken'
}

/** Whether the time is over until which a number waits; nobody learns whether staff look at it. */
export function isPastEnd(claim: WaitingClaim, now: number): boolean {
  return !isContested(claim) && claim.waitsUntil < now
}
