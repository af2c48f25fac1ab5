import { addDays, businessDay, type BusinessDay } from '../business-day'
import type { PhoneMove } from '../account/account-parts'
import type { Notice } from '../message/message'

/** The card on the first screen ends; the notice stays, as a number may be lost for good. */
const CARD_DAYS = 30

/** The card that the first screen still shows; null for none. */
export function phoneCard({ phoneMove }: { phoneMove?: PhoneMove }, today: BusinessDay) {
  if (!phoneMove || businessDay(phoneMove.at) < addDays(today, -CARD_DAYS)) return null
  return phoneMoveText(phoneMove)
}

/** One notice per move and side. In the mini-program only. */
export function phoneNotice(
  { _id, brand }: Pick<Notice, '_id' | 'brand'>,
  move: PhoneMove,
): Notice {
  const { at, way } = move
  const day = businessDay(at)
  return {
    _id: `${_id}:phone:${at}:${way}`,
    brand,
    account: _id,
    kind: 'phone',
    phone: move,
    points: 0,
    expiresOn: day,
    days: 0,
    state: 'inbox',
    error: null,
    createdAt: at,
    sentAt: null,
    readAt: null,
    queue: 'none',
    sendingAt: null,
    listKey: `${at}:${day}:0`,
  }
}

/** What the member reads, on both sides. */
export function phoneMoveText({ way, masked }: PhoneMove): { title: string; text: string } {
  if (way === 'here') {
    return {
      title: '手机号原来在另一个微信',
      text:
        `手机号 ${masked} 现在归这个微信，转过来的只有号码：积分、券和身份还在原来那个微信里。` +
        `那也是你的，就用那个微信打开；已经用不了，请联系店家。`,
    }
  }
  return {
    title: '手机号已转到另一个微信',
    text:
      `手机号 ${masked} 刚在另一个微信里验证过，转过去的只有号码：积分、券和身份都还在这里。` +
      `要转回来，在「我的手机号」再验证一次；不是你本人做的，请联系店家。`,
  }
}
