import { View } from '@tarojs/components'
import { dottedDay } from '@/text/dates'
import { shopsOf, stubOf } from '@/pages/coupon/face'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { byFour } from '@/ui/numbers'
import { Notice } from '@/ui/page/notice'
import { CouponValue } from './coupon-value'
import { Row } from './row'
import type { CheckedCoupon as Coupon, WriteOffState } from './write-off-state'

interface Props extends WriteOffState {
  coupon: Coupon
}

/** What the guide must read before the press that cannot be undone. */
export function CheckedCoupon({ coupon, busy, failure, confirm, next }: Props) {
  const { face } = coupon
  const stub = stubOf(face)
  return (
    <>
      <View className="write-off-ticket">
        <View className="write-off-stub">
          <CouponValue {...stub} />
          <View className="write-off-floor">{stub.floor}</View>
        </View>
        <View className="write-off-face">
          <View className="write-off-title">{face.title}</View>
          <View className="write-off-meta">{shopsOf(face)}</View>
          <View className="write-off-meta">{dottedDay(coupon.expiresAt)} 到期</View>
        </View>
      </View>
      <Card id="write-off-coupon" className="write-off-rows">
        <Row name="会员" value={coupon.memberName} />
        <Row name="券码" value={byFour(coupon.code)} figure />
        {face.terms && <Row name="说明" value={face.terms} />}
      </Card>
      {failure ? (
        <Notice id="write-off-failure" tone="danger" title={failure.title} body={failure.body} />
      ) : (
        <Notice tone="warning" title="核销后不能撤回" body="先和顾客核对会员和券，再按核销。" />
      )}
      <View className="write-off-foot">
        <Button
          id="write-off-next"
          look="outline"
          size="large"
          className="write-off-half"
          disabled={busy}
          onPress={next}
        >
          换一张
        </Button>
        <Button
          id="write-off-confirm"
          size="large"
          className="write-off-half"
          loading={busy}
          onPress={() => void confirm()}
        >
          核销
        </Button>
      </View>
    </>
  )
}
