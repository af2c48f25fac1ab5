import { Text, View } from '@tarojs/components'
import { keepInWords, type TierPage } from '@/text/tier'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { grouped } from '@/ui/numbers'

/** 保级: one bar, with a line that keeps this tier and one that reaches the next. */
export function Keep({ page }: { page: TierPage }) {
  const { tone, status, lines } = keepInWords(page)
  return (
    <Card id="tier-keep" className="keep">
      <View className="keep-head">
        <Text className="keep-title">保级</Text>
        <View className={`keep-status keep-${tone}`}>
          <Icon name={tone === 'success' ? 'shield-check' : 'hourglass'} size={20} />
          <Text className="keep-status-words">{status}</Text>
        </View>
      </View>
      <Bar page={page} />
      {lines.map((line) => (
        <Text key={line} className="keep-line">
          {line}
        </Text>
      ))}
    </Card>
  )
}

/** Labels closer than this would overlap, so the sentences below say it instead. */
const APART = 0.24

function Bar({ page: { growth, next, keep, tier, tiers } }: { page: TierPage }) {
  const line = tiers.find(({ id }) => id === tier.id)?.growth ?? 0
  const end = next?.growth ?? Math.max(growth, line, 1)
  const share = (value: number) => Math.min(Math.max(value / end, 0), 1)
  // In the grace it is the last cycle that is short, so this cycle's growth says nothing.
  const isMarked = keep !== null && !keep.isGrace && line > 0
  const percent = (value: number) => `${Math.round(share(value) * 1000) / 10}%`
  return (
    <View className="bar">
      <View className="bar-now-row">
        <Text className={`bar-now ${sideOf(share(growth))}`} style={{ left: percent(growth) }}>
          {grouped(growth)}
        </Text>
      </View>
      <View className="bar-track">
        <View className="bar-fill" style={{ width: percent(growth) }} />
        {isMarked && <View className="bar-line" style={{ left: percent(line) }} />}
        <View className="bar-dot" style={{ left: percent(growth) }} />
      </View>
      <View className="bar-labels">
        <Text className="bar-label">0</Text>
        {isMarked && share(line) > APART / 2 && share(line) < 1 - APART && (
          <Text className="bar-keep" style={{ left: percent(line) }}>
            保级 {grouped(line)}
          </Text>
        )}
        <Text className="bar-label">{next ? `${next.name} ${grouped(end)}` : '已到最高等级'}</Text>
      </View>
    </View>
  )
}

/** Keeps the figure inside the card at both ends. */
function sideOf(share: number): string {
  if (share < 0.1) return 'bar-now-start'
  return share > 0.9 ? 'bar-now-end' : ''
}
