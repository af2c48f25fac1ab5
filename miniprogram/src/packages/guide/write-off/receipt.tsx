import { Image, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { writeOff } from '@contracts/coupon/write-off'
import { useEffect } from 'react'
import { dayAndTime } from '@/text/dates'
import { stubOf } from '@/pages/coupon/face'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { byFour } from '@/ui/numbers'
import { buzz, goBack } from './after'
import { celebration } from './celebration'
import { CouponValue } from './coupon-value'
import { Row } from './row'
import { tillAdvice } from './till-advice'

interface Props {
  receipt: OutputOf<typeof writeOff>
  next: () => void
}

const LABELS = { off: '立减', discount: '打折', exchange: '兑换' }

/** 核销成功: what to do at the till, and the facts for anybody who asks later. */
export function Receipt({ receipt, next }: Props) {
  const { face } = receipt
  const stub = stubOf(face)
  useEffect(buzz, [])
  return (
    <View id="write-off-result">
      <View className="write-off-done">
        <Image className="write-off-mark" src={celebration()} />
        <View className="write-off-success">核销成功</View>
        <View className="write-off-advice">{tillAdvice(face)}</View>
      </View>
      <Card className="write-off-receipt">
        <View className="write-off-head">
          <View>
            <View className="write-off-label">{LABELS[face.kind]}</View>
            <CouponValue {...stub} />
          </View>
          <View className="write-off-tag">{stub.floor}</View>
        </View>
        <Row name="券" value={face.title} />
        <Row name="会员" value={receipt.memberName} />
        <Row name="门店 / 导购" value={`${receipt.shopName} · ${receipt.guideName}`} />
        <Row name="核销时间" value={dayAndTime(receipt.writtenOffAt)} />
        <Row name="券码" value={byFour(receipt.code)} figure />
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
          继续核销
        </Button>
      </View>
    </View>
  )
}
