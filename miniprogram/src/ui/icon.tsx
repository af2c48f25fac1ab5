import { View } from '@tarojs/components'
import type { CSSProperties } from 'react'
import { icon, type IconName } from '@/ui/art/icons'
import './icon.scss'

interface Props {
  name: IconName
  /** The side length in pixels of a 375 px screen. */
  size?: 14 | 16 | 18 | 20 | 24 | 28
  className?: string
}

/** A line icon in the colour of the text around it: the drawing serves as a mask. */
export function Icon({ name, size = 20, className = '' }: Props) {
  return <View className={`icon icon-${size} ${className}`} style={maskOf(name)} />
}

/**
 * WeChat's web view on Android needs the prefix, and Taro's mini-program runtime passes on only the
 * spelling with dashes.
 */
function maskOf(name: IconName): CSSProperties & Record<'-webkit-mask-image', string> {
  return { '-webkit-mask-image': `url("${icon(name)}")` }
}
