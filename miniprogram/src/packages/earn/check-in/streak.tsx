import { Text, View } from '@tarojs/components'
import type { CheckInStrip } from '@contracts/check-in/check-in'
import type { InferOutput } from 'valibot'
import type { CheckInState } from '@/pages/home/check-in-state'
import { monthlyReward, nextGift, wonInWords } from '@/text/check-in'
import { Button } from '@/ui/form/button'
import { Figure } from '@/ui/figure'
import { grouped } from '@/ui/numbers'

interface Props {
  strip: InferOutput<typeof CheckInStrip>
  acting: CheckInState
  /** The days of the monthly step that was reached last, once the page knows it. */
  monthlyDays: number | null
  onCheckIn: () => void
  onReload: () => void
}

/** How many storeys the pagoda has, and what today brings. */
export function Streak({ strip, acting, monthlyDays, onCheckIn, onReload }: Props) {
  const { done, failure, sending } = acting
  const today = strip.days.find(({ day }) => day === strip.today)
  const end = strip.days[strip.days.length - 1]
  const left = strip.days.filter(({ state }) => state !== 'done').length
  const earned = done?.earned ?? today?.points ?? 0
  const gift = nextGift(strip)
  return (
    <>
      <Text id="check-in-today" className="streak-today">
        {strip.checkedInToday
          ? `今日已签到，+${earned} 积分到账`
          : `今天还没签，签到得 ${earned} 积分`}
      </Text>
      {done && done.monthlyEarned > 0 && (
        <Text id="monthly-earned" className="streak-monthly">
          {monthlyReward(done.monthlyEarned, monthlyDays)}
        </Text>
      )}
      {done &&
        wonInWords(done).map((line) => (
          <Text key={line} className="streak-monthly check-in-won">
            {line}
          </Text>
        ))}
      {done && done.paidToDeficit > 0 && (
        <Text className="streak-line">其中 {grouped(done.paidToDeficit)} 积分抵了之前的欠账</Text>
      )}
      <View className="streak-days">
        <Text className="streak-word">已连签</Text>
        <Figure value={strip.streakDays} size="xl" className="streak-figure" />
        <Text className="streak-word">天</Text>
      </View>
      {left > 0 && end ? (
        <Text className="streak-line">
          再签 {left} 天，七层塔成{'\n'}得 {end.points} 积分
        </Text>
      ) : (
        <Text className="streak-line">七层塔成，明天重新起塔</Text>
      )}
      {gift !== null && (
        <Text id="next-gift" className="streak-line">
          {gift}
        </Text>
      )}
      {failure && failure.refusal !== 'NOT_JOINED' && (
        <View id="check-in-failure" className="streak-failure">
          <Text className="streak-failure-title">{failure.title}</Text>
          <Text>{failure.body}</Text>
        </View>
      )}
      <View className="streak-act">
        {!strip.checkedInToday && (
          <Button
            id="check-in"
            look="light"
            loading={sending}
            onPress={failure?.kind === 'refused' ? onReload : onCheckIn}
          >
            {failure ? (failure.wayOut?.label ?? '再试一次') : `签到 +${earned}`}
          </Button>
        )}
      </View>
    </>
  )
}
