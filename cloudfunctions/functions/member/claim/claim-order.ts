import type { Account } from '../../../domain/account/account'
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
import { loadBudgets } from '../../../workflows/earning/campaign-budget'
import { loadClaimAlarms, loadLateBuyer } from '../../../workflows/claim/claim-alarms'
import { commitClaim, type ClaimWrites } from '../../../workflows/claim/claim-commit'
import { loadDevice } from '../../../workflows/claim/claim-devices'
import { buyerTakes, loadHolder } from '../../../workflows/claim/claim-moves'
import type { Transaction } from '../../../platform/database/transaction'
import { wholeOrder } from '../../../workflows/order/whole-order'
import type { Asking, ClaimAsk } from './claim-ask'
import { answerOf } from './claim-view'
import type { Shown } from '../../../domain/order/order-parts'

type Ask = ClaimAsk & { proof: ClaimProof | undefined }

/**
 * An imported order: claimed and, when it is finished, credited in one step. Null for a member who
 * has not proved that it is theirs.
 */
export async function claimOrder(tx: Transaction, id: string, ask: Ask, asking: Asking) {
  const { rules, proof, context, input } = ask
  const { account, locked } = asking
  const { now } = context
  const order = await wholeOrder(tx, id)
  assert(order !== null, 'a found order still exists')
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

/** First everything is read, then decided, then everything is written. */
async function credit(tx: Transaction, right: Right, ask: Ask, { account }: Asking) {
  const loaded = await loadCredit(tx, right, ask, account)
  const { order, ...writes } = decideCredit(loaded, right, ask)
  await commitClaim(tx, { order, ...writes })
  return answerOf(order, writes.account.balance, ask.rules)
}

async function loadCredit(
  tx: Transaction,
  { order, held, shown }: Right,
  { input, rules, context }: Ask,
  account: Account,
) {
  const { now } = context
  const claim = nextClaim(
    order,
    account,
    { requestId: input.requestId, claimedAt: now, shown },
    rules,
  )
  const watched = watchClaim(account, { orderNo: order.orderNo, buyer: buyerOf(order) }, now)
  const isWaiting = (account.claimWatch?.unproven ?? 0) > 0
  return {
    holder: held && (await loadHolder(tx, { order, held })),
    claimed: await loadBudgets(tx, { ...order, claim }, now),
    watched: watched.account,
    noted: await loadDevice(tx, account, input.deviceId, now),
    alarms: await loadClaimAlarms(tx, watched.account, watched.alarms, now),
    waiting: isWaiting ? await tx.get('claims', contenderId(order._id, account._id)) : null,
  }
}

function decideCredit(
  { holder, claimed, watched, noted, alarms, waiting }: Awaited<ReturnType<typeof loadCredit>>,
  { order, held }: Right,
  { input, about, rules, context }: Ask,
): ClaimWrites & { order: Order } {
  const { now } = context
  const { requestId } = input
  const counted = countClaim(noted.noteOn(watched), now)
  const asked = noteClaimRequest(counted, { requestId, about })
  const settlement = settleWithTasks(claimed.order, asked, rules, now)
  return {
    taken: held && holder && buyerTakes({ order, held }, holder, rules, now),
    order: settlement ? { ...claimed.order, claim: settlement.claim } : claimed.order,
    budgets: claimed.budgets,
    entries: settlement?.entries ?? [],
    account: settlement?.account ?? asked,
    device: noted.device,
    alerts: [...noted.alerts, ...alarms],
    // A claim of this order that was still waiting is closed.
    claims: waiting && waiting.state !== 'matched' ? [{ ...waiting, state: 'matched' }] : [],
  }
}

/** Two members have proved that an order is theirs: staff decide, unless they have already. */
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
    account: account._id,
    tail: account.phoneTail,
    requestId,
    claimedAt: now,
    proof,
    turn: claimsToday(account, now),
  }
  const waiting = openWaiting({ _id: place, brand, channel, orderNo }, who, rules)
  const isLate = shown === 'phone' && held.shown === 'number'
  const alerts = isLate ? [await loadLateBuyer(tx, order, account, now)] : []
  await commitClaim(tx, {
    claims: [toReview(waiting, 'taken', order._id, now)],
    account: noteClaimRequest(countClaim(account, now), { requestId, about }),
    alerts,
  })
  return refused(true)
}
