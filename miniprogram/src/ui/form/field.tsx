import { Input, View } from '@tarojs/components'
import { Icon } from '../icon'
import { PRESSED } from '../press'
import './field.scss'

interface Props {
  /** The prefix of two ids: the input's and that of the button that empties it. */
  id: string
  /** The text as shown, which may be grouped. */
  value: string
  placeholder: string
  maxlength: number
  onType: (text: string) => void
  onClear: () => void
  /** The kind of keyboard that the phone shows. */
  keys?: 'text' | 'number' | 'digit'
  wrong?: boolean
  className?: string
}

/** One large line of digits or letters, which one tap empties. */
export function Field(props: Props) {
  const { id, value, placeholder, maxlength, onType, onClear, keys = 'text', className } = props
  const state = `${value ? 'is-filled' : ''} ${props.wrong ? 'is-wrong' : ''}`
  return (
    <View className={`field ${state} ${className ?? ''}`}>
      <Input
        id={`${id}-input`}
        className="field-input"
        type={keys}
        maxlength={maxlength}
        placeholder={placeholder}
        placeholderClass="field-placeholder"
        value={value}
        onInput={(event) => onType(event.detail.value)}
      />
      {value !== '' && (
        <View
          id={`${id}-clear`}
          className="field-clear"
          ariaLabel="清空"
          ariaRole="button"
          hoverClass={PRESSED}
          onClick={onClear}
        >
          <Icon name="x-circle" size={18} />
        </View>
      )}
    </View>
  )
}
