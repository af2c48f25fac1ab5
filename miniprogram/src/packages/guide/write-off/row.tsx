import { Text, View } from '@tarojs/components'

interface Props {
  name: string
  value: string
  /** Shows digits in the number typeface. */
  figure?: boolean
}

export function Row({ name, value, figure = false }: Props) {
  return (
    <View className="write-off-row">
      <Text className="write-off-name">{name}</Text>
      <Text className={figure ? 'write-off-value write-off-digits' : 'write-off-value'}>
        {value}
      </Text>
    </View>
  )
}
