import { Text, View } from '@tarojs/components'
import { Icon } from '../icon'
import { PRESSED } from '../press'
import './chip.scss'

interface Props {
  id: string
  label: string
  selected: boolean
  onPress: () => void
  /** `pick` for a choice inside a card, `filter` for a row above a list. */
  look?: 'filter' | 'pick'
}

/** A choice in a row. A mark shows what is selected, never the colour alone. */
export function Chip({ id, label, selected, onPress, look = 'filter' }: Props) {
  return (
    <View
      id={id}
      className={`chip chip-${look} ${selected ? 'is-selected' : ''}`}
      hoverClass={PRESSED}
      ariaRole="button"
      onClick={onPress}
    >
      {selected && <Icon name="check" size={14} className="chip-mark" />}
      <Text>{label}</Text>
    </View>
  )
}
