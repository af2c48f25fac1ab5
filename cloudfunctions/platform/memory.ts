import type { Account } from '../domain/account'
import { businessDay } from '../domain/business-day'
import type { Movement } from '../domain/ledger'
import { recall, withMemory, type Memory } from '../domain/memory'
import { memoryId } from './personal-data'
import type { Transaction } from './transaction'

export type Remembered = Pick<Memory, 'brand' | 'lives' | 'parts' | 'at'>

/** The ids under which a brand remembers these phones and WeChat ids. */
export function memoryIds(brand: string, links: readonly string[]): string[] {
  return [...new Set(links)].map((link) => memoryId(brand, link))
}

/** Keeps what was used up under each of the ids; what was kept there before stays. */
export async function remember(
  tx: Transaction,
  ids: readonly string[],
  remembered: Remembered,
): Promise<void> {
  for (const _id of ids) {
    const before = await tx.get('memories', _id)
    await tx.put('memories', withMemory(before, { _id, ...remembered }))
  }
}

/**
 * Notes on the account what these phones and WeChat ids had used up in an earlier membership,
 * whenever one of them becomes the member's. The caller writes both the account and the entries.
 */
export async function withMemories(
  tx: Transaction,
  account: Account,
  links: readonly string[],
  { now, version }: { now: number; version: number },
): Promise<Movement> {
  const cause = { now, today: businessDay(now), ruleVersion: version }
  let moved: Movement = { account, entries: [] }
  for (const id of memoryIds(account.brand, links)) {
    const memory = await tx.get('memories', id)
    if (!memory) continue
    const next = recall(moved.account, memory, cause)
    moved = { account: next.account, entries: [...moved.entries, ...next.entries] }
  }
  return moved
}
