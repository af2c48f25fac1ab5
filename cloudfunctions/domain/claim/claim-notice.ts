import { CHANNEL_NAMES } from '../../contracts/order/channel'
import { businessDay, type BusinessDay } from '../business-day'
import { maskedOrderNo } from './claim-facts'
import { waitsForMoney, type Order, type OrderClaim } from '../order/order'
import type { ClaimReview, WaitingClaim } from './waiting-claim'
import type { ClaimNews, Notice } from '../message/message'

type About = Pick<WaitingClaim, 'brand' | 'account' | 'channel' | 'orderNo' | 'claimedAt'>

/** The claim waited too long, or its order came and brings nothing. */
export function closedNotice(claim: WaitingClaim, now: number): Notice {
  return noticeOf(claim, { outcome: 'closed', why: claim.reason }, 0, now)
}

export function rejectedNotice(
  claim: WaitingClaim,
  { reason }: NonNullable<ClaimReview['decision']>,
  now: number,
): Notice {
  return noticeOf(claim, { outcome: 'rejected', reason }, 0, now)
}

/** Staff gave the order to this member. */
export function approvedNotice(
  claim: WaitingClaim,
  { reason }: NonNullable<ClaimReview['decision']>,
  order: Order,
  now: number,
): Notice {
  const { points, ...where } = broughtOf(order)
  return noticeOf(claim, { outcome: 'approved', reason, ...where }, points, now)
}

/** The order came, and it belongs to this member. */
export function matchedNotice(claim: WaitingClaim, order: Order, now: number): Notice {
  const { points, ...where } = broughtOf(order)
  return noticeOf(claim, { outcome: 'matched', ...where }, points, now)
}

function broughtOf(order: Order) {
  const { state = 'waiting', postsOn = null, points = 0, pendingPoints = 0 } = order.claim ?? {}
  const untold = state === 'waiting' && waitsForMoney(order) ? { untold: true as const } : {}
  return { state, postsOn, ...untold, points: state === 'pending' ? pendingPoints : points }
}

/** Staff gave the order to another member; this one's points are taken back. */
export function movedAwayNotice(
  { brand, channel, orderNo }: Order,
  held: OrderClaim,
  reason: string,
  now: number,
): Notice {
  const { account, claimedAt, state, points, pendingPoints } = held
  const about = { brand, account, channel, orderNo, claimedAt }
  const worth = state === 'pending' ? pendingPoints : points
  return noticeOf(about, { outcome: 'movedAway', reason, state }, worth, now)
}

/** The order's phone is another member's: the one who only knew the number loses the order. */
export function movedToBuyerNotice(
  { brand, channel, orderNo }: Order,
  { account, claimedAt, state, pendingPoints }: OrderClaim,
  now: number,
): Notice {
  const about = { brand, account, channel, orderNo, claimedAt }
  return noticeOf(about, { outcome: 'movedToBuyer', state }, pendingPoints, now)
}

/** One member claimed the whole and another one a line of it: this one loses it. */
export function sameOrderNotice(
  { brand, channel, orderNo }: Order,
  { account, claimedAt, state, points, pendingPoints }: OrderClaim,
  now: number,
): Notice {
  const about = { brand, account, channel, orderNo, claimedAt }
  const worth = state === 'pending' ? pendingPoints : points
  return noticeOf(about, { outcome: 'sameOrder', state }, worth, now)
}

/** Its id is its natural key, so a second attempt finds the first. In the mini-program only. */
function noticeOf(
  { brand, account, channel, orderNo, claimedAt }: About,
  news: Omit<ClaimNews, 'channel' | 'orderNo'>,
  points: number,
  now: number,
): Notice {
  const day = businessDay(now)
  const claim = { ...news, channel, orderNo: maskedOrderNo(orderNo) }
  return {
    _id: `${account}:claim:${channel}:${orderNo}:${news.outcome}:${claimedAt}`,
    brand,
    account,
    kind: 'claim',
    claim,
    points,
    expiresOn: day,
    days: 0,
    state: 'inbox',
    error: null,
    createdAt: now,
    sentAt: null,
    readAt: null,
    // Many may close at one instant, so the order number makes the place in the list unique.
    queue: 'none',
    sendingAt: null,
    listKey: `${now}:${day}:0:${orderNo}`,
  }
}

const TITLES: Record<ClaimNews['outcome'], string> = {
  matched: '认领核对上了',
  approved: '认领通过了',
  rejected: '认领没有通过',
  closed: '认领关闭了',
  movedAway: '认领改归另一位会员',
  movedToBuyer: '认领改归下单的会员',
  sameOrder: '认领和别人的是同一笔',
}

/** What the member reads of it. */
export function claimNoticeText(news: ClaimNews, points: number, pointUnit: string) {
  const order = `${CHANNEL_NAMES[news.channel]}订单 ${news.orderNo}`
  const amount = `${points} ${pointUnit}`
  const texts: Record<ClaimNews['outcome'], () => string> = {
    matched: () => `${order} 核对上了，${broughtBy(news, amount)}。进度在认领记录里。`,
    approved: () => `店员核对了${order}，通过了，${broughtBy(news, amount)}。店员说：${said(news)}`,
    rejected: () =>
      `店员核对了${order}，没有通过，积分没有变化。原因：${said(news)}有疑问请带订单截图到门店核对。`,
    closed: () => `${order} ${CLOSED[news.why ?? 'notImported']}`,
    movedAway: () =>
      `店员核对后，${order} 归另一位会员，${takenWith(news, amount)}。` +
      `原因：${said(news)}有疑问请带订单截图到门店核对。`,
    movedToBuyer: () =>
      `${order} 的下单手机号是另一位会员的，归那位会员，${takenWith(news, amount)}。` +
      '有疑问请带订单截图到门店核对。',
    sameOrder: () =>
      `${order} 和另一位会员认领的是同一笔，归那位会员，${takenWith(news, amount)}。` +
      '有疑问请带订单截图到门店核对。',
  }
  return { title: TITLES[news.outcome], text: texts[news.outcome]() }
}

const CLOSED: Record<WaitingClaim['reason'], string> = {
  notImported: '等到期限也没有核对上，这次认领已关闭。请核对编号，可以再认领一次。',
  taken: '已由另一位会员认领，这次认领已关闭。有疑问请带订单截图到门店核对。',
  unpaid: '没有付款，这次认领已关闭。付款后可以再认领一次。',
  cancelled: '已取消或全额退款，不积分，这次认领已关闭。可以换一笔认领。',
  rejected: '没有通过核对，这次认领已关闭。有疑问请带订单截图到门店核对。',
  withdrawn: '已撤回，可以再认领一次。',
  moved: '改归另一位会员，这次认领已关闭。有疑问请带订单截图到门店核对。',
}

function broughtBy({ state, postsOn, untold }: ClaimNews, amount: string): string {
  if (state === 'credited') return `到账 ${amount}`
  if (state === 'pending') return `${amount} ${postsOn ? chineseDay(postsOn) : '退款期过后'}到账`
  return untold ? '店铺核对实付和退款后积分到账' : '交易完成后积分到账'
}

function takenWith({ state }: ClaimNews, amount: string): string {
  if (state === 'credited') return `它带来的 ${amount}已扣回`
  return state === 'pending' ? `待入账的 ${amount}不再入账` : '它还没有带来积分'
}

function chineseDay(day: BusinessDay): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** Adds a full stop where staff did not type one. */
function said({ reason = '' }: ClaimNews): string {
  return /[。！？!?.]$/.test(reason) ? reason : `${reason}。`
}
