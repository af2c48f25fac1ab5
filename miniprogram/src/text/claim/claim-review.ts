import { CHANNEL_NAMES } from '@contracts/order/channel'
import type { OutputOf } from '@contracts/action'
import type { openClaimQueue } from '@contracts/claim/claim-review'
import { yuan } from '@/ui/numbers'
import { dayWithYear, dayOf, shortDayAndTime } from '../dates'
import type { Sentence } from '../sentence'

type Review = OutputOf<typeof openClaimQueue>['claims'][number]

/** Why the claim came to staff. */
export function reviewWhy({ why, proof }: Pick<Review, 'why' | 'proof'>): string {
  if (why === 'taken') return '两位会员都对上了'
  return proof ? '会员说的对不上' : '会员只填了编号'
}

/** What the member wrote as a proof. */
export function saidInWords({ proof }: Pick<Review, 'proof'>, now: number): string {
  const { phoneTail, paidFen, paidOn, paidTime } = proof ?? {}
  const parts = [
    ...(phoneTail === undefined ? [] : [`手机尾号 ${phoneTail}`]),
    ...(paidFen === undefined ? [] : [`实付 ¥${yuan(paidFen)}`]),
    ...(paidOn === undefined ? [] : [`付款 ${dayWithYear(paidOn, dayOf(now))}`]),
    ...(paidTime === undefined ? [] : [`付款时间 ${paidTime}`]),
  ]
  return parts.join(' · ') || '没有说，只填了编号'
}

const STATUS: Record<string, string> = {
  unpaid: '未付款',
  paid: '已付款',
  shipped: '已发货',
  completed: '交易成功',
  closed: '已关闭',
}

/** The same facts as the brand's own order has them. */
export function orderInWords({ order }: Pick<Review, 'order'>, now: number): string {
  const { phoneTail, paidFen, refundedFen, paidOn, status } = order
  const parts = [
    phoneTail === null ? '没有手机号' : `手机尾号 ${phoneTail}`,
    `实付 ¥${yuan(paidFen)}`,
    ...(refundedFen > 0 ? [`已退 ¥${yuan(refundedFen)}`] : []),
    ...(paidOn === null ? [] : [`付款 ${dayWithYear(paidOn, dayOf(now))}`]),
    STATUS[status] ?? status,
  ]
  return parts.join(' · ')
}

export function memberInWords({ claimedAt, ...member }: Review): string {
  return `${whoInWords(member)} · ${shortDayAndTime(claimedAt)} 认领`
}

function whoInWords({ nickname, phoneTail }: Pick<Review, 'nickname' | 'phoneTail'>): string {
  return `${nickname} · ${phoneTail === '' ? '没有手机号' : `手机 **${phoneTail}`}`
}

type Alarm = OutputOf<typeof openClaimQueue>['alarms'][number]

/** The member or order that an alert is about, and when it was last seen. */
export function alarmInWords({ member, memberIds, order, lastSeenAt }: Alarm): string {
  const many = memberIds.length > 1 ? ` 等 ${memberIds.length} 位会员` : ''
  const parts = [
    ...(order ? [`${CHANNEL_NAMES[order.channel]} ${order.orderNo}`] : []),
    ...(member ? [`${whoInWords(member)}${many}`] : []),
  ]
  return [...parts, shortDayAndTime(lastSeenAt)].join(' · ')
}

const HOUR_MS = 3_600_000

/** 等了多久, in the unit that shops use. */
export function ageInWords(queuedAt: number, now: number): string {
  const hours = Math.max(0, Math.floor((now - queuedAt) / HOUR_MS))
  if (hours < 1) return '刚到'
  return hours < 24 ? `等了 ${hours} 小时` : `等了 ${Math.floor(hours / 24)} 天`
}

/** Ready-made reasons; the member will read the chosen one. */
export const REASONS = {
  approve: ['凭证和订单一致', '电话核实是本人', '看过订单截图'],
  move: ['小票和截图在这位会员手里', '电话核实是本人下单'],
  reject: ['手机尾号和订单不符', '金额和订单不符', '日期和订单不符', '请带订单截图到门店核对'],
  alarm: ['已核实，是本人', '误报', '已提醒会员'],
} as const

export type DecisionKind = keyof typeof REASONS

interface Asked {
  title: string
  body: string
  send: string
}

/** What the sheet says before a decision. */
export const ASKED: Record<DecisionKind, Asked> = {
  approve: {
    title: '通过这笔认领',
    body: '订单归这位会员，积分按规则到账。会员会在消息里看到你选的原因。',
    send: '通过',
  },
  move: {
    title: '改归这位会员',
    body: '先从现在的会员扣回这笔积分，再给这位会员。两位都会在消息里看到你选的原因。',
    send: '确认改归',
  },
  reject: {
    title: '不通过',
    body: '订单不归这位会员，积分没有变化。会员会在消息里看到你选的原因，这笔不再核对。',
    send: '不通过',
  },
  alarm: {
    title: '处理这条提醒',
    body: '写下怎么处理的，会记上你的名字和时间。再出现会重新提醒。',
    send: '处理好了',
  },
}

export const DECIDED: Record<DecisionKind, Sentence> = {
  approve: { title: '通过了', body: '会员会在消息里看到。' },
  move: { title: '改归好了', body: '两位会员都会在消息里看到。' },
  reject: { title: '已记为不通过', body: '会员会在消息里看到原因。' },
  alarm: { title: '处理好了', body: '已记上你的名字和时间。' },
}
