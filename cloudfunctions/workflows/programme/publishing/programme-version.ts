import { PARTS } from '../../../contracts/programme/parts'
import { partsHeld } from '../../../domain/programme/parts'
import type { Published } from '../../../platform/database/documents'
import type { Transaction } from '../../../platform/database/transaction'
import { documentName } from './programme-drafts'

/**
 * The number after which a document begins to count. A part begins above the base that supplied its
 * rules until now, so a number means one thing within both, and a later one is always larger.
 */
export async function beganAfter(
  tx: Transaction,
  { collection, document, brand }: Pick<Published, 'collection' | 'document' | 'brand'>,
  lastOfBase: Published | null,
): Promise<number> {
  if (collection !== 'programs' || document === brand) return 0
  const base = await tx.get('published', `programs:${brand}`)
  const version = Number.isSafeInteger(base?.version) ? Number(base?.version) : 0
  return Math.max(version, lastOfBase?.version ?? 0)
}

/**
 * A base is only written together with the parts as they are now: what it says of a part that has
 * just been published, or leaves to a part that could not be, is decided again by the next run.
 */
export async function refuseSplit(
  tx: Transaction,
  before: Published | null,
  { brand, body, publishedAt, from = publishedAt }: Published,
  written: ReadonlySet<string>,
): Promise<'edited' | { reason: string } | null> {
  const held = new Set(partsHeld(body))
  const heldBefore = new Set(partsHeld(before?.body ?? {}))
  for (const part of PARTS) {
    const id = `programs:${brand}:${part}`
    const found = await tx.get('published', id)
    const isInForce = found?.current === true
    if (isInForce && held.has(part)) return 'edited'
    // Two runs at the same time: a base that acts before its part would leave nothing in between.
    if (isInForce && heldBefore.has(part) && (found.from ?? 0) > from) return 'edited'
    if (isInForce || held.has(part) || !written.has(id)) continue
    return { reason: `${documentName(brand, part)}还没有生效。请先把那一份改好，再检查一次` }
  }
  return null
}
