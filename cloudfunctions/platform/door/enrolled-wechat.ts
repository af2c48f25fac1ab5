import type { Caller } from './caller'
import { findFields } from '../database/collection'
import { identityId } from '../personal-data'

const LINKS_MAX = 100

/** Links of the WeChat that a role is given to; null on an entry from before they were kept. */
export interface Enrolled {
  wechats: string[] | null
}

/**
 * The WeChat that became this member, by all of its ids. A role is of that WeChat: not of a phone,
 * which is given to others, and not of whatever else leads to the same account.
 */
export async function wechatsOf(memberId: string): Promise<string[]> {
  return linksWhere({ memberId, found: false })
}

/** Every WeChat that leads to this member, also one that found its account later. */
export async function allWechatsOf(memberId: string): Promise<string[]> {
  return linksWhere({ memberId })
}

async function linksWhere(where: { memberId: string; found?: false }): Promise<string[]> {
  const links = await findFields('identities', { where, limit: LINKS_MAX }, ['_id'])
  return links.map(({ _id }) => _id).filter((link) => !link.startsWith('phone:'))
}

/** The links of the WeChat that calls, by each of its ids. */
export function linksOf({ openId, unionId }: Caller): string[] {
  return [
    ...(openId ? [identityId('wechat', openId)] : []),
    ...(unionId ? [identityId('union', unionId)] : []),
  ]
}

/** An entry without them is of whoever leads to its member: no phone does any more. */
export function isEnrolled({ wechats }: Enrolled, caller: Caller): boolean {
  if (!wechats) return true
  return linksOf(caller).some((link) => wechats.includes(link))
}
