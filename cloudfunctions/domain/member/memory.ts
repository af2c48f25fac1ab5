import type { Account } from '../account/account'
import { RETENTION, type RememberedField } from '../account/account-retention'
import type { BusinessDay } from '../business-day'
import { countOf, withCount } from '../account/counts'
import { record } from '../ledger/ledger'
import { PARTS, type MemoryParts } from './memory-parts'
import type { Movement } from '../ledger/movement'

/**
 * 用过的记得: what a person has used up. Each membership that ended has one memory, and a keyed hash of
 * each phone and WeChat that it had leads there. It leads to no person; only somebody who comes
 * back with the same phone or WeChat finds it (law 13).
 */
export interface Memory {
  /** `<brand>:<keyed hash>`, or `<brand>:life:<life>` of a membership. */
  _id: string
  brand: string
  /** The memberships that it covers, its own last: so that an account takes none over twice. */
  lives: string[]
  /** Under a phone or WeChat: only gifts, and what was kept before memberships had memories. */
  parts: Partial<MemoryParts>
  at: number
  /** Of a membership: what a later refund finds of it. */
  left?: Pick<Account, 'balance' | 'deficit' | 'tasks'>
  /** Of a membership: the next one, which has taken it over. */
  next?: string
  /** Of a membership: its debt grew, and the account that took it over was not charged yet. */
  owes?: boolean
}

/** One phone leads to at most this many memberships. */
const MEMBERSHIPS_MAX = 20

const FIELDS = (Object.keys(RETENTION) as (keyof Account)[]).filter(
  (field): field is RememberedField => RETENTION[field] === 'remembered',
)

/** Everything of an account that outlives it. */
export function usedUp(account: Account, today: BusinessDay): Partial<MemoryParts> {
  const parts: Partial<MemoryParts> = {}
  for (const field of FIELDS) keep(parts, field, PARTS[field].of(account, today))
  return parts
}

/** Only gifts that a person gets once in a lifetime, for a phone that they no longer have. */
export function giftsOnly({ giftsHad }: Partial<MemoryParts>): Partial<MemoryParts> {
  return giftsHad ? { giftsHad } : {}
}

function keep<K extends RememberedField>(
  parts: Partial<MemoryParts>,
  field: K,
  part: MemoryParts[K] | undefined,
): void {
  if (part !== undefined) parts[field] = part
}

/** Two memories of one phone or WeChat: the stricter of each part. */
export function withMemory(
  before: Memory | null,
  added: Pick<Memory, '_id' | 'brand' | 'lives' | 'parts' | 'at'>,
): Memory {
  if (!before) return added
  const lives = [...new Set([...before.lives, ...added.lives])].slice(-MEMBERSHIPS_MAX)
  // An account that took over all of these memberships includes what they used up, less what it has
  // paid since.
  const isMet = before.lives.length > 0 && before.lives.every((life) => added.lives.includes(life))
  return { ...added, lives, parts: isMet ? added.parts : stricter(before.parts, added.parts) }
}

/** Memberships that no later one among these has taken over. */
export function newestMemberships(memories: readonly Memory[]): Memory[] {
  const isOver = ({ lives }: Memory) => {
    const own = lives.at(-1) ?? ''
    return memories.some((other) => other.lives.at(-1) !== own && other.lives.includes(own))
  }
  return memories.filter((memory) => !isOver(memory))
}

export function stricter(a: Partial<MemoryParts>, b: Partial<MemoryParts>): Partial<MemoryParts> {
  const parts: Partial<MemoryParts> = {}
  for (const field of FIELDS) keep(parts, field, stricterPart(field, a, b))
  return parts
}

function stricterPart<K extends RememberedField>(
  field: K,
  a: Partial<MemoryParts>,
  b: Partial<MemoryParts>,
): MemoryParts[K] | undefined {
  const one: MemoryParts[K] | undefined = a[field]
  const other: MemoryParts[K] | undefined = b[field]
  if (one === undefined) return other
  if (other === undefined) return one
  return PARTS[field].stricter(one, other)
}

export interface RecallCause {
  now: number
  today: BusinessDay
  ruleVersion: number
}

/** The account after its person was recognized by a phone or a WeChat; a debt is owed again. */
export function recall(account: Account, memory: Memory, cause: RecallCause): Movement {
  const fresh = memory.lives.filter((life) => !account.lives?.includes(life))
  const told = fresh.length > 0 ? memory.parts : giftsOnly(memory.parts)
  const known = stricter(usedUp(account, cause.today), told)
  // A person who was never here and has no memory had no gift before: the one for joining is new.
  const giftsHad = told.giftsHad ? { giftsHad: mergedGifts(account, told.giftsHad) } : {}
  let next: Account = { ...account, ...giftsHad }
  if (fresh.length === 0) return { account: next, entries: [] }
  for (const field of FIELDS) next = into(next, field, known)
  next = { ...next, lives: [...(account.lives ?? []), ...fresh].slice(-MEMBERSHIPS_MAX) }
  const owed = (known.deficit ?? 0) - account.deficit
  if (owed <= 0) return { account: next, entries: [] }
  return owe(next, owed, `debt:${fresh[0] ?? ''}`, cause)
}

/** The part of an earlier membership's debt that this account has not taken over yet. */
export function takeDebtOver(account: Account, memory: Memory, cause: RecallCause): Movement {
  const life = memory.lives.at(-1) ?? ''
  const { deficit = 0 } = memory.parts
  const grown = deficit - countOf(account.debtsMet ?? {}, life)
  if (grown <= 0) return { account, entries: [] }
  const debtsMet = withCount(account.debtsMet ?? {}, life, deficit)
  return owe({ ...account, debtsMet }, grown, `debt:${life}:${deficit}`, cause)
}

/** A membership is recognized: its current debt is taken over with the rest. */
export function recallMembership(account: Account, memory: Memory, cause: RecallCause): Movement {
  const met = recall(account, memory, cause)
  const life = memory.lives.at(-1) ?? ''
  const { deficit = 0 } = memory.parts
  if (account.lives?.includes(life) || deficit === 0) return met
  const debtsMet = withCount(met.account.debtsMet ?? {}, life, deficit)
  return { ...met, account: { ...met.account, debtsMet } }
}

function owe(account: Account, owed: number, key: string, { now, ruleVersion }: RecallCause) {
  return record(
    account,
    { kind: 'expire', lots: [], deficit: owed },
    {
      key,
      source: 'leave',
      now,
      ruleVersion,
      happened: { what: 'earlier-debt', facts: { owed } },
    },
  )
}

function mergedGifts({ giftsHad = [] }: Account, had: MemoryParts['giftsHad']) {
  return [...new Set([...giftsHad, ...had])].sort()
}

function into<K extends RememberedField>(
  account: Account,
  field: K,
  parts: Partial<MemoryParts>,
): Account {
  const part = parts[field]
  return part === undefined ? account : PARTS[field].into(account, part)
}
