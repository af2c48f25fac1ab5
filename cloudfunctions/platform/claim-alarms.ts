import type { Account } from '../domain/account'
import { openAlert } from '../domain/alert'
import { alarmSentence, type ClaimAlarm } from '../domain/claim-proof'
import type { Transaction } from './transaction'

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
    const sentence = alarmSentence(kind, account)
    await tx.put('alerts', openAlert(about, { kind, sentence }, before, now))
  }
}
