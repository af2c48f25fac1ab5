import type { Account } from './account'
import type { ExpiryPolicy } from './expiry'
import { earn, expire, type Movement } from './ledger'
import type { OwedGift } from './tier-state'

/** What a gift of a tier is paid by. */
export interface TierGiftTerms {
  now: number
  ruleVersion: number
  expiry: ExpiryPolicy
}

/** The natural key of a gift: one per tier and cycle, also for who lost the tier in between. */
export function tierGiftKey({ tier, cycle }: OwedGift): string {
  return `tier-gift:${tier}:${cycle}`
}

const TITLES: Record<OwedGift['why'], string> = {
  join: '入会礼',
  up: '升级礼',
  kept: '保级礼',
}

/** Pays one gift; a coupon of it is named by the entry, also where there are no points. */
export function payTierGift(
  account: Account,
  gift: OwedGift,
  pack: { tierName: string; points: number; coupon: { _id: string; title: string } | null },
  { now, ruleVersion, expiry }: TierGiftTerms,
): Movement {
  const { tierName, points, coupon } = pack
  const start = expire(account, now, ruleVersion)
  const paid = earn(start.account, { points, growth: 0 }, expiry, {
    ...{ key: tierGiftKey(gift), source: 'tier', title: TITLES[gift.why], now, ruleVersion },
    note: `${tierName}${coupon ? ` · 送「${coupon.title}」` : ''}`,
    ref: coupon?._id ?? null,
  })
  return { account: paid.account, entries: [...start.entries, ...paid.entries] }
}
