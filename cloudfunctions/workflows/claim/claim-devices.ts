import type { Account } from '../../domain/account/account'
import { openAlert, type Alert } from '../../domain/message/alert'
import {
  claimDeviceId,
  deviceFinding,
  isKnownDevice,
  withDevice,
  withMember,
  type ClaimDevice,
} from '../../domain/claim/claim-device'
import type { Transaction } from '../../platform/database/transaction'

/** The phone on which a member claims, ready to be written. */
export interface DeviceNoted {
  device: ClaimDevice | null
  alerts: Alert[]
  noteOn(account: Account): Account
}

/** Reads what is known about this phone: two more calls, once for each member and phone. */
export async function loadDevice(
  tx: Transaction,
  account: Account,
  device: string | undefined,
  now: number,
): Promise<DeviceNoted> {
  if (device === undefined || isKnownDevice(account, device)) {
    return { device: null, alerts: [], noteOn: (same) => same }
  }
  const noteOn = (after: Account) => withDevice(after, device)
  const id = claimDeviceId(account.brand, device)
  const next = withMember(await tx.get('devices', id), id, account, now)
  const finding = next && deviceFinding(next)
  if (!finding) return { device: next, alerts: [], noteOn }
  const about = { brand: account.brand, topic: 'claim' as const, subject: id }
  const before = await tx.get('alerts', `${id}:${finding.kind}`)
  const alert = { ...openAlert(about, finding, before, now), members: next.members }
  return { device: next, alerts: [alert], noteOn }
}
