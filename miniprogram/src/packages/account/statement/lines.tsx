import { Text, View } from '@tarojs/components'
import type { StatementLine } from '@contracts/ledger/statement'
import type { InferOutput } from 'valibot'
import { phoneNow } from '@/cloud/clock'
import { monthInWords, monthOf, shortDayAndTime } from '@/text/dates'
import { sentenceOf } from '@/text/statement'
import type { IconName } from '@/ui/art/icons'
import { Turn, useWindow } from '@/ui/page/batches'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { Tile } from '@/ui/tile'

type Line = InferOutput<typeof StatementLine>

const SOURCE_ICONS: Record<Line['source'], IconName> = {
  'check-in': 'calendar-check',
  order: 'scan',
  waiver: 'gift',
  redemption: 'gift',
  'print-code': 'qr',
  profile: 'user',
  tier: 'gift',
  expiry: 'hourglass',
  leave: 'user',
  staff: 'user',
  task: 'sparkles',
}

interface Props {
  lines: Line[]
  /** Whether the oldest movement is shown: only then does the last month's sum cover all of it. */
  complete: boolean
}

/** 流水: months with their sums, newest first. */
export function Lines({ lines, complete }: Props) {
  const { shown, ...around } = useWindow(lines)
  const months = byMonth(shown)
  // A month that continues beyond the shown movements has no sum.
  const isWhole = (at: number) =>
    (at > 0 || around.before === 0) && (at < months.length - 1 || (complete && around.behind === 0))
  return (
    <>
      <Turn at="top" {...around} />
      {months.map(({ month, of }, at) => (
        <View key={month}>
          <View className="month">
            <Text className="month-name">{monthName(month)}</Text>
            {isWhole(at) && <Sums lines={of} />}
          </View>
          <Card className="lines">
            {of.map((line) => (
              <Row key={line.seq} line={line} />
            ))}
          </Card>
        </View>
      ))}
      <Turn at="bottom" {...around} />
    </>
  )
}

function Sums({ lines }: { lines: Line[] }) {
  const sum = (wanted: (points: number) => boolean) =>
    lines.reduce((total, { points }) => (wanted(points) ? total + points : total), 0)
  return (
    <View className="month-sums">
      <Text>赚 </Text>
      <Figure value={sum((points) => points > 0)} sign className="month-up" />
      <Text className="month-gap">花 </Text>
      <Figure value={sum((points) => points < 0)} sign className="month-down" />
    </View>
  )
}

function Row({ line }: { line: Line }) {
  const up = line.points > 0
  const icon = line.kind === 'clawback' ? 'undo' : SOURCE_ICONS[line.source]
  return (
    <View className="line">
      <Tile icon={icon} tone={up ? 'success' : 'plain'} />
      <View className="line-words">
        <Text className="line-sentence">{sentenceOf(line)}</Text>
        <Text className="line-note">{shortDayAndTime(line.at)}</Text>
      </View>
      <Figure value={line.points} sign size="row" className={up ? 'line-up' : ''} />
    </View>
  )
}

/** With the year, unless it is this year. */
function monthName(month: string): string {
  const isThisYear = month.slice(0, 4) === monthOf(phoneNow()).slice(0, 4)
  return isThisYear ? `${Number(month.slice(5))} 月` : monthInWords(month)
}

function byMonth(lines: Line[]): { month: string; of: Line[] }[] {
  const months: { month: string; of: Line[] }[] = []
  for (const line of lines) {
    const month = monthOf(line.at)
    const last = months[months.length - 1]
    if (last?.month === month) last.of.push(line)
    else months.push({ month, of: [line] })
  }
  return months
}
