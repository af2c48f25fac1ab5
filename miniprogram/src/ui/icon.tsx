import { View } from '@tarojs/components'
import { icon, type IconName } from '@/ui/art/icons'
import './icon.scss'

interface Props {
  name: IconName
  /** Drawn side in pixels of a 375 px screen. */
  size?: 14 | 16 | 18 | 20 | 24 | 28
  className?: string
}

/** A line icon in the colour of the text around it: the drawing is only a mask. */
export function Icon({ name, size = 20, className = '' }: Props) {
  const mask = `url("${icon(name, '#000')}")`
  return (
    <View
      className={`icon icon-${size} ${className}`}
      style={{ maskImage: mask, WebkitMaskImage: mask }}
    />
  )
}
