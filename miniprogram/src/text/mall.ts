import type { RefusalDetail } from '@contracts/action'
import type { openReward } from '@contracts/mall/mall'
import type { cancelRedemption, redeem, showPickUp, showPoolCode } from '@contracts/mall/redemption'
import type {
  cancelReservation,
  checkReservation,
  payReservation,
  reserve,
} from '@contracts/mall/reservation'
import { grouped } from '@/ui/numbers'
import { dayAndTime, dayInWords } from './dates'
import { audienceWords, cashWords, limitWords, thisPeriod } from './offer'
import { numberIn, textIn, type Sentences } from './sentence'

const shelf = { label: '看别的', way: 'mall' } as const
const newPrice = { label: '看新价', way: 'reload' } as const
const again = { label: '刷新', way: 'reload' } as const
const wallet = { label: '回券包', way: 'coupon' } as const

export const OPEN_REWARD: Sentences<typeof openReward> = {
  REWARD_NOT_FOUND: () => ({ title: '这件已下架', body: '商城里还有别的可以换。', wayOut: shelf }),
}

export const REDEEM: Sentences<typeof redeem> = {
  REWARD_NOT_FOUND: () => ({ title: '这件刚下架', body: '积分没有扣。', wayOut: shelf }),
  OFFER_GONE: (detail) => ({
    title: '这个价已经结束',
    body: `${lastDayIn(textIn(detail, 'on'))}积分没有扣，看过现在的价格再换。`,
    wayOut: newPrice,
  }),
  OFFER_NOT_YOURS: (detail) => ({
    title: '你现在用不了这个价',
    body: `只给${audienceIn(detail)}，积分没有扣。`,
    wayOut: newPrice,
  }),
  OFFER_USED_UP: (detail) => ({
    title: '这个价的名额换完了',
    body: `${thisPeriod(textIn(detail, 'period'))}一共 ${grouped(numberIn(detail, 'limit'))} 件，积分没有扣。`,
    wayOut: newPrice,
  }),
  NOT_ON_SALE_YET: (detail) => ({
    title: '还没开售',
    body: `${dayAndTime(numberIn(detail, 'opensAt'))} 开售，积分没有扣。到时再来换。`,
    wayOut: shelf,
  }),
  PRICE_CHANGED: (detail) => ({
    title: `现在要 ${grouped(numberIn(detail, 'points'))} 积分${cashWords('fen' in detail ? numberIn(detail, 'fen') : 0)}`,
    body: '刚刚改了价，积分没有扣。看过新价再换。',
    wayOut: newPrice,
  }),
  POINTS_SHORT: (detail) => ({
    title: `还差 ${grouped(numberIn(detail, 'short'))} 积分`,
    body: '认领一笔订单或每天签到都能攒。',
    wayOut: { label: '去认领订单', way: 'claim' },
  }),
  SOLD_OUT: () => ({
    title: '刚被换完',
    body: '积分没有扣，补货后会回到商城。',
    wayOut: shelf,
  }),
  MEMBER_LIMIT_REACHED: (detail) => ({
    title: '已经换满了',
    body: `${limitWords(numberIn(detail, 'limit'), textIn(detail, 'period'))}，积分没有扣。`,
    wayOut: shelf,
  }),
  SHOP_NEEDED: () => ({
    title: '选一家自提门店',
    body: '选好门店再确认，积分没有扣。',
    wayOut: { label: '选门店', way: 'edit' },
  }),
  SHOP_NOT_FOUND: () => ({
    title: '这家门店暂时不能自提',
    body: '换一家门店，积分没有扣。',
    wayOut: { label: '重选门店', way: 'reload' },
  }),
}

const NOT_YOURS = {
  title: '没有找到这笔兑换',
  body: '它可能属于另一个微信。你换的都在兑换记录里。',
  wayOut: { label: '看兑换记录', way: 'redemption' },
} as const

const closed = {
  title: '现在收不了款',
  body: '门店还没开通收款，积分没有扣。',
  wayOut: shelf,
} as const
const over = {
  title: '付款时间过了',
  body: '已经放回去，积分都退给你了。',
  wayOut: shelf,
} as const
const paid = {
  title: '已经付过了',
  body: '不会再扣一次钱。',
  wayOut: again,
} as const
const lost = {
  title: '没有找到这笔待付款',
  body: '它可能属于另一个微信。',
  wayOut: shelf,
} as const

export const RESERVE: Sentences<typeof reserve> = {
  ...REDEEM,
  PAY_NOT_OPEN: () => closed,
  RESERVATION_OVER: () => over,
  ALREADY_PAID: () => paid,
}

/** Paying, asking how it stands and giving it up are refused for the same reasons. */
export const PAY: Sentences<typeof payReservation> &
  Sentences<typeof checkReservation> &
  Sentences<typeof cancelReservation> = {
  PAY_NOT_OPEN: () => closed,
  RESERVATION_NOT_FOUND: () => lost,
  RESERVATION_OVER: () => over,
  ALREADY_PAID: () => paid,
}

export const SHOW_PICK_UP: Sentences<typeof showPickUp> = {
  REDEMPTION_NOT_FOUND: () => NOT_YOURS,
}

export const SHOW_CODE: Sentences<typeof showPoolCode> = {
  REDEMPTION_NOT_FOUND: () => NOT_YOURS,
  ALREADY_CANCELLED: () => ({
    title: '这笔兑换已经取消',
    body: '积分已经退回，兑换码不再给你看。',
    wayOut: again,
  }),
}

export const CANCEL: Sentences<typeof cancelRedemption> = {
  REDEMPTION_NOT_FOUND: () => ({
    title: '没有找到这笔兑换',
    body: '它可能属于另一个微信，积分没有变化。',
    wayOut: again,
  }),
  ALREADY_CANCELLED: () => ({
    title: '已经取消过了',
    body: '积分已经退回，在积分明细里能看到。',
    wayOut: again,
  }),
  ALREADY_FULFILLED: () => ({
    title: '好物已经领走了',
    body: '领取后不能再取消，有问题请找门店。',
    wayOut: again,
  }),
  CODE_SHOWN: () => ({
    title: '兑换码已经看过了',
    body: '看过以后不能再取消，积分没有变化。',
    wayOut: again,
  }),
  NOT_CANCELLABLE: () => ({
    title: '这件兑换后不能取消',
    body: '兑换时已经约定，积分没有变化。有特殊情况请找门店。',
    wayOut: { label: '知道了', way: 'edit' },
  }),
  COUPON_USED: (detail) => ({
    title: '这张券已经用掉了',
    body: `${usedWhere(textIn(detail, 'shopName'), numberIn(detail, 'at'))}用过，不能再取消。`,
    wayOut: wallet,
  }),
  COUPON_EXPIRED: ended('这张券已经过期', wallet),
  CODE_EXPIRED: ended('兑换码已经过期', again),
  COUPON_REVOKED: () => ({
    title: '这张券已经作废',
    body: '积分没有变化，有疑问请找门店。',
    wayOut: wallet,
  }),
}

function ended(title: string, wayOut: typeof again | typeof wallet) {
  return (detail: RefusalDetail) => ({
    title,
    body: `${dayInWords(textIn(detail, 'on'))}到期，过期后不能取消。`,
    wayOut,
  })
}

function lastDayIn(day: string): string {
  return day === '' ? '' : `${dayInWords(day)}是最后一天。`
}

function audienceIn(detail: RefusalDetail): string {
  const points = (name: string) => (name in detail ? numberIn(detail, name) : null)
  const whom = { tiers: textIn(detail, 'tiers'), from: points('from'), to: points('to') }
  const words = audienceWords(whom) || '指定会员'
  return whom.tiers === '' && words !== '指定会员' ? `${words}的会员` : words
}

function usedWhere(shopName: string, at: number): string {
  return `${dayAndTime(at)} 在${shopName || '门店'}`
}
