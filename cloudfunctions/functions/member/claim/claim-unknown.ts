import { assert } from '../../../domain/assert'
import { spendable, type Account } from '../../../domain/account/account'
import { claimsToday, countClaim, refuseHeld, refuseTooMany } from '../../../domain/claim/claim'
import { countUnproven, watchClaim } from '../../../domain/claim/claim-proof'
import { noteClaimRequest } from '../../../domain/claim/claim-request'
import {
  contenderId,
  isPastEnd,
  openWaiting,
  toReview,
  withProof,
  type WaitingClaim,
} from '../../../domain/claim/waiting-claim'
import { loadClaimAlarms } from '../../../workflows/claim/claim-alarms'
import { commitClaim } from '../../../workflows/claim/claim-commit'
import { loadDevice } from '../../../workflows/claim/claim-devices'
import { matchWaiting, NOTHING } from '../../../workflows/claim/claim-settlement'
import { getDocument } from '../../../platform/database/collection'
import type { Transaction } from '../../../platform/database/transaction'
import { idOf, type Asking, type ClaimAsk, type Wanted } from './claim-ask'
import { answerOf, viewOfWaiting } from './claim-view'

export interface Held {
  waiting: WaitingClaim
  balance: number
}

/**
 * A number that no import has brought waits. An existing order without proof takes exactly the same
 * path, call for call, so that nothing tells the two apart.
 */
export async function waitFor(tx: Transaction, wanted: Wanted, ask: ClaimAsk, asking: Asking) {
  const { input, about, rules, context } = ask
  const { account, locked } = asking
  const { now, today, brand } = context
  const balance = spendable(account, today).points
  const place = contenderId(idOf(wanted, ask), account._id)
  const there = await tx.get('claims', place)
  const existing = there && !isFree(there) && !isAgain(there, now) ? there : null
  if (existing && isAnswered(existing, ask)) return tx.abort({ waiting: existing, balance })
  const refusal = locked ?? (existing ? null : refuseTooMany(account, rules, now))
  if (refusal) return tx.abort(refusal)
  const { requestId, proof, deviceId } = input
  const waiting = lookedAt(
    existing && proof ? withProof(existing, requestId, proof) : opened(place, wanted, ask, account),
    wanted,
    now,
  )
  const watched = watchClaim(account, { orderNo: wanted.orderNo, buyer: null }, now)
  const noted = await loadDevice(tx, account, deviceId, now)
  const told = noted.noteOn(watched.account)
  // The first proof of a number belongs to the request itself; further ones count as tries.
  const isTry = !existing || existing.proof !== null
  const counted = isTry ? countUnproven(told, rules, now) : { account: told, alarms: [] }
  const after = existing ? counted.account : countClaim(counted.account, now)
  const alarms = [...watched.alarms, ...counted.alarms]
  const raised = await loadClaimAlarms(tx, after, alarms, now)
  await commitClaim(tx, {
    claims: [waiting],
    account: noteClaimRequest(after, { requestId, about }),
    tries: proof ? { _id: idOf(wanted, ask), brand, said: asking.tries } : null,
    device: noted.device,
    alerts: [...noted.alerts, ...raised],
  })
  return { waiting, balance }
}

/** The claim is over without a decision: the member may ask again. */
function isFree({ state, review }: WaitingClaim): boolean {
  return state === 'closed' && !review?.decision
}

/**
 * After its time the member may ask again, even while staff still look at it: otherwise asking
 * again would distinguish such a number from one that does not exist.
 */
function isAgain(claim: WaitingClaim, now: number): boolean {
  const isOpen = claim.state === 'waiting' || claim.state === 'review'
  return isOpen && isPastEnd(claim, now)
}

/** The member added nothing new, so they get the same answer as before. */
function isAnswered(existing: WaitingClaim, { input, rules }: ClaimAsk): boolean {
  const { requestId, proof } = input
  if (rules.proof === 'never') return true
  if (existing.state === 'matched' || existing.review?.decision) return true
  const isSame = JSON.stringify(existing.proof) === JSON.stringify(proof)
  return proof === undefined || existing.requestId === requestId || isSame
}

function opened(
  _id: string,
  { channel, orderNo }: Wanted,
  { input, rules, context }: ClaimAsk,
  asker: Account,
): WaitingClaim {
  const { requestId, proof } = input
  const { now: claimedAt } = context
  const who = {
    account: asker._id,
    tail: asker.phoneTail,
    requestId,
    claimedAt,
    proof,
    turn: claimsToday(asker, claimedAt),
  }
  return openWaiting({ _id, brand: context.brand, channel, orderNo }, who, rules)
}

/** An existing order that brings something goes to staff; its member learns nothing of it. */
function lookedAt(waiting: WaitingClaim, { found }: Wanted, now: number): WaitingClaim {
  const isWorth = found && !NOTHING.includes(found.status)
  return isWorth ? toReview(waiting, 'unproven', found._id, now) : waiting
}

/** An import may have brought the order since we looked: then it is credited immediately. */
export async function afterWaiting({ waiting, balance }: Held, wanted: Wanted, ask: ClaimAsk) {
  const { context, rules } = ask
  const { now, accountId } = context
  const order = await getDocument('orders', idOf(wanted, ask))
  if (!order || wanted.found) return notYet(waiting, balance, now)
  await matchWaiting(waiting._id, order._id, rules, now, true)
  const matched = await getDocument('orders', order.partOf ?? order._id)
  const account = await getDocument('accounts', accountId)
  assert(matched !== null && account !== null, 'orders and accounts are never removed')
  const { claim } = matched
  if (claim?.account === accountId) return answerOf(matched, account.balance, rules)
  // Somebody was faster. For any other reason the claim keeps waiting.
  if (claim && rules.proof === 'never') return refuseHeld(claim, account)
  return notYet(waiting, account.balance, now)
}

function notYet(waiting: WaitingClaim, balance: number, now: number) {
  return { claim: viewOfWaiting(waiting, now), balance, growthEarned: 0, paidToDeficit: 0 }
}
