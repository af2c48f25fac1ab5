import { Text, View } from '@tarojs/components'
import type { IconName } from '@/ui/art/icons'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import './known-card.scss'

interface Props {
  /** The id of the value. */
  id: string
  icon: IconName
  value: string
  lines: string[]
}

/** 已填: one thing that we know about the member, and what it means. */
export function KnownCard({ id, icon, value, lines }: Props) {
  return (
    <Card className="known">
      <View className="known-tile">
        <Icon name={icon} size={24} />
      </View>
      <View className="known-words">
        <Text id={id} className="known-value">
          {value}
        </Text>
        {lines.map((line) => (
          <Text key={line} className="known-line">
            {line}
          </Text>
        ))}
      </View>
    </Card>
  )
}
