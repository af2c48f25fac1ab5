import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openCheckIn } from '@contracts/check-in/check-in'
import { dayInWords, daysInMonth, monthInWords, weekdayIndex } from '@/text/dates'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { PRESSED } from '@/ui/press'

interface Props {
  data: OutputOf<typeof openCheckIn>
  onMonth: (month: string) => void
  onMakeUp: (day: string) => void
}

const WEEK = ['日', '一', '二', '三', '四', '五', '六']

/** 签到日历: the days of one month; other months are loaded one at a time. */
export function Calendar({ data, onMonth, onMakeUp }: Props) {
  const { month, strip } = data
  const blanks = Array.from({ length: weekdayIndex(`${month}-01`) }, (_, at) => at)
  const days = Array.from({ length: daysInMonth(month) }, (_, at) => at + 1)
  const today = strip.today.startsWith(month) ? Number(strip.today.slice(8)) : 0
  const isThisMonth = today > 0
  return (
    <Card className="calendar">
      <View className="calendar-head">
        {month > data.firstMonth ? (
          <MonthStep
            id="month-before"
            icon="chevron-left"
            onPress={() => onMonth(step(month, -1))}
          />
        ) : (
          <View className="calendar-step" />
        )}
        <Text className="calendar-title">{monthInWords(month)}</Text>
        {isThisMonth ? (
          <View className="calendar-step" />
        ) : (
          <MonthStep
            id="month-after"
            icon="chevron-right"
            onPress={() => onMonth(step(month, 1))}
          />
        )}
        <View className="calendar-sum">
          <Text>{isThisMonth ? '本月已签 ' : '共签 '}</Text>
          <Figure value={data.checkedDays.length} className="calendar-figure" />
          <Text> 天</Text>
        </View>
      </View>
      <View className="calendar-grid">
        {WEEK.map((name) => (
          <Text key={name} className="calendar-week">
            {name}
          </Text>
        ))}
        {blanks.map((at) => (
          <View key={`b${at}`} className="calendar-cell" />
        ))}
        {days.map((day) => (
          <Day
            key={day}
            day={day}
            look={look(day, today, data.checkedDays)}
            isToday={day === today}
            missed={missedDay(data, day)}
            onMakeUp={onMakeUp}
          />
        ))}
      </View>
    </Card>
  )
}

interface DayProps {
  day: number
  look: string
  isToday: boolean
  /** The business day, if it can be made up. */
  missed: string | null
  onMakeUp: (day: string) => void
}

function Day({ day, look, isToday, missed, onMakeUp }: DayProps) {
  if (missed === null) {
    return (
      <View className="calendar-cell">
        <Text className={`calendar-day ${look}`}>{day}</Text>
        {isToday && <Text className="calendar-note note-today">今天</Text>}
      </View>
    )
  }
  return (
    <View
      id={`make-up-${missed}`}
      className="calendar-cell"
      ariaRole="button"
      ariaLabel={`补签 ${dayInWords(missed)}`}
      hoverClass={PRESSED}
      onClick={() => onMakeUp(missed)}
    >
      <Text className="calendar-day day-open">{day}</Text>
      <Text className="calendar-note note-open">可补</Text>
    </View>
  )
}

function missedDay({ makeUp, month }: Props['data'], day: number): string | null {
  const date = `${month}-${String(day).padStart(2, '0')}`
  return makeUp?.days.some((each) => each.day === date) ? date : null
}

interface StepProps {
  id: string
  icon: 'chevron-left' | 'chevron-right'
  onPress: () => void
}

function MonthStep({ id, icon, onPress }: StepProps) {
  return (
    <View id={id} className="calendar-step" hoverClass={PRESSED} onClick={onPress}>
      <Icon name={icon} size={18} />
    </View>
  )
}

function look(day: number, today: number, checked: number[]): string {
  const done = checked.includes(day)
  if (day === today) return done ? 'day-today-done' : 'day-today'
  if (done) return 'day-done'
  return today > 0 && day > today ? 'day-ahead' : 'day-missed'
}

function step(month: string, by: 1 | -1): string {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  const count = year * 12 + number - 1 + by
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}
