import type { Caller } from './caller'
import { getDocument } from '../database/collection'
import type { Identity } from '../database/documents'
import { loggedText, logLine } from '../log'
import { identityId } from '../personal-data'
import { transact } from '../database/transaction'

/**
 * How long an instance believes a link. Whoever leaves breaks it; actions that move points find
 * out at once, on the account, and lists of one's own within this time.
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
  // From another app of the same owner: the union id is the same, the openid is new.
  if (own === null) return getDocument('identities', identityId('union', unionId))
  await linkUnion(own, identityId('union', unionId)).catch((thrown: unknown) =>
    // The member is known all the same; the next look tries again.
    logLine('warn', { call: 'linkUnion', thrown: loggedText(thrown) }),
  )
  return own
}

/** Who joined before the app belonged to an open platform account is linked once, when seen. */
function linkUnion(own: Identity, unionLink: string): Promise<void> {
  return transact(async (tx) => {
    const still = await tx.get('identities', own._id)
    if (still?.memberId !== own.memberId) return
    const there = await tx.get('identities', unionLink)
    // Of another member it stays: two members with a past are not merged here.
    if (!there) await tx.add('identities', [{ ...still, _id: unionLink, hasUnion: true }])
    await tx.put('identities', { ...still, hasUnion: true })
  })
}

/** After the link was seen to be broken. */
export function forgetLink(openId: string): void {
  known.delete(openId)
}
