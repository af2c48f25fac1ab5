import { Image, Text, View } from '@tarojs/components'
import { useDidHide, useDidShow, useRouter, useUnload } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { phoneNow } from '@/cloud/clock'
import { keep } from '@/cloud/keep'
import { brighten, canBrighten } from '@/device/brightness'
import { isDark } from '@/device/dark'
import { CancelSheet } from '@/features/redemption-cancel/cancel-sheet'
import { createCancel } from '@/features/redemption-cancel/cancel-state'
import { shopsOf, stubOf } from '@/pages/coupon/face'
import type { Coupon } from '@/pages/coupon/ticket'
import { Gate } from '@/screen/gate'
import { decoded } from '@/device/decoded'
import { dottedDay } from '@/text/dates'
import { tierScene } from '@/ui/art/scene'
import { Icon } from '@/ui/icon'
import { NavBar, navRoom } from '@/ui/page/nav-bar'
import { byFour } from '@/ui/numbers'
import { SheetPlace } from '@/ui/sheet/sheet'
import { CancelLink } from './cancel-link'
import { qrPicture } from './qr'
import { createShow } from './show-state'
import { Over } from './over'
import './index.scss'

export default function ShowPage() {
  const couponId = decoded(useRouter().params['couponId'])
  const [show] = useState(() =>
    createShow(call, couponId, { keep, key: `screen:show:${couponId}`, now: phoneNow }),
  )
  const shown = useStore(show.screen.state)
  const [cancelled, setCancelled] = useState(false)
  const [cancel] = useState(() =>
    createCancel({
      call,
      onDone: () => {
        setCancelled(true)
        show.start()
      },
    }),
  )

  useDidShow(show.start)
  useDidHide(show.stop)
  useUnload(show.stop)
  useBrightScreen()

  return (
    <View className="page-show">
      <Image className="show-art" mode="aspectFill" src={tierScene(2, { dark: isDark() })} />
      <NavBar title="出示券码" back over="art" />
      <View style={{ paddingTop: navRoom() }} className="show-in">
        <Gate screen={shown} shape="rows" onRetry={show.start}>
          {({ coupon, code }) =>
            coupon.state === 'usable' ? (
              <CodeCard coupon={coupon} code={code} />
            ) : (
              <Over coupon={coupon} cancelled={cancelled} />
            )
          }
        </Gate>
        {shown.data?.coupon.state === 'usable' && (
          <View className="show-hints">
            {canBrighten && <Hint icon="sun" words="屏幕已调到最亮，离开后恢复" />}
            <Hint icon="wifi-off" words="没网也能出示，店员联网就能核销" />
            <CancelLink coupon={shown.data.coupon} onCancel={cancel.open} />
          </View>
        )}
      </View>
      <SheetPlace>
        <CancelSheet cancel={cancel} onReload={show.start} />
      </SheetPlace>
    </View>
  )
}

/** As bright as possible while the page is open; the earlier brightness returns afterwards. */
function useBrightScreen() {
  useEffect(() => {
    let left = false
    let restore: (() => void) | null = null
    void brighten().then((undo) => {
      if (left) undo?.()
      else restore = undo
    })
    return () => {
      left = true
      restore?.()
    }
  }, [])
}

function CodeCard({ coupon, code }: { coupon: Coupon; code: string }) {
  const { face, expiresAt } = coupon
  const stub = stubOf(face)
  return (
    <View className="pass">
      <View className="pass-head">
        <View className="pass-stub">
          <View className="pass-value">
            <Text className="pass-small">{stub.before}</Text>
            <Text className="pass-figure">{stub.figure}</Text>
            <Text className="pass-small">{stub.after}</Text>
          </View>
          <Text className="pass-floor">{stub.floor}</Text>
        </View>
        <View className="pass-words">
          <Text className="pass-title">{face.title}</Text>
          <Text className="pass-line">{shopsOf(face)}</Text>
          <Text className="pass-line">{dottedDay(expiresAt)} 到期 · 限用 1 次</Text>
        </View>
      </View>
      <View className="pass-cut" />
      <Text className="pass-ask">请店员扫码，或报下方数字</Text>
      <Image id="coupon-qr" className="pass-qr" src={qrPicture(code)} />
      <Text id="coupon-code" className="pass-code">
        {byFour(code)}
      </Text>
      {face.terms !== '' && <Text className="pass-terms">{face.terms}</Text>}
    </View>
  )
}

function Hint({ icon, words }: { icon: 'sun' | 'wifi-off'; words: string }) {
  return (
    <View className="show-hint">
      <Icon name={icon} size={18} />
      <Text className="show-hint-words">{words}</Text>
    </View>
  )
}
