import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { PRESSED } from '@/ui/press'

const STEPS = ['打开我的订单', '点进那一笔订单', '长按编号，复制']

/** 在哪儿找订单号: three small screens; the marked part is where to tap. */
export function WhereToFind() {
  const [open, setOpen] = useState(true)
  return (
    <Card>
      <View
        id="where-to-find"
        className="where-head"
        hoverClass={PRESSED}
        onClick={() => setOpen(!open)}
      >
        <Text className="where-title">在哪儿找订单号</Text>
        <Icon name={open ? 'chevron-up' : 'chevron-down'} size={18} />
      </View>
      {open && (
        <View className="where-steps">
          {STEPS.map((words, at) => (
            <View key={words} className="where-step">
              <View className={`where-picture where-picture-${at + 1}`}>
                <View className="where-line" />
                <View className="where-mark" />
                <View className="where-line where-line-short" />
              </View>
              <View className="where-words">
                <Text className="where-number">{at + 1} </Text>
                <Text>{words}</Text>
              </View>
            </View>
          ))}
        </View>
      )}
    </Card>
  )
}
