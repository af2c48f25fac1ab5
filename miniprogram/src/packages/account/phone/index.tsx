import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { openJoin } from '@contracts/member/join'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { PhoneNumberButton } from '@/device/phone-number'
import { homeScreen } from '@/pages/home/home-screen'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { follow } from '@/screen/ways'
import { Button } from '@/ui/form/button'
import { NavBar } from '@/ui/page/nav-bar'
import { Notice } from '@/ui/page/notice'
import { KnownCard } from '../known-card'
import { createPhoneChange, type PhoneChange } from './phone-state'
import './index.scss'

/** 我的手机号. */
export default function PhonePage() {
  const [screen] = useState(() => createScreen(openJoin, { call }))
  const shown = useStore(screen.state)
  const load = () => void screen.load({})
  const [phone] = useState(() =>
    createPhoneChange(call, () => {
      load()
      void homeScreen.load({})
    }),
  )

  useDidShow(load)

  return (
    <View className="page-phone">
      <NavBar title="我的手机号" back />
      <Gate screen={shown} shape="rows" onRetry={load}>
        {({ phoneMasked }) => (
          <>
            <KnownCard
              id="phone-now"
              icon="phone"
              value={phoneMasked ?? '还没有绑定'}
              lines={['加密保存，页面上只显示几位']}
            />
            <Change phone={phone} hasPhone={phoneMasked !== null} />
          </>
        )}
      </Gate>
    </View>
  )
}

function Change({ phone, hasPhone }: { phone: PhoneChange; hasPhone: boolean }) {
  const { sending, done, failure } = useStore(phone.state)
  return (
    <View className="phone-change">
      {done && (
        <Notice
          id="phone-done"
          tone="success"
          title={`换好了，现在是 ${done}`}
          body="积分和券都没有动。"
        />
      )}
      {failure && (
        <Notice id="phone-failure" tone="warning" title={failure.title} body={failure.body}>
          <Button
            id="phone-way-out"
            size="small"
            onPress={() => follow(failure.wayOut?.way ?? 'edit', phone.forget)}
          >
            {failure.wayOut?.label ?? '知道了'}
          </Button>
        </Notice>
      )}
      <PhoneNumberButton
        id="phone-ask"
        className={`phone-ask ${sending ? 'is-sending' : ''}`}
        onCode={(code) => void phone.change(code)}
      >
        {hasPhone ? '换成新的手机号' : '绑定手机号'}
      </PhoneNumberButton>
      <Text className="phone-promise">
        由微信验证是你的号码。换号后还是同一位会员，积分、券和等级都在。
      </Text>
    </View>
  )
}
