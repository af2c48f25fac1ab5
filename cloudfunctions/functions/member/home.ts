import * as v from 'valibot'
import { HomeCard, openHome } from '../../contracts/member/home'
import { shownName } from '../../contracts/member/nickname'
import { spendable, type Account } from '../../domain/account/account'
import { checkInStrip } from '../../domain/check-in/check-in'
import { addDays, businessDay } from '../../domain/business-day'
import { standingOf, tierTermsOf, type Standing } from '../../domain/tier/tier-standing'
import { hasAgreed } from '../../domain/member/consent'
import type { Coupon } from '../../domain/coupon/coupon'
import { hasNews, NEWS_MS } from '../../domain/message/news'
import { phoneCard } from '../../domain/member/phone-move'
import { visitorHandler } from '../../platform/door/caller-gate'
import { checkInRules } from '../../workflows/check-in/check-in-gifts'
import { _ } from '../../platform/wechat/cloud'
import { findFields, PAGE_MAX } from '../../platform/database/collection'
import { readableOne } from '../../platform/door/damaged'
import { readOwnAccount } from '../../platform/door/member-account'
import {
  inForce,
  NothingPublished,
  type InForce,
  type ProgramInForce,
} from '../../workflows/programme/publication'
import { CheckInStrip } from '../../contracts/check-in/check-in'
import type { ProgramRules } from '../../contracts/programme/program'
import { type CheckInState, newCheckInState } from '../../domain/account/account-parts'

export const handleHome = visitorHandler(openHome, async (_input, context) => {
  const { brand, now, today, accountId } = context
  const inForceNow = await inForce(brand, now)
  const { rules } = inForceNow.program
  const [account, coupons] = accountId
    ? await Promise.all([readOwnAccount(accountId), recentCoupons(accountId, now)])
    : [null, []]
  const shown = account
    ? await readableOne(context, 'accounts', account, OwnPart, () => ({
        card: cardOf(account, inForceNow.program, coupons, now),
        checkIn: stripOf(account.checkIn, inForceNow, today),
      }))
    : { card: null, checkIn: stripOf(newCheckInState(), inForceNow, today) }
  if (!shown) return { refused: 'ACCOUNT_DAMAGED' }
  return {
    brandName: rules.brandName,
    pointUnit: rules.pointUnit,
    tiers: orElse(() => rules.tiers, []),
    ...shown,
    contact: orElse(() => contactOf(rules), null),
    earnRate: orElse(() => ({ points: rules.earn.points, perFen: rules.earn.perFen }), NO_RATE),
  }
})

/** What is computed from the member's own account. */
const OwnPart = v.strictObject({ card: HomeCard, checkIn: CheckInStrip })
const NO_RATE = { points: 0, perFen: 0 }

function stripOf(state: CheckInState, rules: InForce, today: string) {
  const none = { today, checkedInToday: false, streakDays: 0, cycleDays: 0, days: [] }
  return orElse(() => checkInStrip(state, checkInRules(rules), today), none)
}

/** An unreadable part of the programme stops only what it rules; home still opens. */
function orElse<T>(read: () => T, without: T): T {
  try {
    return read()
  } catch (thrown) {
    if (thrown instanceof NothingPublished) return without
    throw thrown
  }
}

function contactOf({ contact }: ProgramRules) {
  return contact.service || contact.phone ? contact : null
}

/** Home mentions points that expire within this time; a date further off would only worry. */
const EXPIRING_WITHIN_DAYS = 60

type RecentCoupon = Pick<Coupon, 'state' | 'issuedAt' | 'expiresAt' | 'writtenOff'>

/** Usable coupons, and those that ended or were used recently, which may be news: one query. */
function recentCoupons(account: string, now: number): Promise<RecentCoupon[]> {
  const expiresAt = _.gte(now - NEWS_MS)
  const where = { account, state: _.in(['issued', 'writtenOff']), expiresAt }
  const fields = ['state', 'issuedAt', 'expiresAt', 'writtenOff'] as const
  return findFields('coupons', { where, limit: PAGE_MAX }, fields)
}

function tierView({ id, name, growth, next }: Standing) {
  return { id, name, growth, next }
}

function cardOf(account: Account, program: ProgramInForce, coupons: RecentCoupon[], now: number) {
  const today = businessDay(now)
  const terms = orElse(() => tierTermsOf(program.rules), undefined)
  const { points, lots } = spendable(account, today)
  const first = lots[0]
  const isSoon = first && first.expiresOn <= addDays(today, EXPIRING_WITHIN_DAYS)
  return {
    nickname: shownName(account.nickname),
    phoneMasked: account.phoneMasked,
    balance: points,
    deficit: account.deficit,
    pending: account.pending,
    couponsUsable: coupons.filter(({ state, expiresAt }) => state === 'issued' && expiresAt >= now)
      .length,
    hasNews: hasNews(account, coupons, now),
    tier: orElse(() => tierView(standingOf(account, program.rules.tiers, terms, today)), {
      id: '',
      name: '',
      growth: account.growth,
      next: null,
    }),
    expiring: isSoon ? { points: first.points, on: first.expiresOn } : null,
    phoneMove: phoneCard(account, today),
    isGuide: account.isGuide,
    isStaff: account.isStaff ?? false,
    // Earning and spending check it themselves and refuse, so a failed check here does no harm.
    consentOutdated: orElse(() => !hasAgreed(account, program), false),
  }
}
