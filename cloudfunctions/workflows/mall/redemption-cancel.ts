import type { OutputOf, Refused } from '../../contracts/action'
import type { cancelRedemption } from '../../contracts/mall/redemption'
import { assert } from '../../domain/assert'
import { redeemKey, type Cash } from '../../domain/mall/redemption'
import { owing } from '../../domain/mall/reservation'
import { cancelKey, cancelMade, redeemedBy, type Made } from '../../domain/mall/redemption-cancel'
import { redemptionView } from '../../domain/mall/redemption-view'
import { firstAnswer as firstAnswerOf, refuseOther, type Reused } from '../../domain/once-only'
import { getDocument } from '../../platform/database/collection'
import type { Context } from '../../platform/door/door'
import { contentHash } from '../../platform/ids'
import { ownAccount } from '../../platform/door/member-account'
import { inForce } from '../programme/publication'
import { putBack } from './stock'
import { transact, type Transaction } from '../../platform/database/transaction'
import type { By } from '../../domain/account/entry'

export interface CancelAsk<R extends string> {
  requestId: string
  redemptionId: string
  /** The only account whose redemptions may be cancelled, null for staff. */
  account: string | null
  by: By | null
  /** True while leaving closes an account, which nobody else can use any more. */
  ofDeparture?: boolean
  refuse(made: Made): Refused<R> | null
  /** Staff only: whether one person may give back this much; what a refusal writes is committed. */
  pass?(tx: Transaction, made: Made, points: number): Promise<Refused<R> | null>
}

type Answer = OutputOf<typeof cancelRedemption>
type Common = 'REDEMPTION_NOT_FOUND' | Reused['refused']

interface Terms {
  now: number
  ruleVersion: number
  graceDays: number
}

/** 取消兑换, for the member and for staff: takes the same locks as redeeming. */
export async function cancelOnce<R extends string>(
  ask: CancelAsk<R>,
  { brand, now }: Pick<Context, 'brand' | 'now'>,
): Promise<Answer | Refused<R | Common>> {
  const { program } = await inForce(brand, now)
  const { graceDays } = program.rules.expiry
  const terms = { now, ruleVersion: program.versions.expiry, graceDays }
  const result = await transact((tx) => cancelInside(tx, ask, terms, brand))
  return 'again' in result ? firstAnswer(result.again, ask, now) : result
}

async function cancelInside<R extends string>(
  tx: Transaction,
  ask: CancelAsk<R>,
  terms: Terms,
  brand: string,
) {
  const { requestId, by } = ask
  const made = await readMade(tx, ask.redemptionId, brand)
  const redeemed = made && redeemedBy(made)
  // Another member's redemption gets the same answer as one that does not exist.
  if (!redeemed || (ask.account !== null && made.account !== ask.account)) {
    return tx.abort({ refused: 'REDEMPTION_NOT_FOUND' as const })
  }
  const account = await (ask.account !== null && !ask.ofDeparture
    ? ownAccount(tx, made.account)
    : tx.get('accounts', made.account))
  assert(account !== null, 'a redemption belongs to an account')
  if (account.leftAt !== undefined && !ask.ofDeparture) {
    return tx.abort({ refused: 'REDEMPTION_NOT_FOUND' as const })
  }
  if (made.cancelled?.requestId === requestId) return tx.abort({ again: made })
  const before = firstAnswerOf(account.cancels, { requestId, about: made._id })
  if (before && 'refused' in before) return tx.abort(before)
  const refusal = ask.refuse(made)
  if (refusal) return tx.abort(refusal)
  const stopped = await ask.pass?.(tx, made, redeemed.points)
  if (stopped) return stopped
  const burned = await tx.get('ledger', `${made.account}:${redeemKey(redeemed.requestId)}`)
  assert(burned !== null, 'what was redeemed was paid for')
  const asked = { requestId, inputHash: inputHash(ask), by }
  const done = cancelMade(made, account, burned, asked, terms)
  await tx.put('accounts', done.account)
  await tx.add('ledger', done.entries)
  await putBack(tx, `${brand}:${redeemed.rewardId}`, redeemed)
  if ('code' in done.made) await tx.put('coupons', done.made)
  else await tx.put('redemptions', done.made)
  if (redeemed.cash) await owe(tx, redeemed.cash, terms.now)
  const { restored, paidToDeficit, grace } = done
  const redemption = redemptionView(done.made, terms.now)
  return { redemption, balance: done.account.balance, restored, paidToDeficit, grace }
}

/** The cash goes back, too; a job hands it to WeChat Pay. */
async function owe(tx: Transaction, { reservation: id }: Cash, now: number): Promise<void> {
  const reservation = await tx.get('reservations', id)
  assert(reservation !== null, 'reservations are never removed')
  await tx.put('reservations', owing(reservation, 'cancelled', now))
}

function inputHash({ redemptionId, by }: CancelAsk<string>): string {
  return contentHash({ redemptionId, by })
}

/** The id of goods is `<account>:<request>`, that of a coupon `<brand>:<code>`. */
async function readMade(tx: Transaction, id: string, brand: string): Promise<Made | null> {
  if (!id.startsWith(`${brand}:`)) return null
  return tx.get(id.split(':').length > 2 ? 'redemptions' : 'coupons', id)
}

/** The answer that this request got before. */
async function firstAnswer(
  made: Made,
  ask: CancelAsk<string>,
  now: number,
): Promise<Answer | Reused> {
  const { cancelled } = made
  const redeemed = redeemedBy(made)
  assert(cancelled?.requestId === ask.requestId, 'this request cancelled it')
  assert(redeemed !== null, 'a given coupon is not cancelled')
  const reused = refuseOther(cancelled.inputHash, inputHash(ask))
  if (reused) return reused
  const entry = await getDocument('ledger', `${made.account}:${cancelKey(redeemed.requestId)}`)
  assert(entry !== null, 'a cancellation has its entry')
  const { points, deficit, balanceAfter } = entry
  return {
    redemption: redemptionView(made, now),
    balance: balanceAfter,
    restored: points,
    paidToDeficit: Math.abs(deficit),
    grace: cancelled.grace,
  }
}
