import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Figure } from './figure'
import './bill.scss'

/** What something costs and what is left, line by line. */
export function Bill({ className = '', children }: { className?: string; children: ReactNode }) {
  return <View className={`bill ${className}`}>{children}</View>
}

interface RowProps {
  label: string
  /** A note under the name. */
  note?: string
  value: number
  /** Shows + or the minus sign −. */
  sign?: boolean
  unit?: string
}

export function BillRow({ label, note, value, sign = false, unit }: RowProps) {
  return (
    <View className="bill-row">
      <View>
        <Text className="bill-label">{label}</Text>
        {note ? <Text className="bill-note">{note}</Text> : null}
      </View>
      <View>
        <Figure value={value} sign={sign} size="row" />
        {unit ? <Text className="bill-unit"> {unit}</Text> : null}
      </View>
    </View>
  )
}
