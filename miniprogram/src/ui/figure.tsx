import { Text } from '@tarojs/components'
import { grouped, signed } from './numbers'
import './figure.scss'

interface Props {
  value: number
  size?: 'xl' | 'l' | 'm' | 's' | 'row'
  /** Shows + or a true minus. */
  sign?: boolean
  className?: string
}

/** A number: tabular digits, thousands comma. */
export function Figure({ value, size = 's', sign = false, className = '' }: Props) {
  return (
    <Text className={`figure figure-${size} ${className}`}>
      {sign ? signed(value) : grouped(value)}
    </Text>
  )
}
