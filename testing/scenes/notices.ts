import { checkIn } from '../../cloudfunctions/contracts/check-in/check-in'
import { subscribe } from '../../cloudfunctions/contracts/message/notice'
import { openBrandCloud, requestId, type Asker, type BrandCloud } from '../brand-cloud'
import type { CloudOptions } from '../../localcloud/cloud'

export const TEMPLATE = 'tpl-expiry_01'

/** A time in Shanghai in 2027; points of the demo's day expire on 30 November of that year. */
export function shanghai(day: string, time = '10:00'): number {
  return Date.parse(`2027-${day}T${time}:00+08:00`)
}

/** The demo brand with a template for its notices. */
export async function openNoticeCloud(options: Partial<CloudOptions> = {}): Promise<BrandCloud> {
  const brand = await openBrandCloud(options)
  await brand.edit('programs', 'shanyu', { notices: { templateId: TEMPLATE } })
  return brand
}

/** A member with 5 points that expire on 30 November 2027 and with this many accepted messages. */
export async function memberWithPoints(brand: BrandCloud, name: string, accepts = 0) {
  const member = await brand.member(name)
  await member.get(checkIn, { requestId: requestId() })
  for (let i = 0; i < accepts; i++) await accept(member)
  return { ...member, account: `shanyu:${member.memberId}` }
}

export function accept(member: Asker, id = requestId()) {
  return member.get(subscribe, { requestId: id, templateIds: [TEMPLATE] })
}

export async function acceptsLeft(brand: BrandCloud, account: string): Promise<unknown> {
  const found = await brand.cloud.database.get('accounts', account)
  const { subscriptions } = found as { subscriptions?: { counts: Record<string, number> } }
  return subscriptions?.counts[TEMPLATE]
}
