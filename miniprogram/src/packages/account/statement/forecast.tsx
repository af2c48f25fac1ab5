import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openStatement } from '@contracts/statement'
import { openTab } from '@/screen/ways'
import { dayInWords } from '@/text/dates'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { grouped } from '@/ui/numbers'
import { bars } from './bars'

type Data = OutputOf<typeof openStatement>

/** 到期预告: bars that add up to the balance. */
export function Forecast({ data }: { data: Data }) {
  const first = data.expiring[0]
  return (
    <Card>
      <View className="forecast-head">
        <View>
          <Text className="forecast-label">可用积分</Text>
          <View>
            <Figure value={data.balance} size="m" />
          </View>
        </View>
        {first && (
          <View className="forecast-first">
            <View className="forecast-when">
              <Icon name="hourglass" size={14} />
              <Text className="forecast-when-words">{dayInWords(first.on)}过期</Text>
            </View>
            <Figure value={first.points} />
          </View>
        )}
      </View>
      {data.deficit > 0 && (
        <Text className="forecast-deficit">
          退款后还有 {grouped(data.deficit)} 积分待补，下次到账先抵扣
        </Text>
      )}
      {data.expiring.length > 0 && (
        <View className="bars">
          {bars(data.expiring).map((bar, at) => (
            <View key={bar.label} className="bar">
              <Text className="bar-points">{grouped(bar.points)}</Text>
              <View
                className={`bar-fill ${at === 0 ? 'bar-first' : ''}`}
                style={{ height: `${bar.percent}%` }}
              />
              <Text className="bar-label">{bar.label}</Text>
            </View>
          ))}
        </View>
      )}
      <View className="forecast-foot">
        <Text className="forecast-rule">
          积分按获得当月起满 {data.expiryMonths} 个月到期，先到期先用
        </Text>
        <Button id="statement-spend" look="text" size="small" onPress={() => openTab('mall')}>
          去用掉
        </Button>
      </View>
    </Card>
  )
}
