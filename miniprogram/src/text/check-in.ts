import type { OutputOf } from '@contracts/action'
import type { checkIn, CheckInStrip, makeUp } from '@contracts/check-in/check-in'
import type { InferOutput } from 'valibot'
import { grouped } from '@/ui/numbers'
import { numberIn, type Sentences } from './sentence'

const reload = { label: '刷新', way: 'reload' } as const

export const CHECK_IN: Sentences<typeof checkIn> = {
  ALREADY_CHECKED_IN: () => ({
    title: '今天已经签过了',
    body: '积分已到账，明天 0:00 后再来。',
    wayOut: reload,
  }),
}

const calendar = { label: '看日历', way: 'reload' } as const

export const MAKE_UP: Sentences<typeof makeUp> = {
  MAKE_UP_NOT_OFFERED: () => ({
    title: '补签停了',
    body: '现在不能补签，积分没有扣。',
    wayOut: calendar,
  }),
  DAY_NOT_MISSED: () => ({
    title: '这一天不用补',
    body: '这天已经签过，或者还没加入会员，积分没有扣。',
    wayOut: calendar,
  }),
  MAKE_UP_TOO_LATE: (detail) => ({
    title: '过了补签时间',
    body: `只能补最近 ${numberIn(detail, 'withinDays')} 天，积分没有扣。`,
    wayOut: calendar,
  }),
  MAKE_UP_LIMIT_REACHED: (detail) => ({
    title: '本月补签用完了',
    body: `每月最多补 ${numberIn(detail, 'perMonth')} 次，下月再补，积分没有扣。`,
    wayOut: calendar,
  }),
  POINTS_SHORT: (detail) => ({
    title: `还差 ${grouped(numberIn(detail, 'short'))} 积分`,
    body: '积分没有扣。认领一笔订单，到账就能补。',
    wayOut: { label: '去认领订单', way: 'claim' },
  }),
}

/** What a monthly step brought; `days` is null until the calendar has loaded. */
export function monthlyReward(points: number, days: number | null): string {
  const why = days === null ? '当月累计签到' : `当月签到满 ${days} 天`
  return `${why}，另得 ${grouped(points)} 积分`
}

type Strip = InferOutput<typeof CheckInStrip>
type Gift = NonNullable<Strip['days'][number]['gift']>

/** 成长值 +20 和「手冲咖啡 1 杯」: what a milestone brings in addition to points. */
export function giftInWords({ growth, couponTitle }: Gift): string {
  const parts = [
    growth > 0 ? `成长值 +${grouped(growth)}` : '',
    couponTitle && `「${couponTitle}」`,
  ]
  return parts.filter(Boolean).join(' 和')
}

/** The next milestone of the current cycle in one sentence, or null. */
export function nextGift({ days, today }: Strip): string | null {
  const at = days.findIndex(({ state, gift }) => state !== 'done' && gift !== null)
  const found = days[at]
  if (!found?.gift) return null
  const when = found.day === today ? '今天签到' : `签到第 ${at + 1} 天`
  return `${when}另得${giftInWords(found.gift)}`
}

type Won = Pick<OutputOf<typeof checkIn>, 'growthEarned' | 'coupons' | 'cap'>

/** What a check-in or make-up brought in addition, and what a cap withheld: one line each. */
export function wonInWords({ growthEarned, coupons, cap }: Won): string[] {
  return [
    ...(growthEarned > 0 ? [`另得成长值 ${grouped(growthEarned)}`] : []),
    ...coupons.map(({ title }) => `送你「${title}」，已放进券包`),
    ...(cap ? [`已到今日上限 ${grouped(cap.limit)} 积分，少得 ${grouped(cap.missed)}`] : []),
  ]
}
