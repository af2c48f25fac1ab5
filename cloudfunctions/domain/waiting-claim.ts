import type { Channel } from '../contracts/channel'
import { addDays, businessDay, endOfDay } from './business-day'
import type { ClaimRules } from './claim'
import type { ClaimProof } from './claim-proof'
import type { Asked } from './order-api/asked'

/** 等待认领: a number of a valid shape that no import has brought yet. */
export interface WaitingClaim {
  /** The same id as the order's, so the number is held once. */
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
  reason: 'notImported' | 'taken' | 'unpaid' | 'cancelled' | 'rejected'
  /** Absent on claims of before there was an order API. */
  asked?: Asked
  /** What the member said to prove it, null for nothing yet; absent where no proof is asked. */
  proof?: ClaimProof | null
  review?: ClaimReview
}

/** The second and further members who want one number each have a document of their own. */
export function contenderId(orderId: string, account: string): string {
  return `${orderId}:${account}`
}

/** 待人工核对: why a claim came to staff, and what they said. */
export interface ClaimReview {
  why: 'unproven' | 'taken'
  queuedAt: number
  /** The order as it was found, which may stand under another channel. */
  order: string
  decision: { operator: string; approved: boolean; reason: string; at: number } | null
}

/** A number that no import has brought: it waits, and this member holds it. */
export function openWaiting(
  id: { _id: string; brand: string; channel: Channel; orderNo: string },
  who: Pick<WaitingClaim, 'account' | 'tail' | 'requestId' | 'claimedAt' | 'proof'>,
  rules: ClaimRules,
): WaitingClaim {
  const waitsUntil = endOfDay(addDays(businessDay(who.claimedAt), rules.waitDays))
  const proof = rules.proof === 'never' ? {} : { proof: who.proof ?? null }
  const { proof: _said, ...claimant } = who
  const asked = { times: 0, next: who.claimedAt }
  return { ...id, ...claimant, waitsUntil, state: 'waiting', reason: 'notImported', asked, ...proof }
}

/** The same member with better proof; a decided claim is not opened again. */
export function withProof(
  waiting: WaitingClaim,
  requestId: string,
  proof: ClaimProof,
): WaitingClaim {
  return { ...waiting, requestId, proof, state: 'waiting' }
}

/** Goes to staff, once: seen again it keeps its place in the queue. */
export function toReview(
  waiting: WaitingClaim,
  why: ClaimReview['why'],
  order: string,
  now: number,
): WaitingClaim {
  const queuedAt = waiting.review?.queuedAt ?? now
  return { ...waiting, state: 'review', review: { why, queuedAt, order, decision: null } }
}
