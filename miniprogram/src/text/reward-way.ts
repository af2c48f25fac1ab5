import type { Way } from '@contracts/mall/reward-way'
import type { InferOutput } from 'valibot'
import { grouped } from '@/ui/numbers'
import { dayInWords } from './dates'

export type WayStep = InferOutput<typeof Way>['steps'][number]

/** What to do, in a few words with its numbers. */
export function stepInWords({ kind, title, count, on, paidFen }: WayStep): string {
  switch (kind) {
    case 'pending':
      return `${dayInWords(on ?? '')}到账的订单积分`
    case 'claim':
      return paidFen === null
        ? '认领几笔订单，分几次攒'
        : `认领实付约 ${grouped(Math.ceil(paidFen / 100))} 元的订单`
    case 'check-in':
      return `${title}，还差 ${count} 天`
    case 'orders':
      return `${title}，还差 ${count} 单`
    case 'categories':
      return `${title}，还差 ${count} 类`
    case 'collect':
      return `${title}，已经达成`
    case 'daily':
    case 'profile':
    case 'visit':
      return title
  }
}

/** The word at the end of the row: what the tap does. */
export const STEP_ACTS: Record<WayStep['kind'], string> = {
  pending: '看明细',
  collect: '去领取',
  daily: '去签到',
  profile: '去填写',
  visit: '去看看',
  'check-in': '去签到',
  orders: '去认领',
  categories: '去认领',
  claim: '去认领',
}
