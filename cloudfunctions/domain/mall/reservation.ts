import type { Account } from '../account/account'
import type { Entry } from '../account/entry'
import { assert } from '../assert'
import { expire, restore, takenBy, type Restored } from '../ledger/ledger'
import { contradictions, type Agreed, type Refund, type Trade } from './trade'
import { countedDown, type Taken } from './offer-limit'
import { cancelKey } from './redemption-cancel'

/** 待付款: `<brand>:trade:<the number at WeChat Pay>`. */
export interface Reservation {
  _id: string
  brand: string
  account: string
  requestId: string
  inputHash: string
  rewardId: string
  name: string
  picture: string
  kind: 'coupon' | 'goods'
  points: number
  fen: number
  shard: number
  taken: Taken
  /** Copied when it was reserved: a later edit takes nothing away from who pays. */
  cancellable: boolean
  pickUpDays: number
  shopId: string
  shopName: string
  templateId: string | null
  outTradeNo: string
  appId: string
  mchId: string
  /** Keyed digest of the WeChat that reserved; nobody else can pay. */
  payer: string
  state: 'reserved' | 'fulfilled' | 'released'
  reservedAt: number
  payBy: number
  /** When the job looks at it next; `NEVER` once nothing is open. */
  dueAt: number
  /** The coupon or the goods that it became. */
  made: string | null
  paid: Paid | null
  refund: Repayment | null
}

/** What WeChat Pay said that it took. */
interface Paid {
  transactionId: string
  at: number
}

/** 退款 of the whole sum: owed until WeChat Pay has taken it on. */
interface Repayment {
  state: 'owed' | 'underWay' | 'done' | 'failed'
  why: 'late' | 'cancelled'
  at: number
}

export const NEVER = Number.MAX_SAFE_INTEGER
/** 付款时限. */
export const PAY_WITHIN_MS = 15 * 60_000
/** WeChat Pay closes by its own clock: after this nobody can still be paying. */
const AFTER_END_MS = 30_000
/** A refund that is under way is asked about again after this. */
const REFUND_ASK_MS = 60 * 60_000

export function reservationId(brand: string, outTradeNo: string): string {
  return `${brand}:trade:${outTradeNo}`
}

/** The number of its only refund, so that asking twice gives back once. */
export function outRefundNo({ outTradeNo }: Pick<Reservation, 'outTradeNo'>): string {
  return `${outTradeNo}-refund`
}

export function firstDue(payBy: number): number {
  return payBy + AFTER_END_MS
}

export function isOpen({ state, payBy }: Reservation, now: number): boolean {
  return state === 'reserved' && now < payBy
}

/** What a payment says about its reservation. */
export type Told =
  | { is: 'nothing' }
  | { is: 'known' }
  | { is: 'pays' }
  | { is: 'late' }
  | { is: 'contradiction'; parts: string[] }

/**
 * `payerOf` makes the digest of a WeChat id. A payment that is not the agreed one pays for nothing,
 * whatever WeChat Pay says about its state.
 */
export function readPayment(
  reservation: Reservation,
  trade: Trade,
  payerOf: (openId: string) => string,
): Told {
  if (trade.state !== 'paid' && trade.state !== 'refunded') return { is: 'nothing' }
  const { outTradeNo, appId, mchId, fen, payer } = reservation
  const agreed: Agreed = { outTradeNo, appId, mchId, fen, openId: payer }
  const openId = trade.openId === null ? null : payerOf(trade.openId)
  const parts = contradictions({ ...trade, openId }, agreed)
  if (trade.transactionId === null) parts.push('transactionId')
  const { paid } = reservation
  if (paid && paid.transactionId !== trade.transactionId) parts.push('transactionId')
  if (parts.length > 0) return { is: 'contradiction', parts }
  if (paid) return { is: 'known' }
  // Money that already went back pays for nothing.
  if (trade.state === 'refunded') return { is: 'nothing' }
  return { is: reservation.state === 'reserved' ? 'pays' : 'late' }
}

/** 付款: the reservation becomes what it was for. */
export function fulfilled(reservation: Reservation, paid: Paid, made: string): Reservation {
  assert(reservation.state === 'reserved', 'only what is held is fulfilled')
  return { ...reservation, state: 'fulfilled', paid, made, dueAt: NEVER }
}

/** Paid for after it was released: the whole sum goes back. */
export function paidLate(reservation: Reservation, paid: Paid): Reservation {
  assert(reservation.state === 'released', 'only what was released is paid for too late')
  return owing({ ...reservation, paid }, 'late', paid.at)
}

/** The cash is owed to the member from now on; a job sees to it if nobody else does. */
export function owing(reservation: Reservation, why: Repayment['why'], now: number): Reservation {
  assert(reservation.paid !== null, 'nothing goes back that was not paid')
  assert(reservation.refund === null, 'cash goes back once')
  return { ...reservation, refund: { state: 'owed', why, at: now }, dueAt: now }
}

/**
 * What WeChat Pay says about the refund; null where it says nothing new. It is asked again an hour
 * after the cash was owed.
 */
export function refunded(
  reservation: Reservation,
  told: Refund,
): Reservation | { parts: string[] } | null {
  const { refund, fen, outTradeNo } = reservation
  const parts = [
    ...(refund === null ? ['refund'] : []),
    ...(told.fen === fen ? [] : ['fen']),
    ...(told.outTradeNo === outTradeNo ? [] : ['outTradeNo']),
    ...(told.outRefundNo === outRefundNo(reservation) ? [] : ['outRefundNo']),
  ]
  if (refund === null || parts.length > 0) return { parts }
  if (refund.state === 'done' || refund.state === told.state) return null
  const dueAt = told.state === 'underWay' ? refund.at + REFUND_ASK_MS : NEVER
  return { ...reservation, refund: { ...refund, state: told.state }, dueAt }
}

/** Asked again later, while WeChat Pay still works on it. */
export function askedAgain(reservation: Reservation, now: number): Reservation {
  return { ...reservation, dueAt: now + REFUND_ASK_MS }
}

export interface Release extends Restored {
  reservation: Reservation
}

/** 放回: the points go back to the lots they came from, and the limits count one less. */
export function releaseReservation(
  reservation: Reservation,
  account: Account,
  burned: Entry,
  { now, ruleVersion, graceDays }: { now: number; ruleVersion: number; graceDays: number },
): Release {
  assert(reservation.state === 'reserved', 'only what is held goes back')
  assert(burned.points === -reservation.points, 'the burn is what was held')
  const start = expire(account, now, ruleVersion)
  const moved = restore(start.account, takenBy(burned), graceDays, {
    key: cancelKey(reservation.requestId),
    source: 'redemption',
    now,
    ruleVersion,
    happened: {
      what: 'redeem-cancelled',
      facts: { reward: reservation.name, unpaid: true },
    },
    of: burned._id,
    ref: reservation._id,
  })
  const redeemed = countedDown(account.redeemed, reservation.taken.each)
  return {
    ...moved,
    account: { ...moved.account, redeemed },
    entries: [...start.entries, ...moved.entries],
    reservation: { ...reservation, state: 'released', dueAt: NEVER },
  }
}
