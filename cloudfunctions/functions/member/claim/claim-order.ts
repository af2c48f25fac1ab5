import { assert } from '../../../domain/assert'
import {
  claimsToday,
  countClaim,
  refuseClaim,
  refuseHeld,
  refuseTooMany,
} from '../../../domain/claim/claim'
import { nextClaim } from '../../../domain/claim/claim-move'
import { buyerOf, watchClaim } from '../../../domain/claim/claim-proof'
import { noteClaimRequest } from '../../../domain/claim/claim-request'
import { contestOf, shownBy, type ClaimProof } from '../../../domain/claim/claim-right'
import { settleWithTasks } from '../../../domain/claim/claim-tasks'
import type { Order, OrderClaim } from '../../../domain/order/order'
import {
  contenderId,
  isContested,
  openWaiting,
  toReview,
} from '../../../domain/claim/waiting-claim'
import { takeBudgets } from '../../../workflows/earning/campaign-budget'
import { raiseClaimAlarms, raiseLateBuyer } from '../../../workflows/claim/claim-alarms'
import { noteDevice } from '../../../workflows/claim/claim-devices'
import { takeForBuyer } from '../../../workflows/claim/claim-moves'
import type { Transaction } from '../../../platform/database/transaction'
import { wholeOrder } from '../../../workflows/order/whole-order'
import type { Asking, ClaimAsk } from './claim-ask'
import { answerOf } from './claim-view'
import type { Shown } from '../../../domain/order/order-parts'

type Ask = ClaimAsk & { proof: ClaimProof | undefined }

/**
 * An imported order: claimed and, when it is finished, credited in one step. Null for a member who
 * has not shown that it is theirs.
 */
export async function claimOrder(tx: Transaction, id: string, ask: Ask, asking: Asking) {
  const { rules, proof, context, input } = ask
  const { account, locked } = asking
  const { now } = context
  const order = await wholeOrder(tx, id)
  assert(order !== null, 'an order that was found is there')
  const { claim: held } = order
  if (held?.account === account._id) {
    const isAgain = held.requestId === input.requestId
    if (isAgain) return tx.abort(answerOf(order, held.first?.balance ?? account.balance, rules))
    return tx.abort(locked ?? refuseHeld(held, account))
  }
  const shown = shownBy(order, account, { ...asking, proof }, rules)
  if (!shown) return null
  if (locked) return tx.abort(locked)
  const contest = held ? contestOf(held, shown) : 'moves'
  if (held && contest === 'staff') return contestHeld(tx, { order, held, shown }, ask, asking)
  const refusal =
    held && contest === 'stays'
      ? refuseHeld(held, account)
      : refuseClaim(order, account, rules, now)
  if (refusal) return tx.abort(refusal)
  return credit(tx, { order, held, shown }, ask, asking)
}

interface Right {
  order: Order
  held: OrderClaim | null
  shown: Shown
}

async function credit(
  tx: Transaction,
  { order, held, shown }: Right,
  { input, about, rules, context }: Ask,
  { account }: Asking,
) {
  const { now } = context
  const { requestId, deviceId } = input
  if (held) await takeForBuyer(tx, order, held, rules, now)
  const asked = { requestId, claimedAt: now, shown }
  const claim = nextClaim(order, account, asked, rules)
  const claimed = await takeBudgets(tx, { ...order, claim }, now)
  const watched = watchClaim(account, { orderNo: order.orderNo, buyer: buyerOf(order) }, now)
  const noted = await noteDevice(tx, watched.account, deviceId, now)
  const counted = noteClaimRequest(countClaim(noted, now), { requestId, about })
  const settlement = settleWithTasks(claimed, counted, rules, now)
  const result: Order = { ...claimed, claim: settlement?.claim ?? claimed.claim }
  await tx.put('orders', result)
  await tx.add('ledger', settlement?.entries ?? [])
  await tx.put('accounts', settlement?.account ?? counted)
  await raiseClaimAlarms(tx, counted, watched.alarms, now)
  await endWaiting(tx, order._id, account._id, account.claimWatch?.unproven)
  return answerOf(result, (settlement?.account ?? counted).balance, rules)
}

/** Two members have shown that an order is theirs: staff decide, unless they have. */
async function contestHeld(
  tx: Transaction,
  { order, held, shown }: { order: Order; held: OrderClaim; shown: Shown },
  { input, about, proof, rules, context }: Ask,
  { account }: Asking,
) {
  const { now } = context
  const { requestId } = input
  const refused = (withStaff: boolean) => {
    const refusal = refuseHeld(held, account)
    return { ...refusal, detail: { ...refusal.detail, withStaff } }
  }
  const place = contenderId(order._id, account._id)
  const there = await tx.get('claims', place)
  if (there?.review?.decision) return tx.abort(refused(false))
  if (there && isContested(there)) return tx.abort(refused(true))
  if (refuseTooMany(account, rules, now)) return tx.abort(refused(false))
  const { brand, channel, orderNo } = order
  const who = {
    ...{ account: account._id, tail: account.phoneTail, requestId, claimedAt: now, proof },
    turn: claimsToday(account, now),
  }
  const waiting = openWaiting({ _id: place, brand, channel, orderNo }, who, rules)
  await tx.put('claims', toReview(waiting, 'taken', order._id, now))
  await tx.put('accounts', noteClaimRequest(countClaim(account, now), { requestId, about }))
  if (shown === 'phone' && held.shown === 'number') {
    await raiseLateBuyer(tx, order, account, now)
  }
  return refused(true)
}

/** A claim of this order that still waited has come to its end. */
async function endWaiting(
  tx: Transaction,
  id: string,
  account: string,
  unproven = 0,
): Promise<void> {
  if (unproven === 0) return
  const waiting = await tx.get('claims', contenderId(id, account))
  if (!waiting || waiting.state === 'matched') return
  await tx.put('claims', { ...waiting, state: 'matched' })
}
