import type { Coupon } from '@/pages/coupon/ticket'
import type { Made } from '@/features/redemption-cancel/cancel-state'
import { Button } from '@/ui/form/button'
import { grouped } from '@/ui/numbers'

interface Props {
  coupon: Coupon
  onCancel: (made: Made) => void
}

/** 取消兑换, for an unused coupon from the mall; small, because showing the code comes first. */
export function CancelLink({ coupon: { couponId, face, points, cancellable }, onCancel }: Props) {
  if (!cancellable || points === null) return null
  return (
    <Button
      id="coupon-cancel"
      look="text"
      size="small"
      className="show-cancel"
      onPress={() => onCancel({ redemptionId: couponId, name: face.title, points })}
    >
      不用了，取消兑换退回 {grouped(points)} 积分
    </Button>
  )
}
