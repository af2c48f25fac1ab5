import { getDocument } from './collection'
import { identityId } from './personal-data'

/** A link from a WeChat user to a member never changes once made, so an instance may keep it. */
const KEPT = 5000
const known = new Map<string, string>()

/** The member behind a WeChat user, or null for somebody who has not joined. */
export async function memberIdOf(openId: string): Promise<string | null> {
  const kept = known.get(openId)
  if (kept) return kept
  const identity = await getDocument('identities', identityId('wechat', openId))
  if (!identity) return null
  if (known.size >= KEPT) known.clear()
  known.set(openId, identity.memberId)
  return identity.memberId
}
