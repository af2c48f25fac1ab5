import { ENTRY_TITLES, type EntryCode } from '../../contracts/ledger/entry-titles'
import { CHANNEL_NAMES } from '../../contracts/order/channel'
import { assertWhole } from '../assert'
import { say } from '../say'
import type { Entry } from '../account/entry'
import type {
  CapFacts,
  FactsOf,
  Happened,
  HappenedAs,
  OrderEntryFacts,
  OrderLimit,
} from '../account/entry-facts'

/** 流水的话: what happened and what it came from, as the member reads it. */
export interface EntryWords {
  title: string
  note: string
}

export function entryWords(entry: Entry): EntryWords {
  if (entry.what === 'in-words') return entry.facts
  const parts = [...noteOf(entry, entry.by?.reason), ...capNote(entry), ...balanceNotes(entry)]
  return { title: titleOf(entry), note: parts.join(' · ') }
}

function titleOf({ what, facts }: Happened): string {
  const title = ENTRY_TITLES[what]
  if (what === 'redeem' || what === 'redeem-cancelled') return say`${title}${facts.reward}`
  if (what !== 'reversal') return say`${title}`
  const { undone } = facts
  const of = undone.what === 'in-words' ? undone.title : ENTRY_TITLES[undone.what]
  return say`${title}：${of}`
}

/** The parts of the note for each code; a reason is what staff wrote. */
const NOTES: { [C in EntryCode]: (facts: FactsOf[C], reason: string) => string[] } = {
  'check-in': ({ streakDays, ...gift }) => [say`连签第 ${streakDays} 天`, ...giftNotes(gift)],
  'month-step': ({ month, days, ...gift }) => [
    say`${Number(month.slice(5))} 月签到满 ${days} 天`,
    ...giftNotes(gift),
  ],
  'make-up': ({ day }) => [say`补 ${day}`],
  profile: ({ told }) => [say`填写${PROFILE_PARTS[told]}`],
  'order-earn': orderNotes,
  'order-refund': orderNotes,
  'order-moved': (facts, reason) => [...orderNotes(facts), reason],
  waiver: ({ limit }) => [say`欠账最多记 ${limit}，多出的由品牌承担`],
  task: ({ task }) => [say`${task}`],
  'task-undone': ({ task }) => [say`订单退款后「${task}」没有达成`],
  visit: ({ shop }) => [say`${shop}`],
  review: ({ task }) => [say`${task}`],
  'review-undone': ({ task }) => [say`订单全额退款，「${task}」的奖励退回`],
  invite: ({ ofToday }) => [say`今天第 ${ofToday} 位新会员`],
  invited: () => ['好友邀请的见面礼'],
  'print-code': ({ batch }) => [say`${batch}`],
  redeem: ({ kind }) => [say`${WHERE[kind]}`],
  'redeem-cancelled': ({ unpaid }, reason) => [
    unpaid ? '没有付款，已放回' : reason === '' ? '本人取消' : reason,
  ],
  'tier-join': tierNotes,
  'tier-up': tierNotes,
  'tier-kept': tierNotes,
  'tier-birthday': tierNotes,
  expiry: ({ on }) => [say`有效期到 ${on}`],
  leave: () => ['积分作废'],
  'earlier-debt': ({ owed }) => [say`注销前的会员还欠 ${owed}，从之后的积分里扣`],
  adjustment: (_, reason) => [reason],
  reversal: (_, reason) => [reason],
  'in-words': ({ note }) => [note],
}

const PROFILE_PARTS = { birthday: '生日' }
const WHERE = { coupon: '可在券包查看', goods: '到店自提', code: '可在兑换记录查看' }

function noteOf<C extends EntryCode>({ what, facts }: HappenedAs<C>, reason = ''): string[] {
  return NOTES[what](facts, reason)
}

function tierNotes({ tier, coupon }: FactsOf['tier-join']): string[] {
  return [say`${tier}`, ...couponNote({ coupon })]
}

function giftNotes({ growth, coupon }: { growth: number; coupon: string | null }): string[] {
  return [...(growth > 0 ? [say`成长值 +${growth}`] : []), ...couponNote({ coupon })]
}

function couponNote({ coupon }: { coupon: string | null }): string[] {
  return coupon === null ? [] : [say`送「${coupon}」`]
}

/** Which order, what was paid, and what reduced the points. */
function orderNotes({ channel, orderNo, paidFen, refundedFen, limits }: OrderEntryFacts): string[] {
  return [
    say`${CHANNEL_NAMES[channel]} ${orderNo}`,
    say`实付 ¥${yuan(paidFen)}`,
    ...(refundedFen > 0 ? [say`已退 ¥${yuan(refundedFen)}`] : []),
    ...limits.map(limitNote),
  ]
}

function limitNote(limit: OrderLimit): string {
  if ('campaign' in limit) return say`${limit.campaign}预算只剩 ${limit.points}`
  return say`${limit.cap === 'day' ? '每日上限' : '每单上限'} ${limit.points}`
}

function yuan(fen: number): string {
  assertWhole(fen, 'an amount of an entry')
  return (fen / 100).toFixed(2)
}

const CAPS: Record<CapFacts['of'], string> = {
  'check-in': '每日签到积分上限',
  'print-code': '每日一物一码积分上限',
  profile: '完善资料上限',
  task: '每日任务积分上限',
  interaction: '每日互动积分上限',
}

function capNote({ cap }: Entry): string[] {
  return cap ? [say`${CAPS[cap.of]} ${cap.limit}，少得 ${cap.missed}`] : []
}

/** What happened to a debt, and to points that had expired. */
function balanceNotes({ kind, deficit, grace }: Entry): string[] {
  const notes = grace ? [say`其中 ${grace.points} 原已到期，可再用到 ${grace.until}`] : []
  // An expiry that starts or ends a debt says so in its own sentence.
  if (kind === 'expire') return notes
  if (deficit < 0) return [...notes, say`其中 ${-deficit} 抵扣之前的欠账`]
  return deficit > 0 ? [...notes, say`余额不足，${deficit} 从之后的积分里扣`] : notes
}
