import type { StatementLine } from '@contracts/ledger/statement'
import type { InferOutput } from 'valibot'
import { grouped } from '@/ui/numbers'
import { dayInWords } from './dates'

type Whole = InferOutput<typeof StatementLine>
type Line = Pick<Whole, 'kind' | 'source' | 'title' | 'note' | 'points'>

const VERBS: Record<Line['kind'], string> = {
  earn: '得到',
  burn: '用掉',
  expire: '清零',
  clawback: '扣回',
  restore: '退回',
  adjust: '补上',
}

/** What a person can do about this movement; empty if there is nothing to do. */
const NEXT: Record<Line['kind'], string> = {
  earn: '',
  burn: '',
  expire: '快到期的积分会先用，记得早点兑换。',
  clawback: '有疑问请带订单到门店核对。',
  restore: '可以接着用。',
  adjust: '有疑问请到门店核对。',
}

/** 流水的一句话: what happened, how many points, why, and what to do next. */
export function sentenceOf({ kind, title: named, note, points }: Line): string {
  const title = named.replace(/^冲正：(.+)$/, '更正「$1」')
  const verb = kind === 'adjust' && points < 0 ? '扣掉' : VERBS[kind]
  const what = title.endsWith(verb) ? title : `${title}，${verb}`
  const why = note === '' ? '' : `，${note.replace(/ · /g, '，').replace(DAY, inWords)}`
  const moved = points === 0 ? `${title}，余额没有变化` : `${what} ${amount(points)}`
  return `${moved}${why}。${NEXT[kind]}`
}

/** 消息里的标题: a coupon is named before the points that came with it. */
export function movedTitle({ kind, coupon, points }: Pick<Whole, 'kind' | 'coupon' | 'points'>) {
  if (!coupon) return points > 0 ? '积分到账' : '积分变动'
  if (kind === 'restore') return '券收回了，积分退给你'
  return kind === 'burn' ? '换到一张券' : '送你一张券'
}

const DAY = /\d{4}-\d{2}-\d{2}/g

function inWords(day: string): string {
  return `${day.slice(0, 4)} 年 ${dayInWords(day)}`
}

function amount(points: number): string {
  return `${grouped(Math.abs(points))} 积分`
}
