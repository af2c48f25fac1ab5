import { Text, View } from '@tarojs/components'
import './intro.scss'

/** What a page asks for, in large letters, and one line about it. */
export function Intro({ title, hint }: { title: string; hint: string }) {
  return (
    <View className="intro">
      <Text className="intro-title">{title}</Text>
      <Text className="intro-hint">{hint}</Text>
    </View>
  )
}
