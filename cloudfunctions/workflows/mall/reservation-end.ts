import { askedAgain, outRefundNo, type Reservation } from '../../domain/mall/reservation'
import { getDocument } from '../../platform/database/collection'
import { transact } from '../../platform/database/transaction'
import { PayRefused, type PayDriver } from '../../platform/pay/driver'
import { logLine } from '../../platform/log'
import { noteRefund, settle } from './payment'
import { release } from './release'

/**
 * 放回 what nobody pays for. WeChat Pay is asked first, and its order is closed before anything goes
 * back, so that nobody pays for what is gone. Gives the reservation as it then is: fulfilled where it
 * was paid after all, and still reserved where WeChat Pay would not close it now.
 */
export async function endReservation(
  reservation: Reservation,
  driver: PayDriver,
  now: number,
): Promise<Reservation> {
  const { _id, brand, outTradeNo } = reservation
  const trade = await driver.query(outTradeNo, now)
  const settled = trade && (await settle(brand, trade, now))
  if (settled && settled.state !== 'reserved') return settled
  // Contradicted: somebody must look at it before anything goes back.
  if (trade && !settled) return reservation
  const isGone = trade === null || trade.state === 'closed'
  if (isGone || (await driver.close(outTradeNo, now))) return release(_id, brand, now)
  // It was paid between the two questions, or WeChat Pay wants to be asked later.
  return settleAsked(reservation, driver, now)
}

/**
 * Asks WeChat Pay how the payment stands, and does what follows from it: paid, it is fulfilled; closed,
 * nobody can pay for it any more, so everything goes back at once.
 */
export async function settleAsked(
  reservation: Reservation,
  driver: PayDriver,
  now: number,
): Promise<Reservation> {
  const { _id, brand, outTradeNo } = reservation
  const trade = await driver.query(outTradeNo, now)
  if (trade?.state === 'closed') return release(_id, brand, now)
  const settled = trade && (await settle(brand, trade, now))
  return settled ?? (await getDocument('reservations', reservation._id)) ?? reservation
}

/** 退款: hands the whole sum back to whoever paid it; asking twice gives back once. */
export async function payBack(
  reservation: Reservation,
  driver: PayDriver,
  now: number,
): Promise<void> {
  const { brand, outTradeNo, fen, refund } = reservation
  const number = outRefundNo(reservation)
  if (refund?.state === 'underWay') {
    const told = await driver.queryRefund(number, now)
    if (told) await noteRefund(brand, told, now)
    if (told === null || told.state === 'underWay') await askLater(reservation._id, now)
    return
  }
  if (refund?.state !== 'owed') return
  const order = { outRefundNo: number, outTradeNo, fen, ofFen: fen, reason: REASONS[refund.why] }
  try {
    await noteRefund(brand, await driver.refund(order, now), now)
  } catch (thrown) {
    if (!(thrown instanceof PayRefused)) throw thrown
    // The merchant's balance is short, say: a person must see to it, and the job asks again.
    logLine('error', { call: 'refund', reservation: reservation._id, thrown: thrown.message })
    await askLater(reservation._id, now)
  }
}

const REASONS = { late: '超时付款，原路退回', cancelled: '取消兑换，原路退回' }

function askLater(id: string, now: number): Promise<void> {
  return transact(async (tx) => {
    const found = await tx.get('reservations', id)
    const isOpen = found?.refund?.state === 'owed' || found?.refund?.state === 'underWay'
    if (found && isOpen) await tx.put('reservations', askedAgain(found, now))
  })
}
