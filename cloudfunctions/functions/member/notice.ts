import * as v from 'valibot'
import { listNotices, readNotices, subscribe, NoticeView } from '../../contracts/message/notice'
import type { NoticeSettings } from '../../contracts/message/notice-settings'
import { assert } from '../../domain/assert'
import { businessDay } from '../../domain/business-day'
import type { Coupon } from '../../domain/coupon/coupon'
import {
  couponBounds,
  couponLine,
  couponNewsText,
  firstOf,
  type InboxLine,
} from '../../domain/message/inbox'
import { hasNews, newsSince, seeThrough, type CouponNews } from '../../domain/message/news'
import { noticeText } from '../../domain/message/notice'
import { firstAnswer } from '../../domain/once-only'
import { countAccepts, newSubscriptions } from '../../domain/account/subscription'
import { memberHandler, type MemberContext } from '../../platform/door/caller-gate'
import { _ } from '../../platform/wechat/cloud'
import { findDocuments, updateWhere, type Query } from '../../platform/database/collection'
import { readable } from '../../platform/door/damaged'
import { contentHash } from '../../platform/ids'
import { ownAccount, readOwnAccount } from '../../platform/door/member-account'
import { encrypt, tryDecrypt } from '../../platform/personal-data'
import { inForce } from '../../workflows/programme/publication'
import { transact, type Transaction } from '../../platform/database/transaction'
import type { Notice } from '../../domain/message/message'

const NOTICES_PER_PAGE = 20

/** 消息: notices, together with what happened to coupons, read from the coupons themselves. */
export const handleListNotices = memberHandler(listNotices, async ({ before }, context) => {
  const { brand, now, accountId } = context
  const { rules } = (await inForce(brand, now)).program
  const [account, ...lists] = await Promise.all([
    readOwnAccount(accountId),
    noticesOf(accountId, before),
    ...couponQueries(accountId, before, now).map((query) => couponsOf(query, context)),
  ])
  const { page, next } = firstOf<InboxItem>(lists, NOTICES_PER_PAGE)
  const newSince = newsSince(account, now)
  const coupons = page.flatMap((item) => ('coupon' in item ? [item.coupon] : []))
  const shown = (item: InboxItem) =>
    'coupon' in item
      ? readable(context, 'coupons', [item.coupon], NoticeView, () => couponView(item, newSince))
      : readable(context, 'messages', [item], NoticeView, () => viewOf(item, rules.pointUnit))
  return {
    notices: (await Promise.all(page.map(shown))).flat(),
    next,
    newSince,
    hasNews: hasNews(account, coupons, now),
    through: { at: now, count: account.newsCount ?? 0 },
    templateIds: templatesOf(rules.notices),
  }
})

interface CouponItem {
  coupon: Coupon
  news: CouponNews
}
type InboxItem = Notice | CouponItem

async function noticesOf(account: string, before?: string): Promise<InboxLine<InboxItem>[]> {
  const found = await findDocuments('messages', {
    where: { account, ...(before === undefined ? {} : { listKey: _.lt(before) }) },
    sort: [['listKey', -1]],
    limit: NOTICES_PER_PAGE + 1,
  })
  return found.map((value) => ({ key: value.listKey, value }))
}

/** Each kind of coupon event is one range of an index that the wallet also uses. */
function couponQueries(account: string, before: string | undefined, now: number): Query[] {
  const { endedBelow, usedBelow, endsFrom, endsBelow } = couponBounds(before, now)
  const limit = NOTICES_PER_PAGE + 1
  const issued = { account, state: 'issued' }
  const ending = { ...issued, endKey: _.and(_.gte(endsFrom), _.lt(endsBelow)) }
  const used = { account, state: 'writtenOff', useKey: _.lt(usedBelow) }
  return [
    { where: ending, sort: [['endKey', -1]], limit },
    { where: { ...issued, endKey: _.lt(endedBelow) }, sort: [['endKey', -1]], limit },
    { where: used, sort: [['useKey', -1]], limit },
  ]
}

const Line = v.custom<InboxLine<InboxItem>>(() => true)

async function couponsOf(query: Query, context: MemberContext): Promise<InboxLine<InboxItem>[]> {
  const found = await findDocuments('coupons', query)
  return readable(context, 'coupons', found, Line, (coupon) => couponLine(coupon, context.now))
}

function viewOf(notice: Notice, pointUnit: string): v.InferOutput<typeof NoticeView> {
  const { _id, kind, points, expiresOn, createdAt, readAt } = notice
  return {
    noticeId: _id,
    kind,
    ...noticeText(notice, pointUnit),
    points,
    expiresOn,
    couponId: null,
    at: createdAt,
    read: readAt !== null,
  }
}

function couponView(
  { coupon, news }: CouponItem,
  newSince: number,
): v.InferOutput<typeof NoticeView> {
  const couponId = news.what === 'ending' ? coupon._id : null
  return {
    noticeId: `${coupon._id}:${news.what}`,
    kind: 'coupon',
    couponId,
    points: 0,
    ...couponNewsText(coupon, news),
    expiresOn: businessDay(coupon.expiresAt),
    at: news.at,
    read: news.at <= newSince,
  }
}

export const handleReadNotices = memberHandler(readNotices, async ({ ids, through }, context) => {
  const { accountId: account, now } = context
  await readOwnAccount(account)
  if (ids.length > 0) {
    await updateWhere('messages', { _id: _.in(ids), account, readAt: null }, { readAt: now })
  }
  if (through) await noteSeen(account, { ...through, at: Math.min(through.at, now) })
  return {}
})

/** One mark on the account for everything that has no notice of its own: every phone sees it. */
async function noteSeen(accountId: string, list: { at: number; count: number }): Promise<void> {
  await transact(async (tx) => {
    const seen = seeThrough(await ownAccount(tx, accountId), list)
    if (!seen) return tx.abort(null)
    await tx.put('accounts', seen)
    return null
  })
}

export const handleSubscribe = memberHandler(subscribe, async (input, context) => {
  const { brand, now, openId } = context
  const { rules } = (await inForce(brand, now)).program
  // A phone may still show a template from before a change; an accept of it is useless now.
  const known = templatesOf(rules.notices).filter((id) => input.templateIds.includes(id))
  const about = contentHash([...new Set(input.templateIds)].sort())
  // Encrypted before the transaction opens: each encryption differs, and the callback may run
  // twice.
  const encrypted = encrypt(openId)
  const request = { requestId: input.requestId, about }
  return transact((tx) => countOnce(tx, known, request, encrypted, context))
})

function templatesOf({ templateId }: NoticeSettings): string[] {
  return templateId === '' ? [] : [templateId]
}

async function countOnce(
  tx: Transaction,
  known: string[],
  request: { requestId: string; about: string },
  encrypted: string,
  { accountId, memberId, openId }: MemberContext,
) {
  const account = await ownAccount(tx, accountId)
  const before = account.subscriptions ?? newSubscriptions()
  const first = firstAnswer(before.requests, request)
  if (first) return tx.abort('told' in first ? first.told : first)
  if (known.length === 0) return tx.abort({ counted: 0 })
  const member = await tx.get('members', memberId)
  assert(member !== null, 'an account belongs to a member')
  if (tryDecrypt(member.openIdEncrypted ?? null) !== openId) {
    await tx.put('members', { ...member, openIdEncrypted: encrypted })
  }
  const subscriptions = countAccepts(before, known, request)
  await tx.put('accounts', { ...account, subscriptions })
  return { counted: known.length }
}
