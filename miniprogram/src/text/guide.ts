import type { startDuty } from '@contracts/guide/duty'
import type { handOver } from '@contracts/mall/hand-over'
import type { validateCoupon, writeOff } from '@contracts/coupon/write-off'
import { dayAndTime, dayInWords } from './dates'
import { listIn, textIn, type Sentences, type Write } from './sentence'

const again = { label: '再扫一张', way: 'edit' } as const

const locked: Write = (detail) => ({
  title: '今天输错太多次了',
  body: `已经锁住，${dayInWords(textIn(detail, 'until'))} 0:00 后再试；急用请同事来办。`,
  wayOut: { label: '回首页', way: 'home' },
})

const ENDED: Record<string, string> = {
  roster: '你已经不在这家店的名单里，有疑问请找店长。',
  closed: '这家店已经停业，换一家店上岗再来。',
  code: '这家店换了上岗码，扫新的码上岗再来。',
}

const offDuty: Write = (detail) =>
  textIn(detail, 'why') === ''
    ? { title: '还没上岗', body: '先扫门店码上岗，再来处理。' }
    : {
        title: `你在「${textIn(detail, 'shopName')}」的上岗结束了`,
        body: ENDED[textIn(detail, 'why')] ?? '扫门店码重新上岗再来。',
      }

export const START_DUTY: Sentences<typeof startDuty> = {
  CODES_LOCKED: locked,
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

/** Why goods are not handed over, both at validating and at the final press. */
const PICK_UP = {
  PICK_UP_DONE: (detail) => ({
    title: '已经取走了',
    body: `${when(detail['at'])} 在${textIn(detail, 'shopName') || '门店'}交给顾客了，取货码只用一次。`,
    wayOut: again,
  }),
  PICK_UP_CANCELLED: () => ({
    title: '这笔兑换取消了',
    body: '积分已经退给顾客，好物不用给。',
    wayOut: again,
  }),
  PICK_UP_OVER: (detail) => ({
    title: '过了取货日',
    body: `最后一天是 ${dayInWords(textIn(detail, 'on'))}。请总部在后台延期，再扫一次。`,
    wayOut: again,
  }),
  PICK_UP_OTHER_SHOP: (detail) => ({
    title: '不在本店取',
    body: `顾客选的是${textIn(detail, 'shopName')}，请到那家店取。`,
    wayOut: again,
  }),
  OWN_PICK_UP: () => ({
    title: '不能给自己交货',
    body: '这是你自己换的，请同事扫码交给你。',
    wayOut: again,
  }),
} satisfies Record<string, Write>

export const HAND_OVER: Sentences<typeof handOver> = {
  OFF_DUTY: offDuty,
  CODES_LOCKED: locked,
  PICK_UP_CODE_INVALID: () => ({
    title: '这不是取货码',
    body: '取货码是 12 位数字，请顾客打开「取货码」再扫一次。',
    wayOut: again,
  }),
  PICK_UP_NOT_FOUND: () => ({
    title: '没有这个取货码',
    body: '核对 12 位数字，或请顾客刷新取货码。',
    wayOut: again,
  }),
  ...PICK_UP,
}

/** 验券 and 核销 have the same refusals. */
export const WRITE_OFF: Sentences<typeof writeOff> & Sentences<typeof validateCoupon> = {
  OFF_DUTY: offDuty,
  CODES_LOCKED: locked,
  OWN_COUPON: () => ({
    title: '不能核销自己的券',
    body: '这是你自己的券，请同事来扫。',
    wayOut: again,
  }),
  COUPON_CODE_INVALID: () => ({
    title: '这不是券码',
    body: '券码和取货码都是 12 位数字，请顾客打开码再扫一次。',
    wayOut: again,
  }),
  COUPON_NOT_FOUND: () => ({
    title: '没有这张券，也没有这个取货码',
    body: '核对 12 位数字，或请顾客刷新出示的码。',
    wayOut: again,
  }),
  COUPON_USED: (detail) => ({
    title: '这张券用过了',
    body: usedAt(detail['at'], textIn(detail, 'shopName')),
    wayOut: again,
  }),
  COUPON_EXPIRED: (detail) => ({
    title: '这张券过期了',
    body: `${dayInWords(textIn(detail, 'on'))}到期，不能再用。请顾客换一张券。`,
    wayOut: again,
  }),
  COUPON_NOT_STARTED: (detail) => ({
    title: '这张券还没生效',
    body: `${dayInWords(textIn(detail, 'on'))}起可用，请顾客先换一张券。`,
    wayOut: again,
  }),
  COUPON_REVOKED: () => ({
    title: '这张券已作废',
    body: '品牌收回了它，请顾客换一张券。',
    wayOut: again,
  }),
  ...PICK_UP,
  WRONG_SHOP: (detail) => ({
    title: '这张券不在本店用',
    body: `可用门店：${listIn(detail, 'shopNames').join('、') || '见券面说明'}。`,
    wayOut: again,
  }),
}

function when(at: unknown): string {
  return typeof at === 'number' ? dayAndTime(at) : typeof at === 'string' ? at : ''
}

function usedAt(at: unknown, shopName: string): string {
  return `${when(at)}${shopName ? ` 在${shopName}` : ''}核销过，每张券只用一次。`
}
