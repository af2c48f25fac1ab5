import type { Channel } from '../../contracts/order/channel'
import { addDays, businessDay, endOfDay } from '../business-day'
import type { ClaimRules } from './claim'
import type { ClaimProof } from './claim-right'
import type { Order, OrderClaim } from '../order/order'
import type { Asked } from '../order/api/asked'
import type { EitherClaim, Handed } from '../order/order-parts'

/**
 * 等待认领: a claim without an order, because no import has brought the number or staff must decide.
 */
export interface WaitingClaim extends EitherClaim {
  /** `<id of the order>:<account>`: everybody may wait for a number, and nobody reserves it. */
  _id: string
  brand: string
  channel: Channel
  orderNo: string
  waitsUntil: number
  /** review: staff decide; the member sees `waiting`, as anything else would reveal too much. */
  state: 'waiting' | 'review' | 'matched' | 'closed'
  reason: 'notImported' | 'taken' | 'unpaid' | 'cancelled' | 'rejected' | 'moved' | 'withdrawn'
  /** Absent on claims from before there was an order API. */
  asked?: Asked
  /** How many claims its member had made that day before this one; absent for none. */
  turn?: number
  /** The proof that the member gave, null for none yet; absent where no proof is asked. */
  proof?: ClaimProof | null
  review?: ClaimReview
  /** Staff still decide, but the member was notified that its time is over, as for any number. */
  endTold?: boolean
}

/** The id of one member's claim for one number. */
export function contenderId(orderId: string, account: string): string {
  return `${orderId}:${account}`
}

/** 待人工核对: why a claim came to staff, and what they decided. */
export interface ClaimReview {
  /** The position in the queue of staff; empty on claims from before it, which come first. */
  place: string
  why: 'unproven' | 'taken'
  queuedAt: number
  /** The order as it was found; it may be stored under another channel. */
  order: string
  decision: { operator: string; approved: boolean; reason: string; at: number } | null
}

/** A claim of a number that no import has brought: it waits. */
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

/** The same member with better proof; a decided claim is not reopened. */
export function withProof(
  waiting: WaitingClaim,
  requestId: string,
  proof: ClaimProof,
): WaitingClaim {
  return { ...waiting, requestId, proof, state: 'waiting' }
}

/**
 * The first claim of each member's day comes before anybody's second one, then the longest waiting
 * first: a member with many claims delays only themselves.
 */
function placeInQueue({ _id, turn = 0 }: WaitingClaim, queuedAt: number): string {
  return `${String(turn).padStart(3, '0')}:${String(queuedAt).padStart(15, '0')}:${_id}`
}

/** Goes to staff once: when it is seen again it keeps its position in the queue. */
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

/** The decision of staff, once; the member sees `state` and `reason`. */
export function withDecision(
  claim: WaitingClaim & { review: ClaimReview },
  decision: NonNullable<ClaimReview['decision']>,
): WaitingClaim {
  const review = { ...claim.review, decision }
  return decision.approved
    ? { ...claim, review, state: 'matched' }
    : { ...claim, review, state: 'closed', reason: 'rejected' }
}

function handedOn({ account, tail, requestId, claimedAt }: EitherClaim): Handed<EitherClaim> {
  return { account, tail, requestId, claimedAt }
}

/** What remains of a claim whose order went to another member, by staff or because of its phone. */
export function movedAway(
  order: Order,
  held: OrderClaim,
  before: WaitingClaim | null,
  { at, decision }: { at: number; decision: ClaimReview['decision'] },
): WaitingClaim {
  const { brand, channel, orderNo } = order
  // What staff have decided cannot be claimed again.
  const review = { place: '', why: 'taken' as const, queuedAt: at, order: order._id, decision }
  return {
    _id: contenderId(order._id, held.account),
    brand,
    channel,
    orderNo,
    ...handedOn(held),
    waitsUntil: at,
    state: 'closed',
    reason: 'moved',
    ...(before?.proof === undefined ? {} : { proof: before.proof }),
    ...(decision ? { review } : {}),
  }
}

/** 撤回: the member gave it up; the number is free again, and its tries stay counted. */
export function withdrawn(waiting: WaitingClaim): WaitingClaim {
  return { ...waiting, state: 'closed', reason: 'withdrawn' }
}

/** What remains of a withdrawn claim when its order was there. */
export function withdrawnFrom(
  { _id, brand, channel, orderNo }: Order,
  held: OrderClaim,
  now: number,
): WaitingClaim {
  return {
    _id: contenderId(_id, held.account),
    brand,
    channel,
    orderNo,
    ...handedOn(held),
    waitsUntil: now,
    state: 'closed',
    reason: 'withdrawn',
  }
}

/** Two members have proved the same order, and both know it: staff decide, however late. */
export function isContested({ state, review }: WaitingClaim): boolean {
  return state === 'review' && review?.why === 'taken'
}

/** Whether the waiting time of a number is over; nobody learns whether staff look at it. */
export function isPastEnd(claim: WaitingClaim, now: number): boolean {
  return !isContested(claim) && claim.waitsUntil < now
}
