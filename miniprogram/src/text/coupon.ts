import type { showCoupon } from '@contracts/coupon/coupon'
import type { Sentences } from './sentence'

export const SHOW_COUPON: Sentences<typeof showCoupon> = {
  COUPON_NOT_FOUND: () => ({
    title: '没有找到这张券',
    body: '它可能属于另一个微信。你的券都在券包里。',
    wayOut: { label: '回券包', way: 'coupon' },
  }),
}
