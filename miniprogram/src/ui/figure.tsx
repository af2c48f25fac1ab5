import { Text } from '@tarojs/components'
import { grouped, signed } from './numbers'
import './figure.scss'

interface Props {
  value: number
  size?: 'xl' | 'l' | 'm' | 's' | 'row'
  /** Shows + or the minus sign −. */
  sign?: boolean
  className?: string
}

/** A number: tabular digits, thousands comma. */
export function Figure({ value, size = 's', sign = false, className = '' }: Props) {
  const digits = sign ? signed(value) : grouped(value)
  const long = digits.length > 8 ? 'is-long' : ''
  return <Text className={`figure figure-${size} ${long} ${className}`}>{digits}</Text>
}
