import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import { Button } from '../form/button'
import './batches.scss'

/** WeChat allows 60 children of one node. */
const BATCH = 40
/** How many rows are shown at a time: a page stays below 1,000 nodes, however long its list is. */
const ROWS = 40

export interface Windowed<T> {
  shown: T[]
  /** How many rows lie before and after the shown ones. */
  before: number
  behind: number
  turn: (by: 1 | -1) => void
}

/** The part of a long list that is on the page now. */
export function useWindow<T>(items: T[], rows = ROWS): Windowed<T> {
  const [asked, setFrom] = useState(0)
  // After a change of filter there may be fewer rows.
  const from = asked < items.length ? asked : 0
  return {
    shown: items.slice(from, from + rows),
    before: from,
    behind: Math.max(0, items.length - from - rows),
    turn(by) {
      setFrom(Math.max(0, from + by * rows))
      void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
    },
  }
}

/** Buttons to the rows before and after; nothing if the list is short. */
export function Turn({ at, before, behind, turn }: Omit<Windowed<unknown>, 'shown'> & Edge) {
  const count = at === 'top' ? before : behind
  if (count === 0) return null
  return (
    <View className="turn">
      <Button
        id={`turn-${at}`}
        look="soft"
        size="small"
        onPress={() => turn(at === 'top' ? -1 : 1)}
      >
        {at === 'top' ? '看前面的' : '看后面的'}
      </Button>
      <Text className="turn-count">
        {at === 'top' ? `前面还有 ${count} 条` : `后面还有 ${count} 条`}
      </Text>
    </View>
  )
}

interface Edge {
  at: 'top' | 'bottom'
}

interface Props<T> {
  items: T[]
  className?: string
  /** Rows per batch; give fewer if a row consists of many nodes. */
  rows?: number
  children: (item: T) => ReactNode
}

/** A long list in groups and windows, so that no node and no page gets too many children. */
export function Batches<T>({ items, className = '', rows, children }: Props<T>) {
  const { shown, ...around } = useWindow(items, rows)
  const starts = Array.from({ length: Math.ceil(shown.length / BATCH) }, (_, at) => at * BATCH)
  return (
    <>
      <Turn at="top" {...around} />
      {starts.map((start) => (
        <View key={start} className={className}>
          {shown.slice(start, start + BATCH).map(children)}
        </View>
      ))}
      <Turn at="bottom" {...around} />
    </>
  )
}
