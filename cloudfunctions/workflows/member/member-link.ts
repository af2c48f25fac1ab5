import { assert } from '../../domain/assert'
import type { Identity, Member } from '../../platform/database/documents'
import type { Transaction } from '../../platform/database/transaction'

/** The link under an id; a link to a member who has left counts as none and is replaced. */
export interface Link {
  _id: string
  found: { identity: Identity; member: Member } | null
  isStale: boolean
}

export async function linkOf(tx: Transaction, _id: string): Promise<Link> {
  const identity = await tx.get('identities', _id)
  const member = identity && (await tx.get('members', identity.memberId))
  const isStale = identity !== null && member?.leftAt !== undefined
  assert(identity === null || member !== null, 'an identity belongs to a member')
  return { _id, found: identity && member && !isStale ? { identity, member } : null, isStale }
}

/** Every id that leads nowhere yet leads to the member from now on, all together. */
export async function writeLinks(
  tx: Transaction,
  links: readonly Link[],
  link: Omit<Identity, '_id'>,
): Promise<void> {
  const open = links.filter(({ found }) => found === null)
  const fresh = open.filter(({ isStale }) => !isStale)
  await tx.add(
    'identities',
    fresh.map(({ _id }) => ({ _id, ...link })),
  )
  for (const { _id, isStale } of open) if (isStale) await tx.put('identities', { _id, ...link })
}
