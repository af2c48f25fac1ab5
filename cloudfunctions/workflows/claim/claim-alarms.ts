import type { Account } from '../../domain/account/account'
import type { Order } from '../../domain/order/order'
import { openAlert } from '../../domain/message/alert'
import { alarmFound, type ClaimAlarm } from '../../domain/claim/claim-proof'
import type { Transaction } from '../../platform/database/transaction'

/** Written together with the count that crossed its line, so that no alarm is lost or doubled. */
export async function raiseClaimAlarms(
  tx: Transaction,
  account: Account,
  alarms: readonly ClaimAlarm[],
  now: number,
): Promise<void> {
  const about = { brand: account.brand, topic: 'claim' as const, subject: account._id }
  for (const kind of alarms) {
    const before = await tx.get('alerts', `${account._id}:${kind}`)
    await tx.put('alerts', openAlert(about, alarmFound(kind, account), before, now))
  }
}

/** The buyer of an order whose points have posted to somebody who knew only its number. */
export async function raiseLateBuyer(
  tx: Transaction,
  { _id: subject, brand }: Order,
  { memberId }: Account,
  now: number,
): Promise<void> {
  const kind = 'claim-buyer'
  const before = await tx.get('alerts', `${subject}:${kind}`)
  const alert = openAlert({ brand, topic: 'claim', subject }, { kind, facts: {} }, before, now)
  await tx.put('alerts', { ...alert, members: [memberId] })
}
