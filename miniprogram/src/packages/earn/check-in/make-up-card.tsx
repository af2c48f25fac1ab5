import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openCheckIn } from '@contracts/check-in'
import { dayInWords } from '@/text/dates'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { grouped } from '@/ui/numbers'
import { streakAfter, type SeenMonths } from './streak-after'
import './make-up.scss'

interface Props {
  data: OutputOf<typeof openCheckIn>
  seen: SeenMonths
  onMakeUp: (day: string) => void
}

/** 补签: the newest missed day, because it is the one that holds the streak. */
export function MakeUpCard({ data: { makeUp, strip, joined }, seen, onMakeUp }: Props) {
  if (!makeUp || !joined) return null
  const [day] = makeUp.days
  if (!day) {
    return makeUp.left > 0 ? null : (
      <Text id="make-up-none" className="make-up-none">
        本月补签次数用完了，下月 1 日起再补
      </Text>
    )
  }
  const streak = streakAfter(day, strip, seen)
  return (
    <Card className="make-up">
      <View className="make-up-tile">
        <Icon name="calendar-check" size={20} />
      </View>
      <View className="make-up-words">
        <View className="make-up-title">
          <Text>补签 {shortDay(day, strip.today)}，</Text>
          {streak === null ? (
            <Text>连签接上</Text>
          ) : (
            <>
              <Text>连签变 </Text>
              <Figure value={streak} size="row" className="make-up-streak" />
              <Text> 天</Text>
            </>
          )}
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

/** 18 日 in this month, so that the line stays one line. */
function shortDay(day: string, today: string): string {
  return day.slice(0, 7) === today.slice(0, 7) ? `${Number(day.slice(8))} 日` : dayInWords(day)
}
