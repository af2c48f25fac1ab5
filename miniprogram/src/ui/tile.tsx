import { View } from '@tarojs/components'
import type { IconName } from '@/ui/art/icons'
import { Icon } from './icon'
import './tile.scss'

interface Props {
  icon: IconName
  tone?: 'plain' | 'success' | 'warning' | 'info' | 'danger'
}

/** The small square at the start of a line in a list. */
export function Tile({ icon, tone = 'plain' }: Props) {
  return (
    <View className={`tile tile-${tone}`}>
      <Icon name={icon} size={18} />
    </View>
  )
}
