import type { Account } from '../../domain/account/account'
import { assert } from '../../domain/assert'
import { redeemKey } from '../../domain/mall/redemption'
import { releaseReservation, type Reservation } from '../../domain/mall/reservation'
import { transact, type Transaction } from '../../platform/database/transaction'
import { inForce, type InForce } from '../programme/publication'
import { putBack } from './stock'

/** Points, stock and limits go back, in one transaction with what says that they did. */
export async function releaseInside(
  tx: Transaction,
  reservation: Reservation,
  account: Account,
  { rules, now }: { rules: InForce; now: number },
) {
  const { program } = rules
  const burned = await tx.get('ledger', `${account._id}:${redeemKey(reservation.requestId)}`)
  assert(burned !== null, 'what is held was paid for')
  const { graceDays } = program.rules.expiry
  const terms = { now, ruleVersion: program.versions.expiry, graceDays }
  const done = releaseReservation(reservation, account, burned, terms)
  await tx.put('accounts', done.account)
  await tx.add('ledger', done.entries)
  await putBack(tx, `${account.brand}:${reservation.rewardId}`, reservation)
  await tx.put('reservations', done.reservation)
  return { reservation: done.reservation, balance: done.account.balance }
}

/** 放回, once: whoever comes second, or after the payment, finds it as it is. */
export async function release(id: string, brand: string, now: number): Promise<Reservation> {
  const rules = await inForce(brand, now)
  return transact(async (tx) => {
    const reservation = await tx.get('reservations', id)
    assert(reservation !== null, 'reservations are never removed')
    if (reservation.state !== 'reserved') return tx.abort(reservation)
    const account = await tx.get('accounts', reservation.account)
    assert(account !== null, 'accounts are never removed')
    return (await releaseInside(tx, reservation, account, { rules, now })).reservation
  })
}
