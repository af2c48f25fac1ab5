import type { Caller } from './caller'
import { findFields } from '../database/collection'
import { identityId } from '../personal-data'

const LINKS_MAX = 100

/** Links of the WeChat that has the role; null on an entry from before they were stored. */
export interface Enrolled {
  wechats: string[] | null
}

/**
 * The WeChat with which this member joined, by all of its ids. A role belongs to that WeChat: not
 * to a phone, which may be given to others, and not to other WeChats that lead to the same account.
 */
export async function wechatsOf(memberId: string): Promise<string[]> {
  return linksWhere({ memberId, found: false })
}

/** Every WeChat that leads to this member, including those that found the account later. */
export async function allWechatsOf(memberId: string): Promise<string[]> {
  return linksWhere({ memberId })
}

async function linksWhere(where: { memberId: string; found?: false }): Promise<string[]> {
  const links = await findFields('identities', { where, limit: LINKS_MAX }, ['_id'])
  return links.map(({ _id }) => _id).filter((link) => !link.startsWith('phone:'))
}

/** The links of the calling WeChat, by each of its ids. */
export function linksOf({ openId, unionId }: Caller): string[] {
  return [
    ...(openId ? [identityId('wechat', openId)] : []),
    ...(unionId ? [identityId('union', unionId)] : []),
  ]
}

/** An entry without links is for every WeChat of its member; no phone leads to a member now. */
export function isEnrolled({ wechats }: Enrolled, caller: Caller): boolean {
  if (!wechats) return true
  return linksOf(caller).some((link) => wechats.includes(link))
}
