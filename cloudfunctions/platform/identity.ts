import type { Caller } from './caller'
import { getDocument } from './collection'
import { identityId } from './personal-data'

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
  const identity =
    (await getDocument('identities', identityId('wechat', openId))) ??
    // From another app of the same owner: the union id is the same, the openid is new.
    (unionId && (await getDocument('identities', identityId('union', unionId))))
  if (!identity) return null
  if (known.size >= KEPT) known.clear()
  known.set(openId, { memberId: identity.memberId, readAt: now })
  return identity.memberId
}

/** After the link was seen to be broken. */
export function forgetLink(openId: string): void {
  known.delete(openId)
}
