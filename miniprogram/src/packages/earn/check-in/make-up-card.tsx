import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openCheckIn } from '@contracts/check-in/check-in'
import { dayInWords } from '@/text/dates'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { grouped } from '@/ui/numbers'
import './make-up.scss'

interface Props {
  data: OutputOf<typeof openCheckIn>
  onMakeUp: (day: string) => void
}

/** 补签: offers the newest missed day, because that one continues the streak. */
export function MakeUpCard({ data: { makeUp, strip, joined }, onMakeUp }: Props) {
  if (!makeUp || !joined) return null
  const [newest] = makeUp.days
  if (!newest) {
    return makeUp.left > 0 ? null : (
      <Text id="make-up-none" className="make-up-none">
        本月补签次数用完了，下月 1 日起再补
      </Text>
    )
  }
  const { day, streakDays } = newest
  return (
    <Card className="make-up">
      <View className="make-up-tile">
        <Icon name="calendar-check" size={20} />
      </View>
      <View className="make-up-words">
        <View className="make-up-title">
          <Text>补签 {shortDay(day, strip.today)}，</Text>
          <Text>连签变 </Text>
          <Figure value={streakDays} size="row" className="make-up-streak" />
          <Text> 天</Text>
        </View>
        <Text className="make-up-hint">
          {grouped(makeUp.cost)} 积分一次 · 本月还剩 {makeUp.left} 次
        </Text>
      </View>
      <Button id="make-up" look="soft" onPress={() => onMakeUp(day)}>
        去补签
      </Button>
    </Card>
  )
}

/** Shows 18 日 for a day of this month, to fit on one line. */
function shortDay(day: string, today: string): string {
  return day.slice(0, 7) === today.slice(0, 7) ? `${Number(day.slice(8))} 日` : dayInWords(day)
}
