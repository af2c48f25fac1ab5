import type { startDuty } from '@contracts/duty'
import type { validateCoupon, writeOff } from '@contracts/write-off'
import { dayAndTime, dayInWords } from './dates'
import { listIn, textIn, type Sentences } from './sentence'

const again = { label: '再扫一张', way: 'edit' } as const

export const START_DUTY: Sentences<typeof startDuty> = {
  SHOP_CODE_UNKNOWN: () => ({
    title: '没有这个门店码',
    body: '扫店里柜台上的上岗码，或输入码下面的门店编号。',
    wayOut: { label: '重新输入', way: 'edit' },
  }),
  SHOP_NOT_YOURS: (detail) => ({
    title: `你不在「${textIn(detail, 'shopName')}」的名单里`,
    body: '请店长把你加进这家店，再来上岗。',
    wayOut: { label: '换一家', way: 'edit' },
  }),
}

/** 验券 and 核销 are refused for the same reasons. */
export const WRITE_OFF: Sentences<typeof writeOff> & Sentences<typeof validateCoupon> = {
  OFF_DUTY: () => ({ title: '还没上岗', body: '先扫门店码上岗，再核销。' }),
  COUPON_CODE_INVALID: () => ({
    title: '这不是券码',
    body: '券码是 12 位数字，请顾客打开「出示码」再扫一次。',
    wayOut: again,
  }),
  COUPON_NOT_FOUND: () => ({
    title: '没有这张券',
    body: '核对 12 位数字，或请顾客刷新券码。',
    wayOut: again,
  }),
  COUPON_USED: (detail) => ({
    title: '这张券用过了',
    body: usedAt(detail['at'], textIn(detail, 'shopName')),
    wayOut: again,
  }),
  COUPON_EXPIRED: (detail) => ({
    title: '这张券过期了',
    body: `${dayInWords(textIn(detail, 'on'))}到期，不能再用。`,
    wayOut: again,
  }),
  COUPON_NOT_STARTED: (detail) => ({
    title: '这张券还没生效',
    body: `${dayInWords(textIn(detail, 'on'))}起可用。`,
    wayOut: again,
  }),
  COUPON_REVOKED: () => ({ title: '这张券已作废', body: '品牌收回了这张券。', wayOut: again }),
  WRONG_SHOP: (detail) => ({
    title: '这张券不在本店用',
    body: `可用门店：${listIn(detail, 'shopNames').join('、') || '见券面说明'}。`,
    wayOut: again,
  }),
}

function usedAt(at: unknown, shopName: string): string {
  const when = typeof at === 'number' ? dayAndTime(at) : typeof at === 'string' ? at : ''
  return `${when}${shopName ? ` 在${shopName}` : ''}核销过，每张券只用一次。`
}
