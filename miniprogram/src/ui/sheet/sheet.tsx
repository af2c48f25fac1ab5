import { ScrollView, Text, View } from '@tarojs/components'
import { useEffect, type ReactNode } from 'react'
import { holdPage } from '@/device/hold-page'
import { Icon } from '../icon'
import { PRESSED } from '../press'
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
  useEffect(holdPage, [])
  return (
    <View className="sheet" catchMove>
      <View id={`${id}-scrim`} className="sheet-scrim" onClick={onClose} />
      <ScrollView scrollY enhanced bounces={false} className="sheet-body">
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
      </ScrollView>
    </View>
  )
}

/**
 * The place of a sheet on its page. It is always there, because a page whose own children come and
 * go is sent to the screen again as a whole.
 */
export function SheetPlace({ children }: { children: ReactNode }) {
  return <View>{children}</View>
}
