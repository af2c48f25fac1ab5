import { Image, Text, View } from '@tarojs/components'
import type { CheckInStrip } from '@contracts/check-in/check-in'
import type { InferOutput } from 'valibot'
import { isDark } from '@/device/dark'
import { openPage } from '@/screen/ways'
import { nextGift } from '@/text/check-in'
import { weekdayOf } from '@/text/dates'
import { pagoda } from '@/ui/art/pagoda'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { PRESSED } from '@/ui/press'
import './check-in-strip.scss'

type Strip = InferOutput<typeof CheckInStrip>

interface Props {
  strip: Strip
  unit: string
  sending: boolean
  onCheckIn: () => void
}

/** 签到条: seven cells; the last one is the pagoda. */
export function CheckInStripCard({ strip, unit, sending, onCheckIn }: Props) {
  const today = strip.days.find(({ day }) => day === strip.today)
  const end = strip.days[strip.days.length - 1]
  const left = strip.days.filter(({ state }) => state !== 'done').length
  const gift = nextGift(strip)
  return (
    <Card className="strip">
      <View className="strip-head">
        <View
          id="check-in-page"
          className="strip-words"
          hoverClass={PRESSED}
          onClick={() => openPage('check-in')}
        >
          <View className="strip-title">
            <Text>已连签 </Text>
            <Figure value={strip.streakDays} className="strip-streak" />
            <Text> 天</Text>
          </View>
          <Text className="strip-hint">
            {left > 0 && end
              ? `再签 ${left} 天成塔，得 ${end.points} ${unit}`
              : '七层塔成，明天重新起塔'}
          </Text>
        </View>
        {strip.checkedInToday ? (
          <View id="checked-in" className="strip-done">
            <Icon name="check-circle" size={18} />
            <Text className="strip-done-words">今天已签</Text>
          </View>
        ) : (
          <Button id="check-in" loading={sending} onPress={onCheckIn}>
            签到 +{today?.points ?? 0}
          </Button>
        )}
      </View>
      {gift !== null && (
        <Text id="strip-gift" className="strip-gift">
          {gift}
        </Text>
      )}
      <View className="strip-cells">
        {strip.days.map((cell, at) => (
          <Cell key={cell.day} cell={cell} strip={strip} last={at === strip.days.length - 1} />
        ))}
      </View>
    </Card>
  )
}

interface CellProps {
  cell: Strip['days'][number]
  strip: Strip
  last: boolean
}

function Cell({ cell, strip, last }: CellProps) {
  const isToday = cell.day === strip.today
  const done = cell.state === 'done'
  const look = done ? 'cell-done' : last ? 'cell-end' : isToday ? 'cell-today' : 'cell-ahead'
  return (
    <View className="cell">
      <View className={`cell-box ${look} ${isToday ? 'cell-is-today' : ''}`}>
        {done ? (
          <Icon name="check" size={20} />
        ) : last ? (
          <Image className="cell-pagoda" src={pagoda(7, isDark() ? 'glow' : 'gold')} />
        ) : (
          <Text className="cell-points">+{cell.points}</Text>
        )}
        {cell.gift && !done && (
          <View className="cell-gift">
            <Icon name="gift" size={14} />
          </View>
        )}
      </View>
      <Text className={`cell-day ${isToday ? 'cell-day-today' : ''}`}>
        {isToday ? '今天' : last && !done ? `+${cell.points}` : weekdayOf(cell.day)}
      </Text>
    </View>
  )
}
