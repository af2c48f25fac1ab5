import { withdrawClaim } from '../../../contracts/claim/claim'
import type { InputOf } from '../../../contracts/action'
import type { Account } from '../../../domain/account/account'
import { noteClaimRequest } from '../../../domain/claim/claim-request'
import { orderId, type Order, type OrderClaim } from '../../../domain/order/order'
import { normaliseOrderNo } from '../../../domain/order/order-number'
import { firstAnswer } from '../../../domain/once-only'
import {
  contenderId,
  isPastEnd,
  withdrawn,
  withdrawnFrom,
  type WaitingClaim,
} from '../../../domain/claim/waiting-claim'
import { memberHandler } from '../../../platform/door/caller-gate'
import { findFields } from '../../../platform/database/collection'
import { commitClaim } from '../../../workflows/claim/claim-commit'
import { ownAccount } from '../../../platform/door/member-account'
import { transact } from '../../../platform/database/transaction'
import { viewOfWaiting } from './claim-view'

/** A number is claimed under few channels; this only bounds the query. */
const SAME_NUMBER_MAX = 10

/**
 * 撤回: a waiting claim has moved nothing, and nothing moves now. The day's claims, the tries and
 * what a campaign gave the order stay counted, so that claiming again gains nothing.
 */
export const handleWithdrawClaim = memberHandler(withdrawClaim, async (input, context) => {
  const { brand, now, accountId: account } = context
  const id = orderId(brand, input.channel, normaliseOrderNo(input.orderNo))
  const place = (await placeOf(input, account)) ?? contenderId(id, account)
  const about = JSON.stringify(['withdraw', id])
  return transact(async (tx) => {
    const own = await ownAccount(tx, account)
    const asked = { requestId: input.requestId, about }
    const before = firstAnswer(own.claims.requests, asked)
    if (before && 'refused' in before) return tx.abort(before)
    const [waiting, order] = [await tx.get('claims', place), await tx.get('orders', id)]
    if (before && waiting) return tx.abort({ claim: viewOfWaiting(waiting, now) })
    const given = giveUp(own, waiting, order, now)
    if ('refused' in given) return tx.abort(given)
    const { claim, ...freed } = given
    await commitClaim(tx, { ...freed, claims: [claim], account: noteClaimRequest(own, asked) })
    return { claim: viewOfWaiting(claim, now) }
  })
})

/** Where the claim of this number waits: its order may have another number or channel. */
async function placeOf(
  { channel, orderNo }: InputOf<typeof withdrawClaim>,
  account: string,
): Promise<string | null> {
  const where = { account, channel, orderNo: normaliseOrderNo(orderNo) }
  const query = { where, limit: SAME_NUMBER_MAX }
  const found = await findFields('claims', query, ['_id', 'state'])
  const open = found.find(({ state }) => state === 'waiting' || state === 'review')
  return (open ?? found[0])?._id ?? null
}

interface GivenUp {
  claim: WaitingClaim
  order?: Order
}

function giveUp(
  { _id: account }: Account,
  waiting: WaitingClaim | null,
  order: Order | null,
  now: number,
): GivenUp | { refused: 'CLAIM_NOT_FOUND' | 'CLAIM_NOT_WAITING' } {
  if (order?.claim?.account === account) return free(order, order.claim, now)
  if (waiting?.account !== account) return { refused: 'CLAIM_NOT_FOUND' }
  const isOpen = waiting.state === 'waiting' || waiting.state === 'review'
  return isOpen && !isPastEnd(waiting, now)
    ? { claim: withdrawn(waiting) }
    : { refused: 'CLAIM_NOT_WAITING' }
}

/** The order is free for anybody again; what the claim took from budgets stays with the order. */
function free(
  order: Order,
  held: OrderClaim,
  now: number,
): GivenUp | { refused: 'CLAIM_NOT_WAITING' } {
  if (held.state !== 'waiting') return { refused: 'CLAIM_NOT_WAITING' }
  const { terms, round } = held
  const before = { terms, ...(round ? { round } : {}) }
  return { claim: withdrawnFrom(order, held, now), order: { ...order, claim: null, before } }
}
