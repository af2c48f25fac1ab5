import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

/** WeChat's limit is 60 children of one node. */
const BATCH = 40

interface Props<T> {
  items: T[]
  className?: string
  children: (item: T) => ReactNode
}

/** A long list in groups, so that no node gets too many children. */
export function Batches<T>({ items, className = '', children }: Props<T>) {
  const starts = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) => at * BATCH)
  return (
    <>
      {starts.map((start) => (
        <View key={start} className={className}>
          {items.slice(start, start + BATCH).map(children)}
        </View>
      ))}
    </>
  )
}
