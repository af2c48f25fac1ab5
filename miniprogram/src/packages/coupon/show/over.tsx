import { Text, View } from '@tarojs/components'
import type { Coupon } from '@/pages/coupon/ticket'
import { openTab } from '@/screen/ways'
import { dayAndTime } from '@/text/dates'
import { Button } from '@/ui/form/button'
import { Icon } from '@/ui/icon'

interface Props {
  coupon: Coupon
  /** The person has just cancelled the redemption on this page. */
  cancelled: boolean
}

/** 核销成功, or why this coupon can no longer be shown. */
export function Over({ coupon, cancelled }: Props) {
  const { used, face } = coupon
  return (
    <View id={used ? 'written-off' : 'coupon-over'} className="over">
      <View className={`over-mark ${used ? '' : 'over-mark-plain'}`}>
        <Icon name={used ? 'check' : cancelled ? 'undo' : 'clock'} size={28} />
      </View>
      <Text className="over-title">{titleOf(coupon, cancelled)}</Text>
      <Text className="over-body">{face.title}</Text>
      {used && (
        <Text className="over-body">
          {used.shopName} · {dayAndTime(used.at)}
        </Text>
      )}
      <Button id="show-back" size="large" className="over-act" onPress={() => openTab('coupon')}>
        回券包
      </Button>
    </View>
  )
}

function titleOf({ used, state }: Coupon, cancelled: boolean): string {
  if (used) return '核销成功'
  if (state === 'expired') return '这张券过期了'
  return cancelled ? '已取消，积分退回了' : '这张券已作废'
}
