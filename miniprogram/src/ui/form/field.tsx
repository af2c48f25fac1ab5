import { Input, View } from '@tarojs/components'
import { Icon } from '../icon'
import { PRESSED } from '../press'
import './field.scss'

interface Props {
  /** The prefix of the ids of the input and of what empties it. */
  id: string
  /** As it is shown, which may be grouped. */
  value: string
  placeholder: string
  maxlength: number
  onType: (text: string) => void
  onClear: () => void
  /** Which keys the phone offers. */
  keys?: 'text' | 'number' | 'digit'
  wrong?: boolean
  className?: string
}

/** One large line of digits or letters that can be emptied at a tap. */
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
