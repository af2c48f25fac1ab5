import { Text, View } from '@tarojs/components'
import type { Stub } from '@/pages/coupon/face'

/** The large figure with its unit before or after it. */
export function CouponValue({ before, figure, after }: Stub) {
  return (
    <View className="write-off-figure">
      {before && <Text className="write-off-unit">{before}</Text>}
      {figure}
      {after && <Text className="write-off-unit">{after}</Text>}
    </View>
  )
}
