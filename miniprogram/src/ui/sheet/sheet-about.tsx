import { Text, View } from '@tarojs/components'
import './sheet-about.scss'

/** What a half sheet is about, above its question: one line per sentence. */
export function SheetAbout({ lines }: { lines: string[] }) {
  return (
    <View className="sheet-about">
      {lines.map((line) => (
        <Text key={line} className="sheet-about-line">
          {line}
        </Text>
      ))}
    </View>
  )
}
