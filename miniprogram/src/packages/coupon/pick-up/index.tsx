import { Image, Text, View } from '@tarojs/components'
import { useDidHide, useDidShow, useRouter, useUnload } from '@tarojs/taro'
import type { OutputOf } from '@contracts/action'
import type { showPickUp } from '@contracts/mall/redemption'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { phoneNow } from '@/cloud/clock'
import { keep } from '@/cloud/keep'
import { CancelSheet } from '@/features/redemption-cancel/cancel-sheet'
import { createCancel } from '@/features/redemption-cancel/cancel-state'
import { pictureOf } from '@/pages/mall/picture'
import { Gate } from '@/screen/gate'
import { decoded } from '@/device/decoded'
import { openTab } from '@/screen/ways'
import { dayOf, shortDayAndTime } from '@/text/dates'
import { dueInWords, overInWords } from '@/text/pick-up'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { NavBar } from '@/ui/page/nav-bar'
import { SheetPlace } from '@/ui/sheet/sheet'
import { Notice } from '@/ui/page/notice'
import { byFour, grouped } from '@/ui/numbers'
import { qrPicture } from '../show/qr'
import { createPickUp } from './pick-up-state'
import './index.scss'

type Shown = OutputOf<typeof showPickUp>

/** 取货码: the code that a member shows in the shop, with its last day and its shop. */
export default function PickUpPage() {
  const redemptionId = decoded(useRouter().params['redemptionId'])
  const [pickUp] = useState(() =>
    createPickUp(call, redemptionId, {
      keep,
      key: `screen:pick-up:${redemptionId}`,
      now: phoneNow,
    }),
  )
  const shown = useStore(pickUp.screen.state)
  const [cancel] = useState(() => createCancel({ call, onDone: pickUp.start }))
  useDidShow(pickUp.start)
  useDidHide(pickUp.stop)
  useUnload(pickUp.stop)
  return (
    <View className="page-pick-up">
      <NavBar title={shown.data?.code === null ? '兑换详情' : '取货码'} back />
      <Gate screen={shown} shape="rows" onRetry={pickUp.start}>
        {(data) => (
          <>
            {data.code === null ? <Over data={data} /> : <Code data={data} code={data.code} />}
            <Shop data={data} />
            <View className="pick-up-acts">
              {data.redemption.cancellable && (
                <Button
                  id="pick-up-cancel"
                  className="pick-up-act"
                  look="outline"
                  size="large"
                  onPress={() => cancel.open(data.redemption)}
                >
                  取消兑换
                </Button>
              )}
              {data.code === null && (
                <Button
                  id="pick-up-more"
                  size="large"
                  className="pick-up-act"
                  onPress={() => openTab('mall')}
                >
                  再换一件
                </Button>
              )}
            </View>
          </>
        )}
      </Gate>
      <SheetPlace>
        <CancelSheet cancel={cancel} onReload={pickUp.start} />
      </SheetPlace>
    </View>
  )
}

function Goods({ redemption }: Pick<Shown, 'redemption'>) {
  const { name, picture, points, placedAt } = redemption
  return (
    <View className="pick-up-goods">
      <Image className="pick-up-picture" mode="aspectFill" src={pictureOf(picture)} />
      <View className="pick-up-words">
        <Text className="pick-up-name">{name}</Text>
        <Text className="pick-up-line">1 件 · {grouped(points)} 积分</Text>
        <Text className="pick-up-line">{shortDayAndTime(placedAt)} 换的</Text>
      </View>
    </View>
  )
}

function Code({ data, code }: { data: Shown; code: string }) {
  const { redemption, now } = data
  return (
    <>
      <Card className="pick-up-pass">
        <Goods redemption={redemption} />
        <Text className="pick-up-ask">到店请店员扫码，或报下面 12 位取货码</Text>
        <Image id="pick-up-qr" className="pick-up-qr" src={qrPicture(code)} />
        <Text id="pick-up-code" className="pick-up-code">
          {byFour(code)}
        </Text>
        <Text className="pick-up-line">只能用一次，别发给别人</Text>
      </Card>
      <Notice id="pick-up-due" tone="warning" {...dueInWords(redemption, dayOf(now))} />
    </>
  )
}

/** 取走了, or why the code no longer exists. */
function Over({ data: { redemption } }: { data: Shown }) {
  const { title, body } = overInWords(redemption)
  return (
    <Card className="pick-up-pass">
      <View id="pick-up-over" className="pick-up-over">
        <Icon name={redemption.state === 'fulfilled' ? 'check-circle' : 'clock'} size={28} />
        <Text className="pick-up-title">{title}</Text>
        <Text className="pick-up-line">{body}</Text>
      </View>
      <Goods redemption={redemption} />
    </Card>
  )
}

function Shop({ data: { redemption, shopAddress } }: { data: Shown }) {
  return (
    <Card className="pick-up-shop">
      <Icon name="map-pin" size={20} />
      <View className="pick-up-words">
        <Text className="pick-up-name">{redemption.shopName}</Text>
        <Text className="pick-up-line">{shopAddress}</Text>
      </View>
    </Card>
  )
}
