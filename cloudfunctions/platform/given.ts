import type { Gift } from '../domain/leave'
import type { MemberContext } from './caller-gate'
import { getDocument, getMany } from './collection'
import { givenId, identityId, openSealed } from './personal-data'

/**
 * Whether this person had the gift before they left and came back. Only ever written by leaving,
 * before the links are free for a new member, so it may be read outside a transaction.
 */
export async function hadBefore(gift: Gift, context: MemberContext): Promise<boolean> {
  const { brand, caller, openId, memberId } = context
  const phone = openSealed((await getDocument('members', memberId))?.phoneSealed ?? null)
  const links = [
    identityId('wechat', openId),
    ...(caller.unionId ? [identityId('union', caller.unionId)] : []),
    ...(phone === null ? [] : [identityId('phone', phone)]),
  ]
  const ids = links.map((link) => givenId(brand, link))
  const kept = await getMany('given', ids)
  return [...kept.values()].some(({ gifts }) => gifts.includes(gift))
}
