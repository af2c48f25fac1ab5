import { Text, View } from '@tarojs/components'
import { Icon } from '../icon'
import './promised.scss'

/** What we do with the data that a person enters, under the field where they enter it. */
export function Promised({ words }: { words: string }) {
  return (
    <View className="promise">
      <Icon name="shield-check" size={18} />
      <Text className="promise-words">{words}</Text>
    </View>
  )
}
