import { Text, View } from '@tarojs/components'
import { Icon } from '../icon'
import './promised.scss'

/** What is done with what a person tells, under the field where they tell it. */
export function Promised({ words }: { words: string }) {
  return (
    <View className="promise">
      <Icon name="shield-check" size={18} />
      <Text className="promise-words">{words}</Text>
    </View>
  )
}
