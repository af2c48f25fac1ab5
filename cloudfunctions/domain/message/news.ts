import type { Account } from '../account/account'
import type { Coupon } from '../coupon/coupon'

const DAY_MS = 86_400_000

/** Older things are not news any more, even for a member who never opened their messages. */
export const NEWS_MS = 30 * DAY_MS

/** A coupon's end is announced at 8:00 on the third day before its last one. */
const ENDING_BEFORE_MS = 4 * DAY_MS - 8 * 3_600_000 - 1

/** What happens to a coupon that its member holds; that it was given is in the ledger. */
export interface CouponNews {
  what: 'ending' | 'ended' | 'used'
  at: number
}

/** The time from which on something is news to this member: when they last looked. */
export function newsSince({ newsSeenAt, joinedAt }: Account, now: number): number {
  return Math.min(now, Math.max(newsSeenAt ?? joinedAt, now - NEWS_MS))
}

export function endingAt({ expiresAt }: Pick<Coupon, 'expiresAt'>): number {
  return expiresAt - ENDING_BEFORE_MS
}

/** The end of a coupon whose announcement is due at this instant. */
export function endToldAt(instant: number): number {
  return instant + ENDING_BEFORE_MS
}

/** The newest event of a coupon, or null where nothing happened. */
export function couponNews(
  coupon: Pick<Coupon, 'state' | 'issuedAt' | 'expiresAt' | 'writtenOff'>,
  now: number,
): CouponNews | null {
  const { state, issuedAt, expiresAt, writtenOff } = coupon
  if (writtenOff) return { what: 'used', at: writtenOff.at }
  if (state !== 'issued') return null
  if (expiresAt < now) return { what: 'ended', at: expiresAt }
  const at = endingAt(coupon)
  // The end of a coupon with a shorter life was announced when it was given.
  return at <= now && issuedAt < at ? { what: 'ending', at } : null
}

/** 已读: what the member's list showed is no longer news; null where that is already stored. */
export function seeThrough(account: Account, list: { at: number; count: number }): Account | null {
  const { newsCount = 0, newsSeen = 0, newsSeenAt = 0 } = account
  const seen = Math.max(newsSeen, Math.min(list.count, newsCount))
  const seenAt = Math.max(newsSeenAt, list.at)
  if (seen === newsSeen && seenAt === newsSeenAt) return null
  return { ...account, newsSeen: seen, newsSeenAt: seenAt }
}

/** 未读: whether anything came since the member last looked at their messages. */
export function hasNews(
  account: Account,
  coupons: readonly Parameters<typeof couponNews>[0][],
  now: number,
): boolean {
  const since = newsSince(account, now)
  const { newsCount = 0, newsSeen = 0, newsAt = 0 } = account
  if (newsCount > newsSeen || newsAt > since) return true
  return coupons.some((coupon) => (couponNews(coupon, now)?.at ?? 0) > since)
}
