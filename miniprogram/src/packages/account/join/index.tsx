import { Image, Text, View } from '@tarojs/components'
import { useUnload } from '@tarojs/taro'
import { openJoin } from '@contracts/member/join'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { isDark } from '@/device/dark'
import { launchScene, openedByInviter } from '@/device/scene'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { forgetJoining, joinedGoBack } from '@/screen/ways'
import { tierScene } from '@/ui/art/scene'
import { NavBar, navRoom } from '@/ui/page/nav-bar'
import { JoinForm } from './join-form'
import { createJoin } from './join-state'
import './index.scss'

export default function JoinPage() {
  const [screen] = useState(() => createScreen(openJoin, { call }))
  const [join] = useState(() => createJoin(call, launchScene(), openedByInviter()))
  const shown = useStore(screen.state)
  const brandName = shown.data?.brandName ?? '聚沙会员'
  const load = () => void screen.load({})

  useEffect(load, [])
  useUnload(forgetJoining)

  return (
    <View className="page-join">
      <Image className="join-art" mode="aspectFill" src={tierScene(2, { dark: isDark() })} />
      <NavBar title={shown.data?.joined ? '入会须知' : '加入会员'} back over="art" />
      <View className="join-over" style={{ paddingTop: navRoom() }}>
        <Text className="join-slogan">每一粒，都算数</Text>
        <Text className="join-slogan-more">签到、买过的订单，都能攒成积分</Text>
      </View>
      <View className="join-sheet">
        <View className="join-grip" />
        <Gate screen={shown} shape="rows" onRetry={load}>
          {(data) => (
            <JoinForm
              data={data}
              brandName={brandName}
              join={join}
              onReload={load}
              onJoined={() => void joinedGoBack()}
            />
          )}
        </Gate>
        <View className="safe-bottom" />
      </View>
    </View>
  )
}
