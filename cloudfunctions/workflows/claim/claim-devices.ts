import type { Account } from '../../domain/account/account'
import { openAlert } from '../../domain/message/alert'
import {
  claimDeviceId,
  deviceFinding,
  isKnownDevice,
  withDevice,
  withMember,
} from '../../domain/claim/claim-device'
import type { Transaction } from '../../platform/database/transaction'

/** Notes on which phone a member claims: two calls more, once for each member and phone. */
export async function noteDevice(
  tx: Transaction,
  account: Account,
  device: string | undefined,
  now: number,
): Promise<Account> {
  if (device === undefined || isKnownDevice(account, device)) return account
  const id = claimDeviceId(account.brand, device)
  const next = withMember(await tx.get('devices', id), id, account, now)
  if (next) {
    await tx.put('devices', next)
    const finding = deviceFinding(next)
    if (finding) {
      const about = { brand: account.brand, topic: 'claim' as const, subject: id }
      const before = await tx.get('alerts', `${id}:${finding.kind}`)
      const alert = openAlert(about, finding, before, now)
      await tx.put('alerts', { ...alert, members: next.members })
    }
  }
  return withDevice(account, device)
}
