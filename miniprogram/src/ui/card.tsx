import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { PRESSED } from './press'
import './card.scss'

interface Props {
  id?: string
  children: ReactNode
  className?: string
  onPress?: () => void
}

/** One card asks for one decision. */
export function Card({ id, children, className = '', onPress }: Props) {
  const press = onPress ? { hoverClass: PRESSED, onClick: onPress } : {}
  return (
    <View id={id} className={`card ${className}`} {...press}>
      {children}
    </View>
  )
}
