import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openCheckIn } from '@contracts/check-in/check-in'
import { giftInWords } from '@/text/check-in'
import { Icon } from '@/ui/icon'
import { grouped } from '@/ui/numbers'
import './ladder.scss'

type Page = OutputOf<typeof openCheckIn>

/** 当月累计: a number of days of the month, in a row or not, brings extra points. */
export function Ladder({ data }: { data: Page }) {
  const { monthly, checkedDays, month, strip } = data
  if (monthly.length === 0) return null
  const isThisMonth = strip.today.startsWith(month)
  return (
    <View id="monthly" className="ladder">
      {monthly.map((step) => (
        <Step
          key={step.days}
          step={step}
          missing={isThisMonth ? step.days - checkedDays.length : null}
        />
      ))}
    </View>
  )
}

interface StepProps {
  step: Page['monthly'][number]
  /** How many days are missing; null for a month that is over. */
  missing: number | null
}

function Step({ step: { days, points, gift, reached }, missing }: StepProps) {
  const open = missing === null ? '没满' : `还差 ${missing} 天`
  return (
    <View className={`ladder-step ${reached ? 'is-reached' : ''}`}>
      <View className="ladder-mark">
        <Icon name={reached ? 'check' : 'gift'} size={20} />
      </View>
      {points > 0 && <Text className="ladder-points">+{grouped(points)} 积分</Text>}
      {gift && <Text className="ladder-gift">{giftInWords(gift)}</Text>}
      <Text className="ladder-days">
        累计 {days} 天 · {reached ? '已满' : open}
      </Text>
    </View>
  )
}

/** The highest step that this many days of one month reach. */
export function reachedDays(monthly: Page['monthly'], checked: number): number | null {
  const reached = monthly.filter(({ days }) => days <= checked)
  return reached[reached.length - 1]?.days ?? null
}
