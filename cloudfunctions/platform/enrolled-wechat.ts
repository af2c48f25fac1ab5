import type { Caller } from './caller'
import { findFields } from './collection'
import { identityId } from './personal-data'

const LINKS_MAX = 100

/** Links of the WeChat that a role is given to; absent on an entry from before they were kept. */
export interface Enrolled {
  wechats?: string[]
}

/**
 * The WeChat that became this member, by all of its ids. A role is of that WeChat: not of a phone,
 * which is given to others, and not of whatever else leads to the same account.
 */
export async function wechatsOf(memberId: string): Promise<string[]> {
  const where = { memberId, found: false }
  const links = await findFields('identities', { where, limit: LINKS_MAX }, ['_id'])
  return links.map(({ _id }) => _id).filter((link) => !link.startsWith('phone:'))
}

/** An entry without them is of whoever leads to its member: no phone does any more. */
export function isEnrolled({ wechats }: Enrolled, { openId, unionId }: Caller): boolean {
  if (!wechats) return true
  const own = [openId && identityId('wechat', openId), unionId && identityId('union', unionId)]
  return own.some((link) => link && wechats.includes(link))
}
