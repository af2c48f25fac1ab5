import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { IconName } from '@/ui/art/icons'
import { Button } from '../form/button'
import { Icon } from '../icon'
import './sheet-done.scss'

interface Props {
  /** The prefix of the sheet's id and of the button's id. */
  id: string
  lines: string[]
  /** The result, under its mark; without it only the lines are shown. */
  title?: string
  icon?: IconName
  onClose: () => void
  /** Other ways on, in place of the only button. */
  children?: ReactNode
}

/** The end of a half sheet: it says that it was done, and what that means. */
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
