import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './foot.scss'

/** The bar at the bottom with the page's only main button; the page ends above it. */
export function Foot({ children }: { children: ReactNode }) {
  return (
    <>
      <View className="foot-room" />
      <View className="foot">
        {children}
        <View className="safe-bottom" />
      </View>
    </>
  )
}
