import type { Account } from '../../domain/account/account'
import type { Order } from '../../domain/order/order'
import { openAlert, type Alert } from '../../domain/message/alert'
import { alarmFound, type ClaimAlarm } from '../../domain/claim/claim-proof'
import type { Transaction } from '../../platform/database/transaction'

/** Written together with the count that passed its limit, so that no alert is lost or doubled. */
export async function loadClaimAlarms(
  tx: Transaction,
  account: Account,
  alarms: readonly ClaimAlarm[],
  now: number,
): Promise<Alert[]> {
  const about = { brand: account.brand, topic: 'claim' as const, subject: account._id }
  const alerts: Alert[] = []
  for (const kind of alarms) {
    const before = await tx.get('alerts', `${account._id}:${kind}`)
    alerts.push(openAlert(about, alarmFound(kind, account), before, now))
  }
  return alerts
}

/** The buyer turned up, but the order's points have posted to a member who knew only its number. */
export async function loadLateBuyer(
  tx: Transaction,
  { _id: subject, brand }: Order,
  { memberId }: Account,
  now: number,
): Promise<Alert> {
  const kind = 'claim-buyer'
  const before = await tx.get('alerts', `${subject}:${kind}`)
  const alert = openAlert({ brand, topic: 'claim', subject }, { kind, facts: {} }, before, now)
  return { ...alert, members: [memberId] }
}
