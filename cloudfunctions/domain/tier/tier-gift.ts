import type { Account } from '../account/account'
import { addDays, type BusinessDay } from '../business-day'
import type { ExpiryPolicy } from '../ledger/expiry'
import { earn, expire } from '../ledger/ledger'
import { dueBirthday } from './tier-birthday'
import { standingOf } from './tier-standing'
import { hadBefore, withGiftHad } from './tier-gift-had'
import type { TierTerms } from './tier-state'
import type { Movement } from '../ledger/movement'
import type { OwedGift, TierGiftHad, TierState } from '../account/account-parts'

/** What is needed to pay a gift of a tier. */
export interface TierGiftTerms {
  now: number
  ruleVersion: number
  expiry: ExpiryPolicy
  expiryVersion: number
}

/** A gift that is due: its natural key, its kind and its content. */
export interface TierGift {
  key: string
  what: `tier-${OwedGift['why'] | 'birthday'}`
  tierName: string
  points: number
  /** The template of its coupon. */
  coupon: string | null
  /** What is stored about it; absent for a birthday gift, which is remembered by its year. */
  had?: TierGiftHad
}

/** Everything that the job has to give today. A tier without a gift owes none. */
export function dueGifts(
  account: Account,
  state: TierState,
  terms: TierTerms,
  today: BusinessDay,
): TierGift[] {
  const fresh = state.gifts.filter((gift) => !hadBefore(account.tierGifts, gift))
  const owed = fresh.flatMap((gift) => tierGift(gift, state, terms) ?? [])
  const birthday = birthdayPack({ ...account, tier: state }, terms, today)
  return birthday ? [...owed, birthday] : owed
}

/** One per tier and cycle, even if the member lost the tier in between. */
function tierGift(
  { tier, cycle, why }: OwedGift,
  { cycle: now }: TierState,
  { tiers, policy }: TierTerms,
): TierGift | null {
  const pack = policy.gifts.find((each) => each.tier === tier)
  if (!pack) return null
  const tierName = tiers.find(({ id }) => id === tier)?.name ?? ''
  const { points, coupon } = pack
  const had = { tier, until: cycle === now.from ? now.to : addDays(now.from, -1) }
  return { key: `tier-gift:${tier}:${cycle}`, what: `tier-${why}`, tierName, points, coupon, had }
}

/** 生日礼: of the tier that the member has on the day, once a calendar year. */
function birthdayPack(account: Account, terms: TierTerms, today: BusinessDay): TierGift | null {
  const day = dueBirthday(account, account.tier?.birthday, today)
  const { id, name } = standingOf(account, terms.tiers, terms, today)
  const pack = terms.policy.benefits.find(({ tier }) => tier === id)?.birthday
  if (day === null || !pack) return null
  const { points, coupon } = pack
  const key = `tier-birthday:${day.slice(0, 4)}`
  return { key, what: 'tier-birthday', tierName: name, points, coupon }
}

/** Pays one gift; its coupon is named by the entry, which exists even without points. */
export function payTierGift(
  account: Account,
  { key, what, tierName, points, had }: TierGift,
  coupon: { _id: string; title: string } | null,
  { now, ruleVersion, expiry, expiryVersion }: TierGiftTerms,
): Movement {
  const start = expire(account, now, expiryVersion)
  const paid = earn(start.account, { points, growth: 0 }, expiry, {
    key,
    source: 'tier',
    now,
    ruleVersion,
    happened: { what, facts: { tier: tierName, coupon: coupon?.title ?? null } },
    ref: coupon?._id ?? null,
  })
  const tierGifts = had && { tierGifts: withGiftHad(account.tierGifts ?? [], had) }
  const noted = { ...paid.account, ...tierGifts }
  return { account: noted, entries: [...start.entries, ...paid.entries] }
}
