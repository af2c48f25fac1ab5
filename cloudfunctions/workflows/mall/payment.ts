import type { Account } from '../../domain/account/account'
import { assert } from '../../domain/assert'
import { businessDay } from '../../domain/business-day'
import { newPickUp } from '../../domain/mall/pick-up'
import { redeemKey } from '../../domain/mall/redemption'
import type { Made } from '../../domain/mall/redemption-cancel'
import {
  fulfilled,
  owing,
  paidLate,
  readPayment,
  refunded,
  reservationId,
  type Reservation,
} from '../../domain/mall/reservation'
import type { Found } from '../../domain/message/alert-facts'
import type { Refund, Trade } from '../../domain/mall/trade'
import { getDocument } from '../../platform/database/collection'
import { transact, type Transaction } from '../../platform/database/transaction'
import { identityId, pickUpCode, pickUpKey } from '../../platform/personal-data'
import { couponFor, withFreeCodes } from '../coupon/issue-coupon'
import { tellFindings } from '../message/alerts'
import { inForce, type InForce } from '../programme/publication'
import { releaseInside } from './release'

/** How the digest of whoever pays is made. */
export function payerOf(openId: string): string {
  return identityId('wechat', openId)
}

interface Scene {
  rules: InForce
  brand: string
  now: number
  attempt: number
}

/**
 * 付款结果, from a callback or a query, which both come here: a payment makes the coupon or places the
 * goods, once. Null where it is about no reservation of ours, or contradicts what was agreed: then
 * nothing is written, and staff are told.
 */
export async function settle(
  brand: string,
  trade: Trade,
  now: number,
): Promise<Reservation | null> {
  if (trade.state !== 'paid' && trade.state !== 'refunded') {
    return getDocument('reservations', reservationId(brand, trade.outTradeNo))
  }
  const rules = await inForce(brand, now)
  const told = await withFreeCodes((attempt) =>
    transact((tx) => settleInside(tx, trade, { rules, brand, now, attempt })),
  )
  if ('reservation' in told) return told.reservation
  await tell(brand, trade.outTradeNo, told.found, now)
  return null
}

async function settleInside(tx: Transaction, trade: Trade, scene: Scene) {
  const { brand, now } = scene
  const reservation = await tx.get('reservations', reservationId(brand, trade.outTradeNo))
  if (!reservation) return tx.abort({ found: unknown(trade) })
  const told = readPayment(reservation, trade, payerOf)
  if (told.is === 'contradiction') {
    return tx.abort({ found: contradiction(reservation, trade, told.parts) })
  }
  if (told.is === 'nothing' || told.is === 'known') return tx.abort({ reservation })
  assert(trade.transactionId !== null, 'what was paid has a number')
  const paid = { transactionId: trade.transactionId, at: now }
  if (told.is === 'late') {
    const late = paidLate(reservation, paid)
    await tx.put('reservations', late)
    return { reservation: late }
  }
  const account = await tx.get('accounts', reservation.account)
  assert(account !== null, 'accounts are never removed')
  if (account.leftAt !== undefined) {
    const { reservation: released } = await releaseInside(tx, reservation, account, scene)
    const owed = owing({ ...released, paid }, 'late', now)
    await tx.put('reservations', owed)
    return { reservation: owed }
  }
  const made = await makeFor(tx, reservation, account, scene)
  // Written unchanged, so that whoever leaves meanwhile conflicts with this.
  await tx.put('accounts', account)
  if ('code' in made) await tx.add('coupons', [made])
  else await tx.add('redemptions', [made])
  const done = fulfilled(reservation, paid, made._id)
  await tx.put('reservations', done)
  return { reservation: done }
}

/** What was paid for: the coupon, or the goods that wait in their shop from today. */
async function makeFor(
  tx: Transaction,
  reservation: Reservation,
  account: Account,
  { rules, now, attempt }: Scene,
): Promise<Made> {
  const { requestId, inputHash, rewardId, name, picture, points } = reservation
  const { shard, taken, cancellable, fen, templateId } = reservation
  const { brand, nickname: memberName } = account
  const cash = { fen, reservation: reservation._id }
  const what = { requestId, inputHash, rewardId, name, picture }
  const paid = { ...what, points, shard, taken, cancellable, cash }
  if (reservation.kind === 'coupon') {
    assert(templateId !== null, 'a coupon reward names its template')
    const entry = `${account._id}:${redeemKey(requestId)}`
    return couponFor(tx, account, { templateId, entry, redemption: paid }, { rules, now, attempt })
  }
  const _id = `${account._id}:${requestId}`
  const { shopId, shopName, pickUpDays } = reservation
  return {
    _id,
    brand,
    account: account._id,
    memberName,
    ...paid,
    state: 'placed',
    placedAt: now,
    shopId,
    shopName,
    ...newPickUp(_id, pickUpKey(brand, pickUpCode(_id)), pickUpDays, businessDay(now)),
  }
}

/** 退款结果, from a callback or a query. */
export async function noteRefund(brand: string, refund: Refund, now: number): Promise<void> {
  const { outTradeNo } = refund
  const told = await transact(async (tx) => {
    const reservation = await tx.get('reservations', reservationId(brand, outTradeNo))
    if (!reservation) return tx.abort({ found: unknown(refund) })
    const next = refunded(reservation, refund)
    if (next === null) return tx.abort({ found: null })
    if ('parts' in next) return tx.abort({ found: contradiction(reservation, refund, next.parts) })
    await tx.put('reservations', next)
    return { found: next.refund?.state === 'failed' ? failed(next) : null }
  })
  if (told.found) await tell(brand, outTradeNo, told.found, now)
}

function unknown({ fen }: Pick<Trade | Refund, 'fen'>): Found {
  return { kind: 'pay-unknown', facts: { fen: fen ?? 0 } }
}

function contradiction(
  { name, fen }: Reservation,
  told: Pick<Trade | Refund, 'fen'>,
  parts: string[],
): Found {
  const facts = { name, fen, told: told.fen ?? 0, parts: parts.join('、') }
  return { kind: 'pay-contradiction', facts }
}

function failed({ name, fen }: Reservation): Found {
  return { kind: 'refund-failed', facts: { name, fen } }
}

function tell(brand: string, outTradeNo: string, found: Found, now: number): Promise<void> {
  const subject = reservationId(brand, outTradeNo.slice(0, 40))
  return tellFindings({ brand, topic: 'pay', subject }, [found], [], now)
}

/** A callback that WeChat Pay did not send, in the name of a payment. */
export function tellForged(brand: string, why: string, now: number): Promise<void> {
  const found: Found = { kind: 'pay-forged', facts: { why } }
  return tellFindings({ brand, topic: 'pay', subject: `${brand}:pay` }, [found], [], now)
}
