import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openHome } from '@contracts/home'
import { openPage } from '@/screen/ways'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { shortYuan } from '@/ui/numbers'
import './earn-card.scss'

interface Props {
  rate: OutputOf<typeof openHome>['earnRate']
  unit: string
}

/** 赚积分: the largest source, with its rate. */
export function EarnCard({ rate, unit }: Props) {
  return (
    <Card id="earn-claim" className="earn" onPress={() => openPage('claim')}>
      <View className="earn-tile">
        <Icon name="scan" size={20} />
      </View>
      <View className="earn-words">
        <Text className="earn-title">网上买的也算积分</Text>
        <Text className="earn-rate">
          填订单号认领，每 {shortYuan(rate.perFen)} 元得 {rate.points} {unit}
        </Text>
      </View>
      <Icon name="chevron-right" size={16} className="earn-go" />
    </Card>
  )
}
