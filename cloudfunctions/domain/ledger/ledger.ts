import { assertAccount, NEVER, type Account } from '../account/account'
import { assert, assertWhole } from '../assert'
import { addKinds, type ByKind } from '../account/by-kind'
import { addDays, businessDay } from '../business-day'
import { withGrowth } from '../account/growth-bucket'
import { kindsOf } from './entry-kinds'
import { isNews, oneMoreNews } from './entry-news'
import { expiresOn, type ExpiryPolicy } from './expiry'
import {
  addToLots,
  assertLots,
  splitExpired,
  sumOfLots,
  takeFromLots,
  type Lot,
  type Lots,
} from '../account/lot'
import { withoutNickname } from '../staff/staff-words'
import type { Entry } from '../account/entry'
import type { GraceFacts } from '../account/entry-facts'
import type { Cause, Change, Movement } from './movement'

/** Fields that few movements have; the reason given by staff is kept forever. */
function extrasOf({ by, cap, grace }: Cause, { nickname }: Account): Partial<Extras> {
  return {
    ...(by ? { by: { ...by, reason: withoutNickname(by.reason, nickname) } } : {}),
    ...(cap ? { cap } : {}),
    ...(grace ? { grace } : {}),
  }
}

type Extras = Pick<Entry, 'by' | 'cap' | 'grace'>

function grown(account: Account, growth: number, { now, afterGrowth }: Cause): Partial<Account> {
  if (growth === 0) return {}
  const alone = withGrowth(account, growth, businessDay(now))
  return { ...alone, ...afterGrowth?.(account, growth, now) }
}

/** Makes one movement's entry and account; the rules of each kind are below and in other files. */
export function record(account: Account, change: Change, cause: Cause): Movement {
  const points = sumOfLots(change.lots)
  const lots = addToLots(account.lots, change.lots)
  const byKind = kindsOf(change, points, cause)
  const next: Account = {
    ...account,
    ...grown(account, change.growth ?? 0, cause),
    seq: account.seq + 1,
    balance: account.balance + points,
    lots,
    nextExpiry: lots[0]?.expiresOn ?? NEVER,
    deficit: account.deficit + (change.deficit ?? 0),
    earnedByKind: addKinds(account.earnedByKind, byKind),
    ...(isNews(cause) ? oneMoreNews(account) : {}),
  }
  assertAccount(next)
  const [programme, member] = [`program:${account.brand}`, `member:${account.memberId}`]
  const inward = points >= 0
  return {
    account: next,
    entries: [
      {
        _id: `${account._id}:${cause.key}`,
        account: account._id,
        brand: account.brand,
        seq: next.seq,
        kind: cause.kind ?? change.kind,
        source: cause.source,
        from: inward ? programme : member,
        to: inward ? member : programme,
        points,
        growth: change.growth ?? 0,
        deficit: change.deficit ?? 0,
        byKind,
        lots: change.lots,
        balanceAfter: next.balance,
        ...cause.happened,
        occurredAt: cause.now,
        businessDay: businessDay(cause.now),
        ruleVersion: cause.ruleVersion,
        requestId: cause.requestId ?? null,
        of: cause.of ?? null,
        ref: cause.ref ?? null,
        ...extrasOf(cause, account),
      },
    ],
  }
}

export function negative(lots: Lot[]): Lot[] {
  return lots.map((lot) => ({ ...lot, points: -lot.points }))
}

/**
 * Removes lots that expired before today. Every movement starts here, so nothing expired is spent.
 */
export function expire(account: Account, now: number, ruleVersion: number): Movement {
  assertAccount(account)
  const { expired } = splitExpired(account.lots, businessDay(now))
  const last = expired.at(-1)
  if (!last) return { account, entries: [] }
  return record(
    account,
    { kind: 'expire', lots: negative(expired) },
    {
      key: `expire:${last.expiresOn}:${account.seq + 1}`,
      source: 'expiry',
      happened: { what: 'expiry', facts: { on: last.expiresOn } },
      now,
      ruleVersion,
    },
  )
}

/** Pays an earlier deficit, then puts the remaining points into the lot of their expiry. */
export function earn(
  account: Account,
  earned: { points: number; growth: number; byKind?: ByKind },
  policy: ExpiryPolicy,
  cause: Cause,
): Movement & { paidToDeficit: number } {
  assertWhole(earned.points, 'earned points')
  assertWhole(earned.growth, 'earned growth')
  const paidToDeficit = Math.min(earned.points, account.deficit)
  const kept = earned.points - paidToDeficit
  const lastDay = expiresOn(policy, businessDay(cause.now))
  const movement = record(
    account,
    {
      kind: 'earn',
      lots: kept > 0 ? [{ expiresOn: lastDay, points: kept }] : [],
      growth: earned.growth,
      deficit: -paidToDeficit,
      byKind: earned.byKind,
    },
    cause,
  )
  return { ...movement, paidToDeficit }
}

/** Spends points, the earliest expiry first. The caller has checked that there are enough. */
export function burn(account: Account, points: number, cause: Cause): Movement {
  assertWhole(points, 'burned points')
  const { taken } = takeFromLots(account.lots, points)
  assert(sumOfLots(taken) === points, 'a burn is covered by the lots')
  return record(account, { kind: 'burn', lots: negative(taken) }, cause)
}

/** Takes back an earning; the part that was already spent becomes a deficit. `byKind` has signs. */
export function clawBack(
  account: Account,
  taken: { points: number; growth: number; byKind?: ByKind },
  cause: Cause,
): Movement & { deficit: number } {
  assertWhole(taken.points, 'points to claw back')
  const lots = takeFromLots(account.lots, taken.points).taken
  const deficit = taken.points - sumOfLots(lots)
  const growth = -Math.min(taken.growth, account.growth)
  const movement = record(
    account,
    { kind: 'clawback', lots: negative(lots), growth, deficit, byKind: taken.byKind },
    cause,
  )
  return { ...movement, deficit }
}

export interface Restored extends Movement {
  /** The points that went back into lots. */
  restored: number
  paidToDeficit: number
  grace: GraceFacts | null
}

/**
 * Gives points back to the lots that they came from. A deficit is paid first, otherwise a member
 * could escape the debt by spending before a refund and cancelling after it. Points of expired lots
 * get some days of grace.
 */
export function restore(account: Account, lots: Lots, graceDays: number, cause: Cause): Restored {
  assertLots(lots)
  const today = businessDay(cause.now)
  const paidToDeficit = Math.min(sumOfLots(lots), account.deficit)
  const { good, expired } = splitExpired(takeFromLots(lots, paidToDeficit).left, today)
  const late = sumOfLots(expired)
  const grace = late > 0 ? { points: late, until: addDays(today, graceDays) } : null
  const back = grace ? addToLots(good, [{ expiresOn: grace.until, points: late }]) : good
  const change = { kind: 'restore' as const, lots: back, deficit: -paidToDeficit }
  const moved = record(account, change, { ...cause, grace })
  return { ...moved, restored: sumOfLots(back), paidToDeficit, grace }
}

/** The points that an entry took from its lots. */
export function takenBy(entry: Pick<Entry, 'lots'>): Lot[] {
  return negative(entry.lots)
}
