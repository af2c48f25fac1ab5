import type { CouponFace } from '@contracts/coupon/coupon'
import type { InferOutput } from 'valibot'
import { shortYuan } from '@/ui/numbers'

/** What the guide has to do at the till after the coupon is written off. */
export function tillAdvice({ kind, value }: InferOutput<typeof CouponFace>): string {
  switch (kind) {
    case 'off':
      return `请按优惠后金额收款，少收 ¥${shortYuan(value)}`
    case 'discount':
      return `请按 ${value / 10} 折收款`
    case 'exchange':
      return '请把礼品交给顾客'
  }
}
