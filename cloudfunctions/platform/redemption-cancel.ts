import type { Refused } from '../contracts/action'
import type { cancelRedemption } from '../contracts/redemption'
import type { OutputOf } from '../contracts/action'
import { assert } from '../domain/assert'
import type { By, Entry } from '../domain/ledger'
import { redeemKey } from '../domain/redemption'
import { cancelKey, cancelMade, redeemedBy, type Made } from '../domain/redemption-cancel'
import { redemptionView } from '../domain/redemption-view'
import { getDocument } from './collection'
import type { Context } from './door'
import { contentHash } from './ids'
import { inForce } from './publication'
import { transact, type Transaction } from './transaction'

export interface CancelAsk<R extends string> {
  requestId: string
  redemptionId: string
  /** The only account whose redemptions may be cancelled, null for staff. */
  account: string | null
  by: By | null
  refuse(made: Made): Refused<R> | null
}

type Answer = OutputOf<typeof cancelRedemption>
type Common = 'REDEMPTION_NOT_FOUND' | 'REQUEST_ID_REUSED'

/** What was known before the transaction opened. */
interface Plan {
  burned: Entry
  inputHash: string
  terms: { now: number; ruleVersion: number; graceDays: number }
}

/** 取消兑换, for the member and for staff: the same locks as redeeming. */
export async function cancelOnce<R extends string>(
  ask: CancelAsk<R>,
  { brand, now }: Context,
): Promise<Answer | Refused<R | Common>> {
  const { redemptionId, requestId, account, by } = ask
  const found = await readMade(redemptionId, brand, getDocument)
  const redeemed = found && redeemedBy(found)
  // Another member's redemption is not told from one that does not exist.
  if (!found || !redeemed || (account !== null && found.account !== account)) {
    return { refused: 'REDEMPTION_NOT_FOUND' }
  }
  const { program } = await inForce(brand, now)
  const burned = await getDocument('ledger', `${found.account}:${redeemKey(redeemed.requestId)}`)
  assert(burned !== null, 'what was redeemed was paid for')
  const { graceDays } = program.rules.expiry
  const terms = { now, ruleVersion: program.version, graceDays }
  const plan = { burned, terms, inputHash: contentHash({ redemptionId, by }) }
  const result = await transact((tx) => cancelInside(tx, ask, plan, brand))
  return 'again' in result ? firstAnswer(result.again, requestId, plan) : result
}

async function cancelInside<R extends string>(
  tx: Transaction,
  ask: CancelAsk<R>,
  { burned, terms, inputHash }: Plan,
  brand: string,
) {
  const { requestId, redemptionId, by } = ask
  const made = await readMade(redemptionId, brand, (collection, id) => tx.get(collection, id))
  const redeemed = made && redeemedBy(made)
  assert(redeemed !== null && made !== null, 'a redemption is never removed')
  if (made.cancelled?.requestId === requestId) return tx.abort({ again: made })
  const refusal = ask.refuse(made)
  if (refusal) return tx.abort(refusal)
  const account = await tx.get('accounts', made.account)
  assert(account !== null, 'a redemption belongs to an account')
  if (account.lastCancel?.requestId === requestId) {
    return tx.abort({ refused: 'REQUEST_ID_REUSED' as const })
  }
  const shard = await tx.get('stock', `${brand}:${redeemed.rewardId}:${redeemed.shard ?? 0}`)
  assert(shard !== null, 'a redemption came out of a stock')
  const done = cancelMade(made, account, burned, { requestId, inputHash, by }, terms)
  await tx.put('accounts', done.account)
  await tx.add('ledger', done.entries)
  await tx.put('stock', { ...shard, left: shard.left + 1 })
  if ('code' in done.made) await tx.put('coupons', done.made)
  else await tx.put('redemptions', done.made)
  const { restored, paidToDeficit, grace } = done
  const redemption = redemptionView(done.made, terms.now)
  return { redemption, balance: done.account.balance, restored, paidToDeficit, grace }
}

/** Goods are `<account>:<request>`, a coupon is `<brand>:<code>`. */
async function readMade(
  id: string,
  brand: string,
  get: (collection: 'coupons' | 'redemptions', id: string) => Promise<Made | null>,
): Promise<Made | null> {
  if (!id.startsWith(`${brand}:`)) return null
  return get(id.split(':').length > 2 ? 'redemptions' : 'coupons', id)
}

/** The answer that this request already got. */
async function firstAnswer(
  made: Made,
  requestId: string,
  plan: Plan,
): Promise<Answer | Refused<'REQUEST_ID_REUSED'>> {
  const { cancelled } = made
  const redeemed = redeemedBy(made)
  assert(cancelled?.requestId === requestId, 'this request cancelled it')
  if (cancelled.inputHash !== plan.inputHash) return { refused: 'REQUEST_ID_REUSED' }
  const key = cancelKey(redeemed?.requestId ?? '')
  const entry = await getDocument('ledger', `${made.account}:${key}`)
  assert(entry !== null, 'a cancellation has its entry')
  const { points, deficit, balanceAfter } = entry
  return {
    redemption: redemptionView(made, plan.terms.now),
    balance: balanceAfter,
    restored: points,
    paidToDeficit: Math.abs(deficit),
    grace: cancelled.grace,
  }
}
