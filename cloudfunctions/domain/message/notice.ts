import type { NoticeSettings } from '../../contracts/message/notice-settings'
import { spendable, type Account } from '../account/account'
import { addDays, businessDay, daysBetween, startOfDay, type BusinessDay } from '../business-day'
import type { Lot } from '../account/lot'
import { claimNoticeText } from '../claim/claim-notice'
import { phoneMoveText } from '../member/phone-move'
import { acceptedOf, newSubscriptions } from '../account/subscription'
import type { Notice } from './message'

export interface DueNotice extends Lot {
  days: number
}

/** Members with a lot that expires by this day are reminded today. */
export function noticeHorizon(expiryDays: readonly number[], today: BusinessDay): BusinessDay {
  return addDays(today, Math.max(0, ...expiryDays))
}

/** Lots whose member is reminded today, each with the nearest step; missed steps are skipped. */
export function dueNotices(
  account: Account,
  expiryDays: readonly number[],
  today: BusinessDay,
): DueNotice[] {
  return spendable(account, today).lots.flatMap((lot) => {
    const left = daysBetween(today, lot.expiresOn)
    const steps = expiryDays.filter((days) => days >= left)
    return steps.length === 0 ? [] : [{ ...lot, days: Math.min(...steps) }]
  })
}

export function noticeId(account: string, { expiresOn, days }: Omit<DueNotice, 'points'>): string {
  return `${account}:expiry:${expiresOn}:${days}`
}

export function makeNotice(
  account: Account,
  due: DueNotice,
  templateId: string,
  now: number,
): Notice {
  const { points, expiresOn, days } = due
  const accepted = acceptedOf(account.subscriptions ?? newSubscriptions(), templateId)
  const queue = accepted > 0 ? 'waiting' : 'none'
  return {
    _id: noticeId(account._id, due),
    brand: account.brand,
    account: account._id,
    kind: 'expiry',
    points,
    expiresOn,
    days,
    state: 'inbox',
    error: null,
    createdAt: now,
    sentAt: null,
    readAt: null,
    queue,
    sendingAt: null,
    listKey: `${now}:${expiresOn}:${days}`,
  }
}

/** 掉级提醒, in the mini-program only: the messages that members accepted are about points. */
export function makeTierNotice(
  account: Pick<Account, '_id' | 'brand'>,
  {
    tier,
    missing,
    lastDay,
    days,
  }: { tier: string; missing: number; lastDay: string; days: number },
  now: number,
): Notice {
  return {
    _id: `${account._id}:tier:${lastDay}:${days}`,
    brand: account.brand,
    account: account._id,
    kind: 'tier',
    tier,
    points: missing,
    expiresOn: lastDay,
    days,
    state: 'inbox',
    error: null,
    createdAt: now,
    sentAt: null,
    readAt: null,
    queue: 'none',
    sendingAt: null,
    listKey: `${now}:${lastDay}:${days}`,
  }
}

/** Members' phones stay quiet from 22:00 to 8:00, Shanghai time. */
export function isQuietHour(now: number): boolean {
  const hour = Math.floor((now - startOfDay(businessDay(now))) / 3_600_000)
  return hour < 8 || hour >= 22
}

/** `2026年11月30日`, the format of WeChat's date field. */
export function chineseDate(day: BusinessDay): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** What the member reads. It names the day and not the number of days left, so it stays true. */
export function noticeText(
  notice: Pick<Notice, 'points' | 'expiresOn' | 'tier' | 'claim' | 'phone'>,
  pointUnit: string,
) {
  const { points, expiresOn, tier, claim, phone } = notice
  if (phone) return phoneMoveText(phone)
  if (claim) return claimNoticeText(claim, points, pointUnit)
  if (tier !== undefined) {
    return {
      title: `「${tier}」等级快到期了`,
      text:
        `到 ${chineseDate(expiresOn)}当天为止，再攒 ${points} 成长值就能保住「${tier}」，` +
        `不够的话会降一级。下单后认领订单就能攒成长值。`,
    }
  }
  return {
    title: `${pointUnit}快到期了`,
    text:
      `你有 ${points} ${pointUnit}用到 ${chineseDate(expiresOn)}当天为止，过后会清零。` +
      `请在这之前到积分商城兑换。`,
  }
}

/** The fields of the subscription message. */
export function messageData(due: DueNotice, fields: NoticeSettings['fields']) {
  return {
    [fields.points]: { value: String(due.points) },
    [fields.date]: { value: chineseDate(due.expiresOn) },
    // A text field of WeChat holds 20 characters.
    [fields.hint]: { value: '过期会清零，请到积分商城兑换' },
  }
}
