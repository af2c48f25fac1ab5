import type { Caller } from './caller'
import { getDocument } from '../database/collection'
import type { Identity } from '../database/documents'
import { loggedText, logLine } from '../log'
import { identityId } from '../personal-data'
import { transact } from '../database/transaction'

/**
 * How long an instance trusts a link. Leaving breaks it; actions that move points notice
 * immediately, on the account, and lists of the member's own within this time.
 */
const KEPT_MS = 60_000
const KEPT = 5000
const known = new Map<string, { memberId: string; readAt: number }>()

type Who = Pick<Caller, 'openId' | 'unionId'>

/** The member behind a WeChat user, or null for somebody who has not joined. */
export async function memberIdOf({ openId, unionId }: Who, now: number): Promise<string | null> {
  if (openId === null) return null
  const kept = known.get(openId)
  if (kept && now >= kept.readAt && now - kept.readAt < KEPT_MS) return kept.memberId
  const identity = await linkOf(openId, unionId)
  if (!identity) return null
  if (known.size >= KEPT) known.clear()
  known.set(openId, { memberId: identity.memberId, readAt: now })
  return identity.memberId
}

async function linkOf(openId: string, unionId: string | null): Promise<Identity | null> {
  const own = await getDocument('identities', identityId('wechat', openId))
  if (unionId === null || own?.hasUnion) return own
  // From another app of the same owner: the union id is known, the openid is new.
  if (own === null) return getDocument('identities', identityId('union', unionId))
  await linkUnion(own, identityId('union', unionId)).catch((thrown: unknown) =>
    // The member is recognized even if this write fails; the next call tries again.
    logLine('warn', { call: 'linkUnion', thrown: loggedText(thrown) }),
  )
  return own
}

/** Links, once and when seen, who joined before the app belonged to an open platform account. */
function linkUnion(own: Identity, unionLink: string): Promise<void> {
  return transact(async (tx) => {
    const still = await tx.get('identities', own._id)
    if (still?.memberId !== own.memberId) return
    const there = await tx.get('identities', unionLink)
    // A link of another member stays: two members with a history are not merged here.
    if (!there) await tx.add('identities', [{ ...still, _id: unionLink, hasUnion: true }])
    await tx.put('identities', { ...still, hasUnion: true })
  })
}

/** Used after the link was found to be broken. */
export function forgetLink(openId: string): void {
  known.delete(openId)
}
