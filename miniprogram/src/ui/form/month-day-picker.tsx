import { Text, View } from '@tarojs/components'
import { PRESSED } from '../press'
import './month-day-picker.scss'

interface Props {
  month: number | null
  day: number | null
  /** How many days the picked month has. */
  days: number
  onMonth: (month: number) => void
  onDay: (day: number) => void
}

const MONTHS = 12

/** Two taps, not two wheels; the days appear once the chosen month says how many there are. */
export function MonthDayPicker({ month, day, days, onMonth, onDay }: Props) {
  return (
    <View>
      <Text className="picker-label">月</Text>
      <Cells name="month" count={MONTHS} picked={month} onPick={onMonth} />
      {month !== null && (
        <>
          <Text className="picker-label">日</Text>
          <Cells name="day" count={days} picked={day} onPick={onDay} />
        </>
      )}
    </View>
  )
}

interface CellsProps {
  name: 'month' | 'day'
  count: number
  picked: number | null
  onPick: (value: number) => void
}

function Cells({ name, count, picked, onPick }: CellsProps) {
  return (
    <View className={`picker picker-${name}`}>
      {Array.from({ length: count }, (_, at) => at + 1).map((value) => (
        <View
          key={value}
          id={`${name}-${value}`}
          className="picker-cell"
          hoverClass={PRESSED}
          ariaRole="radio"
          ariaLabel={`${value} ${name === 'month' ? '月' : '日'}${value === picked ? '，已选' : ''}`}
          onClick={() => onPick(value)}
        >
          <Text className={`picker-mark ${value === picked ? 'is-picked' : ''}`}>{value}</Text>
        </View>
      ))}
    </View>
  )
}
