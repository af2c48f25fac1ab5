import type { Account } from '../../domain/account/account'
import { businessDay } from '../../domain/business-day'
import type { Coupon } from '../../domain/coupon/coupon'
import { oneMoreNews } from '../../domain/ledger/entry-news'
import { makeTierNotice } from '../../domain/message/notice'
import { dueBirthday } from '../../domain/tier/tier-birthday'
import { dueTierNotice, nextTierDay } from '../../domain/tier/tier-due'
import { dueGifts, payTierGift, type TierGift } from '../../domain/tier/tier-gift'
import { bucketsOf, tierStateOn, type TierTerms } from '../../domain/tier/tier-state'
import { couponFor, type CouponTerms } from '../coupon/issue-coupon'
import type { Transaction } from '../../platform/database/transaction'
import type { Entry } from '../../domain/account/entry'
import type { TierState } from '../../domain/account/account-parts'
import type { Notice } from '../../domain/message/message'

interface Assessment extends CouponTerms {
  terms: TierTerms
}

interface Given {
  account: Account
  entries: Entry[]
  coupons: Coupon[]
  notices: Notice[]
}

/**
 * Does what is due for the tiers of some members, in one transaction: cycles that ended, gifts that
 * are owed and notices of a drop. A repeat finds nothing due.
 */
export async function assessTiersOf(
  tx: Transaction,
  ids: string[],
  assessment: Assessment,
): Promise<number> {
  const all: Given[] = []
  for (const id of ids) {
    const given = await assess(tx, id, assessment)
    if (given) all.push(given)
  }
  // Accounts are written first: a second run then meets a conflict and not a duplicate entry.
  for (const { account } of all) await tx.put('accounts', account)
  const every = <T>(of: (given: Given) => T[]) => all.flatMap(of)
  await tx.add(
    'ledger',
    every(({ entries }) => entries),
  )
  await tx.add(
    'coupons',
    every(({ coupons }) => coupons),
  )
  await tx.add(
    'messages',
    every(({ notices }) => notices),
  )
  return all.length
}

async function assess(tx: Transaction, id: string, assessment: Assessment): Promise<Given | null> {
  const { terms, now } = assessment
  const today = businessDay(now)
  const found = await tx.get('accounts', id)
  if (!found || found.leftAt !== undefined || found.nextTier > today) return null
  const state = tierStateOn(found, terms, today)
  const growthBuckets = [...bucketsOf(found, today)]
  let given: Given = { account: { ...found, growthBuckets }, entries: [], coupons: [], notices: [] }
  for (const gift of dueGifts(found, state, terms, today))
    given = await give(tx, given, gift, assessment)
  const tier = settled(found, state, today)
  const nextTier = nextTierDay(given.account, tier, terms, today)
  const notices = await noticesOf(tx, given.account, tier, assessment)
  const told = notices.length > 0 ? oneMoreNews(given.account) : {}
  return { ...given, account: { ...given.account, ...told, tier, nextTier }, notices }
}

/** The state to store once everything that was due is done. */
function settled(account: Account, state: TierState, today: string): TierState {
  const { manual, birthday } = state
  const seen = dueBirthday(account, birthday, today) ?? birthday
  const isOver = manual !== null && manual.until < today
  const rest = { ...state, gifts: [], manual: isOver ? null : manual }
  return seen === undefined ? rest : { ...rest, birthday: seen }
}

async function give(
  tx: Transaction,
  before: Given,
  gift: TierGift,
  assessment: Assessment,
): Promise<Given> {
  const { rules, now } = assessment
  const { account } = before
  const entry = `${account._id}:${gift.key}`
  if (await tx.get('ledger', entry)) return before
  const { coupon: templateId } = gift
  const coupon =
    templateId === null ? null : await couponFor(tx, account, { templateId, entry }, assessment)
  const named = coupon && { _id: coupon._id, title: coupon.face.title }
  const { versions, rules: program } = rules.program
  const paid = payTierGift(account, gift, named, {
    now,
    ruleVersion: versions.tiers,
    expiry: program.expiry,
    expiryVersion: versions.expiry,
  })
  return {
    ...before,
    account: paid.account,
    entries: [...before.entries, ...paid.entries],
    coupons: [...before.coupons, ...(coupon ? [coupon] : [])],
  }
}

async function noticesOf(
  tx: Transaction,
  account: Account,
  state: TierState,
  { terms, now }: Assessment,
): Promise<Notice[]> {
  const due = dueTierNotice(account, state, terms, businessDay(now))
  if (!due) return []
  const tier = terms.tiers.find(({ id }) => id === state.id)?.name ?? ''
  const notice = makeTierNotice(account, { ...due, tier }, now)
  return (await tx.get('messages', notice._id)) ? [] : [notice]
}
