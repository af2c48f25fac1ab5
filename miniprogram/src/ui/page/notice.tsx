import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from '../icon'
import type { IconName } from '@/ui/art/icons'
import './notice.scss'

export type Tone = 'success' | 'warning' | 'danger' | 'info'

const ICONS: Record<Tone, IconName> = {
  success: 'check-circle',
  warning: 'alert',
  danger: 'x-circle',
  info: 'info',
}

interface Props {
  id?: string
  tone: Tone
  title: string
  body?: string
  /** What to do next, usually one small button. */
  children?: ReactNode
}

/** Says what happened where it happened, and stays until the next step; there are no toasts. */
export function Notice({ id, tone, title, body, children }: Props) {
  return (
    <View id={id} className={`notice notice-${tone}`} ariaRole="alert">
      <Icon name={ICONS[tone]} size={20} className="notice-icon" />
      <View className="notice-words">
        <Text className="notice-title">{title}</Text>
        {body ? <Text className="notice-body">{body}</Text> : null}
        {children ? <View className="notice-out">{children}</View> : null}
      </View>
    </View>
  )
}
