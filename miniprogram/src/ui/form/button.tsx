import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { IconName } from '@/ui/art/icons'
import { Icon } from '../icon'
import { PRESSED } from '../press'
import './button.scss'

export interface ButtonProps {
  id: string
  children: ReactNode
  onPress: () => void
  look?: 'main' | 'soft' | 'outline' | 'text' | 'light'
  size?: 'large' | 'medium' | 'small'
  /** Blocks a second tap and keeps the button as wide as its label. */
  loading?: boolean
  disabled?: boolean
  icon?: IconName
  className?: string
}

/** A pill. Small ones reach 44 px by an invisible border. */
export function Button(props: ButtonProps) {
  const { id, children, onPress, look = 'main', size = 'medium', icon, className = '' } = props
  const { loading = false, disabled = false } = props
  const blocked = loading || disabled
  const state = loading ? 'is-loading' : disabled ? 'is-disabled' : ''
  return (
    <View
      id={id}
      className={`button button-${look} button-${size} ${state} ${className}`}
      hoverClass={blocked ? 'none' : PRESSED}
      ariaRole="button"
      onClick={() => {
        if (!blocked) onPress()
      }}
    >
      {icon && <Icon name={icon} size={18} className="button-icon" />}
      <Text className="button-label">{children}</Text>
      {loading && <View className="button-spinner" />}
    </View>
  )
}
