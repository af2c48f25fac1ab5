import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openStatement } from '@contracts/ledger/statement'
import { phoneNow } from '@/cloud/clock'
import { openTab } from '@/screen/ways'
import { dayOf, daysUntil, dayWithYear } from '@/text/dates'
import { expirySentence } from '@/text/expiry'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { grouped } from '@/ui/numbers'
import { bars } from './bars'

/** Points that expire within this time are shown as a warning. */
const SOON_DAYS = 60

type Data = OutputOf<typeof openStatement>

/** 到期预告: bars whose sum is the balance. */
export function Forecast({ data }: { data: Data }) {
  const first = data.expiring[0]
  const today = dayOf(phoneNow())
  const soon = first !== undefined && daysUntil(today, first.on) <= SOON_DAYS
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
          <View className={`forecast-first ${soon ? 'is-soon' : ''}`}>
            <View className="forecast-when">
              <Icon name="hourglass" size={14} />
              <Text className="forecast-when-words">{dayWithYear(first.on, today)}过期</Text>
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
      <Bars data={data} soon={soon} />
      <Text id="earned-by-kind" className="forecast-kinds">
        {kindsInWords(data.byKind)}
      </Text>
      <View className="forecast-foot">
        <Text className="forecast-rule">{expirySentence(data.expiry)}</Text>
        <Button id="statement-spend" look="text" size="small" onPress={() => openTab('mall')}>
          去用掉
        </Button>
      </View>
    </Card>
  )
}

/** Everything earned so far by kind: from orders, from gifts and from visits. */
function kindsInWords({ consumption, reward, interaction }: Data['byKind']): string {
  const kinds = [`消费 ${grouped(consumption)}`, `奖励 ${grouped(reward)}`]
  return `累计获得：${[...kinds, `互动 ${grouped(interaction)}`].join(' · ')}`
}

function Bars({ data, soon }: { data: Data; soon: boolean }) {
  if (data.expiring.length === 0) return null
  return (
    <View className="bars">
      {bars(data.expiring).map((bar, at) => (
        <View key={bar.label} className="bar">
          <Text className="bar-points">{grouped(bar.points)}</Text>
          <View
            className={`bar-fill ${at === 0 && soon ? 'bar-first' : ''}`}
            style={{ height: `${bar.percent}%` }}
          />
          <Text className="bar-label">{bar.label}</Text>
        </View>
      ))}
    </View>
  )
}
