import type { Account } from '../account/account'
import type { Found } from '../message/alert-facts'
import { watchOf } from './claim-proof'

/**
 * 设备: which members claimed on one phone. The phone draws a random id and keeps it with its own
 * small settings, so the id says nothing about the phone and disappears with the mini-program. It
 * may be forged or lost: it only raises an alert and never leads to a refusal.
 */
export interface ClaimDevice {
  /** `<brand>:device:<id>`. */
  _id: string
  brand: string
  /** In the order of their first claims; bounded. */
  members: string[]
  lastAt: number
}

/** A family may share a phone; this many members or more raise an alert. */
const MEMBERS_ALARM = 4
const MEMBERS_MAX = 20
/** How many phones of a member are remembered: a claim on one of them costs no extra call. */
const DEVICES_MAX = 5

export function claimDeviceId(brand: string, device: string): string {
  return `${brand}:device:${device}`
}

export function isKnownDevice({ claimWatch }: Account, device: string): boolean {
  return claimWatch?.devices?.includes(device) ?? false
}

export function withDevice(account: Account, device: string): Account {
  const watch = watchOf(account)
  const devices = [...(watch.devices ?? []), device].slice(-DEVICES_MAX)
  return { ...account, claimWatch: { ...watch, devices } }
}

/** The device with one more member; null when nothing changes. */
export function withMember(
  before: ClaimDevice | null,
  _id: string,
  { brand, memberId }: Account,
  now: number,
): ClaimDevice | null {
  const members = before?.members ?? []
  if (members.includes(memberId) || members.length >= MEMBERS_MAX) return null
  return { _id, brand, members: [...members, memberId], lastAt: now }
}

/** What staff read once too many members claimed on it; null before. */
export function deviceFinding({ members }: ClaimDevice): Found | null {
  if (members.length < MEMBERS_ALARM) return null
  return { kind: 'claim-device', facts: { members: members.length } }
}
