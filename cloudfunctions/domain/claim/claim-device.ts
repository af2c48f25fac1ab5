import type { Account } from '../account/account'
import type { Found } from '../message/alert-facts'
import { watchOf } from './claim-proof'

/**
 * 设备: which members claimed on one phone. The phone draws the id at random and keeps it with its
 * small values, so it says nothing of the phone itself and goes with the mini-program. It may be
 * forged or lost: it raises an alarm and refuses nobody.
 */
export interface ClaimDevice {
  /** `<brand>:device:<id>`. */
  _id: string
  brand: string
  /** In the order in which they came; bounded. */
  members: string[]
  lastAt: number
}

/** A family shares a phone; more than so many members are told. */
const MEMBERS_ALARM = 4
const MEMBERS_MAX = 20
/** Phones of one member that are remembered: a claim on one of them costs nothing more. */
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

/** The device with one more member; null when nothing new is said. */
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

/** What staff read, from the first member too many on. */
export function deviceFinding({ members }: ClaimDevice): Found | null {
  if (members.length < MEMBERS_ALARM) return null
  return { kind: 'claim-device', facts: { members: members.length } }
}
