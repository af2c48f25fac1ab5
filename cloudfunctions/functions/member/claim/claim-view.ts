import type * as v from 'valibot'
import type { ClaimView } from '../../../contracts/claim/claim'
import { assert } from '../../../domain/assert'
import { isContested, isPastEnd, type WaitingClaim } from '../../../domain/claim/waiting-claim'
import type { ClaimRules } from '../../../domain/claim/claim'
import { receiptFor } from '../../../domain/earning/earning'
import { waitsForMoney, type Order } from '../../../domain/order/order'
import { factsFor } from '../../../domain/claim/proof-facts'

type PostRules = Pick<ClaimRules, 'postDays' | 'postDaysByChannel'>
type View = v.InferOutput<typeof ClaimView>

/** The answer to a claim of this order, the first time and on a repeat. */
export function answerOf(order: Order, balance: number, rules: PostRules) {
  const first = order.claim?.first
  return {
    claim: viewOfOrder(order, rules),
    balance,
    growthEarned: first?.growthEarned ?? 0,
    paidToDeficit: first?.paidToDeficit ?? 0,
  }
}

export function viewOfOrder(order: Order, rules: PostRules): View {
  const { channel, orderNo, paidFen, refundedFen, claim } = order
  assert(claim !== null, 'a claimed order has its claim')
  const { state, claimedAt } = claim
  const untold = waitsForMoney(order)
  const reason = state === 'closed' ? 'cancelled' : state !== 'waiting' ? null : waitsFor(untold)
  const points = state === 'pending' ? claim.pendingPoints : claim.points
  const postsOn = state === 'pending' ? claim.postsOn : null
  const receipt = receiptFor(claim.terms, Math.max(0, paidFen - refundedFen))
  const days = rules.postDaysByChannel[channel] ?? rules.postDays
  const waits = state === 'waiting'
  return {
    channel,
    orderNo,
    state,
    reason,
    points,
    paidFen,
    refundedFen,
    claimedAt,
    postsOn,
    staffReason: null,
    proofFacts: [],
    receipt: receipt.lines,
    // While the payment is unreported, no points can be estimated.
    expected: waits && !order.untold?.includes('paid') ? receipt.points : null,
    postDays: waits && !untold ? days : null,
    waitsUntil: null,
  }
}

function waitsFor(untold: boolean) {
  return untold ? ('untold' as const) : ('unfinished' as const)
}

/**
 * A claim that staff look at looks like one whose order has not come, down to the day on which it
 * closes: a guesser must not see which numbers exist.
 */
export function viewOfWaiting(waiting: WaitingClaim, now: number): View {
  const { channel, orderNo, claimedAt, waitsUntil, state } = waiting
  const contested = isContested(waiting)
  const reason = contested ? ('contested' as const) : waiting.reason
  const open = (state === 'waiting' || state === 'review') && !isPastEnd(waiting, now)
  return {
    channel,
    orderNo,
    state: open ? 'waiting' : 'closed',
    reason,
    points: 0,
    paidFen: null,
    refundedFen: null,
    claimedAt,
    waitsUntil: open && !contested ? waitsUntil : null,
    expected: null,
    postDays: null,
    postsOn: null,
    staffReason: waiting.review?.decision?.reason ?? null,
    proofFacts: open && !contested && waiting.proof !== undefined ? factsFor(channel, orderNo) : [],
    receipt: [],
  }
}
