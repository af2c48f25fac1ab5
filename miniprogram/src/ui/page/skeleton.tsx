import { View } from '@tarojs/components'
import './skeleton.scss'

interface Props {
  /** The outline of what is coming, so that nothing jumps. */
  shape: 'rows' | 'grid' | 'hero'
}

/** Appears only after 300 ms (by CSS), so a quick answer shows no skeleton at all. */
export function Skeleton({ shape }: Props) {
  return (
    <View className={`skeleton skeleton-${shape}`} ariaLabel="正在加载">
      {Array.from({ length: shape === 'grid' ? 4 : 5 }, (_, at) => (
        <View key={at} className="skeleton-cell" />
      ))}
    </View>
  )
}
