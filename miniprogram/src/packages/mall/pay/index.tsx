import { Image, Text, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { phoneNow } from '@/cloud/clock'
import { decoded } from '@/device/decoded'
import { askToPay } from './payment'
import { pictureOf } from '@/pages/mall/picture'
import { Gate } from '@/screen/gate'
import { openPage, openTab } from '@/screen/ways'
import { Bill, BillRow } from '@/ui/bill'
import { Card } from '@/ui/card'
import { Button } from '@/ui/form/button'
import { yuan } from '@/ui/numbers'
import { Foot } from '@/ui/page/foot'
import { NavBar } from '@/ui/page/nav-bar'
import { Notice } from '@/ui/page/notice'
import { createPay, timeLeft, type Pay, type PayState, type Waiting } from './pay-state'
import './index.scss'

/** 确认付款: what is held for the member, and the way to WeChat's own payment sheet. */
export default function PayPage() {
  const reservationId = decoded(useRouter().params['reservationId'])
  const [pay] = useState(() => createPay(call, reservationId, askToPay))
  const shown = useStore(pay.screen.state)
  const paying = useStore(pay.state)
  useDidShow(() => void pay.load())
  return (
    <View className="page-pay">
      <NavBar title="确认付款" back />
      <Gate screen={shown} shape="rows" onRetry={() => void pay.load()}>
        {(data) => <Reservation data={data} pay={pay} paying={paying} />}
      </Gate>
    </View>
  )
}

interface Props {
  data: Waiting
  pay: Pay
  paying: PayState
}

function Reservation({ data, pay, paying }: Props) {
  const { reservation } = data
  const isWaiting = reservation.state === 'reserved'
  return (
    <>
      {isWaiting ? <Held data={data} onOver={() => void pay.load()} /> : <Ended data={data} />}
      <Goods data={data} />
      <Sums data={data} />
      <Wrong paying={paying} />
      {isWaiting ? <Act data={data} pay={pay} paying={paying} /> : <Next data={data} />}
    </>
  )
}

const SECOND_MS = 1000

/** 已给你留着, by the phone's clock: the cloud alone decides when the time is over. */
function Held({
  data: { reservation, now: then },
  onOver,
}: Pick<Props, 'data'> & { onOver: () => void }) {
  const [late] = useState(() => phoneNow() - then)
  const [now, setNow] = useState(then)
  useEffect(() => {
    const timer = setInterval(() => setNow(phoneNow() - late), SECOND_MS)
    return () => clearInterval(timer)
  }, [])
  const isOver = now >= reservation.payBy
  useEffect(() => {
    if (isOver) onOver()
  }, [isOver])
  return (
    <Notice
      id="pay-held"
      tone="warning"
      title={`已给你留着，${timeLeft(reservation.payBy, now)} 内付款`}
      body="超时自动放回，积分都退给你"
    />
  )
}

/** Paid, put back, or cash on its way back. */
function Ended({ data: { reservation } }: Pick<Props, 'data'>) {
  const { state, refund } = reservation
  if (state === 'fulfilled' && refund === null) {
    return <Notice id="pay-done" tone="success" title="付好了" body="东西已经是你的了" />
  }
  const cash = {
    underWay: '付的钱正在原路退回，一般几分钟到账',
    done: '付的钱已经原路退回',
    failed: '付的钱没能退回去，请联系门店',
  }
  return (
    <Notice
      id="pay-over"
      tone={refund === 'failed' ? 'danger' : 'info'}
      title={state === 'released' ? '已经放回去了' : '已经取消'}
      body={refund === null ? '没有付款，积分已经退给你' : cash[refund]}
    />
  )
}

function Goods({ data: { reservation } }: Pick<Props, 'data'>) {
  const { name, picture, kind, shopName, fen } = reservation
  return (
    <Card className="pay-goods">
      <Image className="pay-picture" mode="aspectFill" src={pictureOf(picture)} />
      <View className="pay-words">
        <Text className="pay-name">{name}</Text>
        <Text className="pay-line">
          {kind === 'goods' ? `${shopName ?? '门店'}自提 · 1 件` : '付款后放进券包 · 1 张'}
        </Text>
      </View>
      <Text className="pay-price">¥{yuan(fen)}</Text>
    </Card>
  )
}

function Sums({ data: { reservation, balance } }: Pick<Props, 'data'>) {
  return (
    <Card>
      <Bill>
        <BillRow label="扣除积分" value={-reservation.points} sign />
        <BillRow label="付完还剩" value={balance} unit="积分" />
      </Bill>
    </Card>
  )
}

function Wrong({ paying: { failure, unpaid } }: Pick<Props, 'paying'>) {
  if (failure) {
    const { title, body, reference } = failure
    const said = reference ? `${body}编号 ${reference}` : body
    return <Notice id="pay-failure" tone="warning" title={title} body={said} />
  }
  if (unpaid === 'cancelled') return <Notice id="pay-unpaid" tone="info" title="还没有付款" />
  if (unpaid === null) return null
  return (
    <Notice id="pay-unpaid" tone="warning" title="微信没有付成" body="没有扣钱，可以再试一次" />
  )
}

function Act({ data: { reservation }, pay, paying }: Props) {
  const { sending } = paying
  return (
    <Foot>
      <View className="pay-foot">
        <View className="pay-sum">
          <Text className="pay-line">应付</Text>
          <Text id="pay-fen" className="pay-due">
            ¥{yuan(reservation.fen)}
          </Text>
        </View>
        <Button
          id="pay-cancel"
          look="outline"
          size="large"
          className="pay-act"
          loading={sending === 'cancel'}
          onPress={() => void pay.cancel()}
        >
          不买了
        </Button>
        <Button
          id="pay-submit"
          size="large"
          className="pay-act"
          loading={sending === 'pay'}
          onPress={() => void pay.submit()}
        >
          微信支付
        </Button>
      </View>
    </Foot>
  )
}

function Next({ data: { reservation } }: Pick<Props, 'data'>) {
  const { kind, redemptionId, refund } = reservation
  const isMine = redemptionId !== null && refund === null
  const show = () =>
    kind === 'coupon'
      ? openPage('show', { couponId: redemptionId ?? '' })
      : openPage('pick-up', { redemptionId: redemptionId ?? '' })
  return (
    <Foot>
      <Button
        id={isMine ? 'pay-show' : 'pay-more'}
        size="large"
        onPress={() => (isMine ? show() : openTab('mall'))}
      >
        {isMine ? (kind === 'coupon' ? '出示券码' : '看取货码') : '回商城'}
      </Button>
    </Foot>
  )
}
