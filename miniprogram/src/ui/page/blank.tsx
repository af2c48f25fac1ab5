import { Image, Text, View } from '@tarojs/components'
import { mascot } from '@/ui/art/mascot'
import { Button } from '../form/button'
import './blank.scss'

interface EmptyProps {
  title: string
  body: string
  /** One way out. */
  way?: { id: string; label: string; onPress: () => void }
}

/** 空: the cause and one way out. */
export function Empty({ title, body, way }: EmptyProps) {
  return (
    <View className="blank">
      <Image className="blank-cat" src={mascot('calm')} />
      <Text className="blank-title">{title}</Text>
      <Text className="blank-body">{body}</Text>
      {way && (
        <Button id={way.id} onPress={way.onPress}>
          {way.label}
        </Button>
      )}
    </View>
  )
}

interface ErrorProps {
  title: string
  body: string
  /** What a person reads out to customer service; empty if the network was lost. */
  reference?: string
  onRetry: () => void
}

/** 出错: says that points are safe, offers another try, and shows the number of the fault. */
export function ErrorState({ title, body, reference, onRetry }: ErrorProps) {
  return (
    <View className="blank">
      <Image className="blank-cat" src={mascot('sorry')} />
      <Text className="blank-title">{title}</Text>
      <Text className="blank-body">{body}</Text>
      <Button id="retry" onPress={onRetry}>
        再试一次
      </Button>
      {reference ? <Text className="blank-reference">编号 {reference}</Text> : null}
    </View>
  )
}
