import { Image, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { handOver } from '@contracts/mall/hand-over'
import { useEffect } from 'react'
import { dayAndTime } from '@/text/dates'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { byFour } from '@/ui/numbers'
import { buzz, goBack } from './after'
import { celebration } from './celebration'
import { Row } from './row'

interface Props {
  receipt: OutputOf<typeof handOver>
  next: () => void
}

/** 交货成功: the facts, for anybody who asks later. */
export function HandedOver({ receipt, next }: Props) {
  const { goods, memberName, shopName, guideName, handedOverAt, code } = receipt
  useEffect(buzz, [])
  return (
    <View id="hand-over-result">
      <View className="write-off-done">
        <Image className="write-off-mark" src={celebration()} />
        <View className="write-off-success">交货成功</View>
        <View className="write-off-advice">取货码作废了，这笔兑换不能再取消</View>
      </View>
      <Card className="write-off-receipt">
        <Row name="好物" value={goods.name} />
        <Row name="会员" value={memberName} />
        <Row name="门店 / 导购" value={`${shopName} · ${guideName}`} />
        <Row name="交货时间" value={dayAndTime(handedOverAt)} />
        <Row name="取货码" value={byFour(code)} figure />
      </Card>
      <View className="write-off-foot">
        <Button
          id="write-off-back"
          look="outline"
          size="large"
          className="write-off-half"
          onPress={goBack}
        >
          回工作台
        </Button>
        <Button id="write-off-next" size="large" className="write-off-half" onPress={next}>
          继续扫码
        </Button>
      </View>
    </View>
  )
}
