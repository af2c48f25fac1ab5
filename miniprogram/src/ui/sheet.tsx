import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from './icon'
import { PRESSED } from './press'
import './sheet.scss'

interface Props {
  /** The prefix of the ids of its close button and its scrim. */
  id: string
  title: string
  children: ReactNode
  onClose: () => void
}

/** A half sheet. It can always be closed, by the cross and by the scrim. */
export function Sheet({ id, title, children, onClose }: Props) {
  return (
    <View className="sheet">
      <View id={`${id}-scrim`} className="sheet-scrim" onClick={onClose} />
      <View className="sheet-body">
        <View className="sheet-grip" />
        <View className="sheet-head">
          <Text className="sheet-title">{title}</Text>
          <View
            id={`${id}-close`}
            className="sheet-close"
            ariaLabel="关闭"
            ariaRole="button"
            hoverClass={PRESSED}
            onClick={onClose}
          >
            <Icon name="x" size={24} />
          </View>
        </View>
        {children}
        <View className="safe-bottom" />
      </View>
    </View>
  )
}
