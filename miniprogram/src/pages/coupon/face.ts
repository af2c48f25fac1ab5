import type { CouponFace } from '@contracts/coupon/coupon'
import type { InferOutput } from 'valibot'
import { shortYuan } from '@/ui/numbers'

type Face = InferOutput<typeof CouponFace>

export interface Stub {
  before: string
  figure: string
  after: string
  floor: string
}

/** The large text on the stub: ¥20, 8.5折, 1件. */
export function stubOf(face: Face): Stub {
  const floor = face.floorFen > 0 ? `满 ${shortYuan(face.floorFen)} 可用` : '无门槛'
  switch (face.kind) {
    case 'off':
      return { before: '¥', figure: shortYuan(face.value), after: '', floor }
    case 'discount':
      return { before: '', figure: String(face.value / 10), after: '折', floor }
    case 'exchange':
      return { before: '', figure: '1', after: '件', floor: '到店兑换' }
  }
}

/** 全部门店, or as many names as fit. */
export function shopsOf({ shopNames }: Face): string {
  if (shopNames.length === 0) return '全部门店'
  if (shopNames.length <= 3) return shopNames.join(' · ')
  return `${shopNames.slice(0, 2).join(' · ')}等 ${shopNames.length} 家`
}
