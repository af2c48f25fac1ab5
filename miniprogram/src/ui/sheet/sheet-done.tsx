import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { IconName } from '@/ui/art/icons'
import { Button } from '../form/button'
import { Icon } from '../icon'
import './sheet-done.scss'

interface Props {
  /** The prefix of its own id and of the button's. */
  id: string
  lines: string[]
  /** What came of it, under its mark; without it the lines speak alone. */
  title?: string
  icon?: IconName
  onClose: () => void
  /** Other ways on, in the place of the one button. */
  children?: ReactNode
}

/** The end of a half sheet: it was done, and what that means. */
export function SheetDone({ id, lines, title, icon, onClose, children }: Props) {
  return (
    <>
      <View id={`${id}-done`} className={title ? 'sheet-done' : 'sheet-done is-plain'}>
        {icon && (
          <View className="sheet-done-mark">
            <Icon name={icon} size={28} />
          </View>
        )}
        {title && <Text className="sheet-done-title">{title}</Text>}
        {lines.map((line) => (
          <Text key={line} className="sheet-done-line">
            {line}
          </Text>
        ))}
      </View>
      {children ?? (
        <Button id={`${id}-close`} size="large" onPress={onClose}>
          知道了
        </Button>
      )}
    </>
  )
}
