import type { InputOf } from '../../contracts/action'
import type { submitClaim } from '../../contracts/claim'
import type { Channel } from '../../contracts/channel'
import { spendable, type Account } from '../../domain/account'
import { assert } from '../../domain/assert'
import { businessDay } from '../../domain/business-day'
import { refuseUnagreed, type ConsentTerms } from '../../domain/consent'
import { countClaim, refuseClaim, refuseTooMany, type ClaimRules } from '../../domain/claim'
import {
  contenderId,
  isPastEnd,
  openWaiting,
  withProof,
  type WaitingClaim,
} from '../../domain/waiting-claim'
import { countUnproven, refuseLockedClaims, watchClaim } from '../../domain/claim-proof'
import { orderId } from '../../domain/order'
import type { MemberContext } from '../../platform/caller-gate'
import { raiseClaimAlarms } from '../../platform/claim-alarms'
import { noteDevice } from '../../platform/claim-devices'
import { matchWaiting } from '../../platform/claim-settlement'
import { getDocument } from '../../platform/collection'
import { ownAccount } from '../../platform/member-account'
import { transact, type Transaction } from '../../platform/transaction'
import { answerOf, viewOfWaiting } from './claim-view'

type Input = InputOf<typeof submitClaim>

interface Wanted {
  channel: Channel
  orderNo: string
  /** An order that stands under this number, and that the member has not shown to be theirs. */
  found: string | null
}

/**
 * A number that no import has brought waits, and is held for this member. One that is there but
 * not shown to be the member's takes exactly the same way, so that the answers are the same.
 */
export async function claimUnknown(
  wanted: Wanted,
  input: Input,
  { rules, program }: { rules: ClaimRules; program: ConsentTerms },
  context: MemberContext,
) {
  const { brand, now, today, accountId } = context
  const id = orderId(brand, wanted.channel, wanted.orderNo)
  const held = await transact(async (tx) => {
    const account = await ownAccount(tx, accountId)
    const { last } = account.claims
    if (last?.requestId === input.requestId && last.orderId !== id) {
      return tx.abort({ refused: 'REQUEST_ID_REUSED' as const })
    }
    const balance = spendable(account, today).points
    const { place, existing } = await placeOf(tx, id, rules, context)
    if (existing && isAnswered(existing, accountId, input, rules)) {
      return tx.abort({ waiting: existing, balance })
    }
    const tooMany = existing ? null : refuseTooMany(account, rules, now)
    const refusal =
      refuseUnagreed(account, program) ?? refuseLockedClaims(account, rules, now) ?? tooMany
    if (refusal) return tx.abort(refusal)
    const waiting =
      existing && input.proof
        ? withProof(existing, input.requestId, input.proof)
        : waitingFor({ ...wanted, place }, input, account, rules, context)
    const about = { orderNo: wanted.orderNo, buyer: null }
    const watched = watchClaim(account, about, now)
    const noted = await noteDevice(tx, watched.account, input.deviceId, now)
    const counted = countUnproven(noted, rules, now)
    const asked = { requestId: input.requestId, orderId: id }
    const after = existing
      ? { ...counted.account, claims: { ...counted.account.claims, last: asked } }
      : countClaim(counted.account, now, asked)
    await tx.put('claims', waiting)
    await tx.put('accounts', after)
    await raiseClaimAlarms(tx, after, [...watched.alarms, ...counted.alarms], now)
    return { waiting, balance }
  })
  if ('refused' in held) return held
  const { waiting } = held
  if (waiting.account !== accountId) return refusedTo(waiting)
  // An import may have brought the order since we looked: then it is credited at once.
  const order = await getDocument('orders', wanted.found ?? id)
  if (order) return afterImport(waiting, order._id, rules, context)
  return notYet(waiting, held.balance, now)
}

/**
 * Where the claim stands and what stands there. Without proofs the first holds the number; with
 * them everybody may wait for it, because only the proof decides.
 */
async function placeOf(
  tx: Transaction,
  id: string,
  rules: ClaimRules,
  { accountId, now }: MemberContext,
) {
  const first = await tx.get('claims', id)
  const isOthers = first !== null && first.account !== accountId && !isFree(first)
  const place = isOthers && rules.proof !== 'never' ? contenderId(id, accountId) : id
  const there = place === id ? first : await tx.get('claims', place)
  const isOver = there && (isFree(there) || (there.account === accountId && isAgain(there, now)))
  return { place, existing: isOver ? null : there }
}

/** Nobody waits any more, and nobody decided: the number is free again. */
function isFree({ state, review }: WaitingClaim): boolean {
  return state === 'closed' && !review?.decision
}

/**
 * After its time the member may ask anew, also for what staff still look at: else asking again
 * would tell such a number from one that does not exist.
 */
function isAgain(claim: WaitingClaim, now: number): boolean {
  const isOpen = claim.state === 'waiting' || claim.state === 'review'
  return isOpen && isPastEnd(claim, now)
}

/** Nothing new was said: it is told what it was told before. */
function isAnswered(existing: WaitingClaim, account: string, input: Input, rules: ClaimRules) {
  const { requestId, proof } = input
  if (existing.account !== account || rules.proof === 'never') return true
  if (existing.state === 'matched' || existing.review?.decision) return true
  const isSame = JSON.stringify(existing.proof) === JSON.stringify(proof)
  return proof === undefined || existing.requestId === requestId || isSame
}

function waitingFor(
  wanted: Wanted & { place: string },
  { requestId, proof }: Input,
  account: Account,
  rules: ClaimRules,
  { brand, now }: MemberContext,
): WaitingClaim {
  const { place, channel, orderNo } = wanted
  const who = { account: account._id, tail: account.phoneTail, requestId, claimedAt: now, proof }
  return openWaiting({ _id: place, brand, channel, orderNo }, who, rules)
}

async function afterImport(
  waiting: WaitingClaim,
  id: string,
  rules: ClaimRules,
  context: MemberContext,
) {
  await matchWaiting(waiting._id, id, rules, context.now, true)
  const order = await getDocument('orders', id)
  const account = await getDocument('accounts', context.accountId)
  assert(order !== null && account !== null, 'orders and accounts are never removed')
  if (order.claim?.account === context.accountId) return answerOf(order, account.balance)
  // Somebody was faster. Anything else that stands in the way leaves the claim waiting.
  const isOpen = rules.proof === 'never' && order.claim !== null
  const refusal = isOpen ? refuseClaim(order, account, rules, context.now) : null
  return refusal ?? notYet(waiting, account.balance, context.now)
}

function notYet(waiting: WaitingClaim, balance: number, now: number) {
  return { claim: viewOfWaiting(waiting, now), balance, growthEarned: 0, paidToDeficit: 0 }
}

function refusedTo(waiting: WaitingClaim) {
  const on = businessDay(waiting.claimedAt)
  return { refused: 'ALREADY_CLAIMED' as const, detail: { on, tail: waiting.tail } }
}
