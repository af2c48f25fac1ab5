import type { Account } from '../../domain/account/account'
import { businessDay } from '../../domain/business-day'
import {
  newestMemberships,
  recall,
  recallMembership,
  takeDebtOver,
  withMemory,
  type Memory,
  type RecallCause,
} from '../../domain/member/memory'
import { membershipMemoryId, memoryId } from '../../platform/personal-data'
import type { Transaction } from '../../platform/database/transaction'
import type { Movement } from '../../domain/ledger/movement'

export type Remembered = Pick<Memory, 'brand' | 'lives' | 'parts' | 'at'>

/** The ids under which a brand keeps memories for these phones and WeChat ids. */
export function memoryIds(brand: string, links: readonly string[]): string[] {
  return [...new Set(links)].map((link) => memoryId(brand, link))
}

/** Keeps what was used up under each of these ids, merged with what was kept there before. */
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

/** The memory of one membership; null where it ended before memberships had their own. */
export function membershipMemory(
  tx: Transaction,
  { brand, life }: Account,
): Promise<Memory | null> {
  return life === undefined
    ? Promise.resolve(null)
    : tx.get('memories', membershipMemoryId(brand, life))
}

/**
 * Adds to the account what these phones and WeChat ids had used up in an earlier membership,
 * whenever one of them becomes the member's. The caller writes both the account and the entries.
 */
export async function withMemories(
  tx: Transaction,
  account: Account,
  links: readonly string[],
  { now, version }: { now: number; version: number },
): Promise<Movement> {
  const found: Memory[] = []
  for (const id of memoryIds(account.brand, links)) {
    const memory = await tx.get('memories', id)
    if (memory) found.push(memory)
  }
  const lives = await readMemberships(tx, account.brand, found)
  const steps: [typeof recall, Memory[]][] = [
    [recallMembership, newestMemberships(lives)],
    [recall, found],
    [takeDebtOver, lives],
  ]
  const cause = { now, today: businessDay(now), ruleVersion: version }
  let moved: Movement = { account, entries: [] }
  for (const [step, memories] of steps) {
    for (const memory of memories) moved = after(moved, step, memory, cause)
  }
  return moved
}

function after(moved: Movement, step: typeof recall, memory: Memory, cause: RecallCause): Movement {
  const { account, entries } = step(moved.account, memory, cause)
  return { account, entries: [...moved.entries, ...entries] }
}

/** The memberships that these memories lead to, and those that came after them. */
async function readMemberships(tx: Transaction, brand: string, found: Memory[]): Promise<Memory[]> {
  const lives = new Map<string, Memory | null>()
  const ahead = found.flatMap((memory) => memory.lives)
  for (let life = ahead.shift(); life !== undefined; life = ahead.shift()) {
    if (lives.has(life)) continue
    const memory = await tx.get('memories', membershipMemoryId(brand, life))
    lives.set(life, memory)
    if (memory?.next !== undefined) ahead.push(memory.next)
  }
  return [...lives.values()].filter((memory) => memory !== null)
}
