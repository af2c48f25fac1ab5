import type { Account } from './account'
import { FATES, type RememberedField } from './account-fate'
import type { BusinessDay } from './business-day'
import { record, type Movement } from './ledger'
import { PARTS, type MemoryParts } from './memory-parts'

/**
 * 用过的记得: what a person has used up, kept under a keyed hash of each phone and WeChat they had.
 * It leads to nobody; only who comes back with the same phone or WeChat finds it (law 13).
 */
export interface Memory {
  /** `<brand>:<keyed hash>`. */
  _id: string
  brand: string
  /** The memberships it speaks of: none is taken back into one account twice. */
  lives: string[]
  parts: Partial<MemoryParts>
  at: number
}

/** More memberships of one phone than this are not told apart. */
const LIVES_MAX = 20

const FIELDS = (Object.keys(FATES) as (keyof Account)[]).filter(
  (field): field is RememberedField => FATES[field] === 'remembered',
)

/** Everything of an account that outlives it. */
export function usedUp(account: Account, today: BusinessDay): Partial<MemoryParts> {
  const parts: Partial<MemoryParts> = {}
  for (const field of FIELDS) keep(parts, field, PARTS[field].of(account, today))
  return parts
}

/** Only what a person gets once for ever, for a phone that they no longer have. */
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

/** Two memories of one phone or WeChat: the stricter of each. */
export function withMemory(
  before: Memory | null,
  added: Pick<Memory, '_id' | 'brand' | 'lives' | 'parts' | 'at'>,
): Memory {
  if (!before) return added
  const lives = [...new Set([...before.lives, ...added.lives])].slice(-LIVES_MAX)
  return { ...added, lives, parts: stricter(before.parts, added.parts) }
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

/** The account after its person is known again by a phone or a WeChat; a debt is owed again. */
export function recall(
  account: Account,
  memory: Memory,
  cause: { now: number; today: BusinessDay; ruleVersion: number },
): Movement {
  const fresh = memory.lives.filter((life) => !account.lives?.includes(life))
  const told = fresh.length > 0 ? memory.parts : giftsOnly(memory.parts)
  const known = stricter(usedUp(account, cause.today), told)
  // Who never was here and remembers nothing had no gift before: joining is not one of the past.
  const giftsHad = told.giftsHad ? { giftsHad: mergedGifts(account, told.giftsHad) } : {}
  let next: Account = { ...account, ...giftsHad }
  if (fresh.length === 0) return { account: next, entries: [] }
  for (const field of FIELDS) next = into(next, field, known)
  next = { ...next, lives: [...(account.lives ?? []), ...fresh].slice(-LIVES_MAX) }
  const owed = (known.deficit ?? 0) - account.deficit
  if (owed <= 0) return { account: next, entries: [] }
  const { now, ruleVersion } = cause
  return record(
    next,
    { kind: 'expire', lots: [], deficit: owed },
    {
      ...{ key: `debt:${fresh[0] ?? ''}`, source: 'leave', title: '之前的欠账', now, ruleVersion },
      note: `注销前还欠 ${owed}，从之后的积分里扣`,
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
