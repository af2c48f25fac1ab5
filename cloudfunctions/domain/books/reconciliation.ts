import { NEVER, type Account } from '../account/account'
import type { Found } from '../message/alert-facts'
import { addKinds, noKind, type ByKind } from '../account/by-kind'
import type { Lot } from '../account/lot'
import type { Entry } from '../account/entry'

/** The fields of an entry that the check needs. */
export const CHECKED = [
  ...(['account', 'seq', 'points', 'growth', 'deficit'] as const),
  ...(['lots', 'byKind', 'balanceAfter'] as const),
] as const
export type CheckedEntry = Pick<Entry, (typeof CHECKED)[number]>

/**
 * 对账点: the sums of an account's entries up to one number, so that the next night reads only the
 * newer ones. Its id is the account's.
 */
export interface Checkpoint {
  _id: string
  brand: string
  /** The sweep that started it; a full check starts it again. */
  run: string
  seq: number
  balance: number
  growth: number
  deficit: number
  byKind: ByKind
  /** Sums by expiry, without those that are zero. */
  lots: Lot[]
  /** The first entry that is wrong in itself, as a sentence. */
  broken: string | null
}

export function newCheckpoint(account: string, brand: string, run: string): Checkpoint {
  const none = { seq: 0, balance: 0, growth: 0, deficit: 0, byKind: noKind() }
  return { _id: account, brand, run, ...none, lots: [], broken: null }
}

/** The sums after some more entries, which must come in the order of their numbers. */
export function advance(from: Checkpoint, entries: readonly CheckedEntry[]): Checkpoint {
  let { seq, balance, growth, deficit, byKind, broken } = from
  const lots = new Map(from.lots.map((lot) => [lot.expiresOn, lot.points]))
  for (const entry of entries) {
    let moved = 0
    for (const lot of entry.lots) {
      moved += lot.points
      lots.set(lot.expiresOn, (lots.get(lot.expiresOn) ?? 0) + lot.points)
    }
    balance += entry.points
    growth += entry.growth
    deficit += entry.deficit
    byKind = addKinds(byKind, entry.byKind)
    broken ??= faultOf(entry, { seq: seq + 1, balance, moved })
    seq = entry.seq
  }
  const left = [...lots].filter(([, points]) => points !== 0)
  const sorted = left.sort(([a], [b]) => (a < b ? -1 : 1))
  const kept = sorted.map(([expiresOn, points]) => ({ expiresOn, points }))
  return { ...from, seq, balance, growth, deficit, byKind, broken, lots: kept }
}

function faultOf(
  entry: CheckedEntry,
  right: { seq: number; balance: number; moved: number },
): string | null {
  if (entry.seq !== right.seq) return `第 ${right.seq} 条流水不见了`
  if (entry.points !== right.moved) {
    return `第 ${entry.seq} 条流水动了 ${entry.points} 分，它的批次加起来是 ${right.moved}`
  }
  if (entry.balanceAfter !== right.balance) {
    return `第 ${entry.seq} 条流水写着余额 ${entry.balanceAfter}，加起来是 ${right.balance}`
  }
  return null
}

const KINDS: (keyof ByKind)[] = ['consumption', 'reward', 'interaction']

type SumKind = 'balance' | 'growth' | 'deficit' | 'pending' | `kind-${keyof ByKind}`

/** Everything in which an account differs from its entries and its orders. */
export function driftsOf(
  account: Account,
  sums: Checkpoint,
  pendingOfOrders: number,
  entriesBeyond: number,
): Found[] {
  const found: Found[] = []
  const compare = (kind: SumKind, said: number, right: number) => {
    if (said !== right) found.push({ kind, facts: { said, right } })
  }
  const right = sums.seq + entriesBeyond
  if (sums.broken !== null) found.push({ kind: 'entries', facts: { broken: sums.broken } })
  else if (account.seq !== right || entriesBeyond > 0) {
    found.push({ kind: 'entries', facts: { said: account.seq, right } })
  }
  compare('balance', account.balance, sums.balance)
  compare('growth', account.growth, sums.growth)
  compare('deficit', account.deficit, sums.deficit)
  compare('pending', account.pending, pendingOfOrders)
  for (const kind of KINDS) compare(`kind-${kind}`, account.earnedByKind[kind], sums.byKind[kind])
  const lot = firstDifference(account.lots, sums.lots)
  if (lot) found.push({ kind: 'lots', facts: lot })
  const nextExpiry = account.lots[0]?.expiresOn ?? NEVER
  if (account.nextExpiry !== nextExpiry) {
    found.push({ kind: 'expiry', facts: { said: account.nextExpiry, right: nextExpiry } })
  }
  return found
}

/** The first day on which two lists of lots differ. */
function firstDifference(said: readonly Lot[], right: readonly Lot[]) {
  const days = [...said, ...right].map((lot) => lot.expiresOn).sort()
  const on = (lots: readonly Lot[], day: string) =>
    lots.filter((lot) => lot.expiresOn === day).reduce((sum, lot) => sum + lot.points, 0)
  const expiresOn = days.find((day) => on(said, day) !== on(right, day))
  if (expiresOn === undefined) return null
  return { expiresOn, said: on(said, expiresOn), right: on(right, expiresOn) }
}

/** The drift of an account that was checked before and no longer exists. */
export function missingAccount({ seq, balance }: Checkpoint): Found {
  return { kind: 'missing', facts: { seq, balance } }
}

/** 码库对账: every code that was loaded is either free or with a redemption. */
export function poolDrift(name: string, all: number, left: number, given: number): Found | null {
  return left + given === all ? null : { kind: 'pool', facts: { name, left, given, all } }
}

/** 库存对账: what is left and what was redeemed must add up to the published stock. */
export function stockDrift(
  name: string,
  stock: number,
  left: number,
  redeemed: number,
): Found | null {
  if (left + redeemed === stock && left >= 0) return null
  return { kind: 'stock', facts: { name, left, redeemed, stock } }
}
