import { Image, View } from '@tarojs/components'
import { openCheckIn } from '@contracts/check-in'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { isDark } from '@/device/dark'
import { checkInState } from '@/pages/home/home-screen'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { useJoinFirst } from '@/screen/use-join-first'
import { joinFirst } from '@/screen/ways'
import { pagoda } from '@/ui/art/pagoda'
import { tierScene } from '@/ui/art/scene'
import { NavBar, navRoom } from '@/ui/nav-bar'
import { Calendar } from './calendar'
import { Streak } from './streak'
import './index.scss'

export default function CheckInPage() {
  const [screen] = useState(() => createScreen(openCheckIn, { call }))
  const shown = useStore(screen.state)
  const acting = useStore(checkInState.state)
  const strip = shown.data?.strip
  const load = () => void screen.load({})
  const checkIn = () => void checkInState.checkIn(strip?.today ?? '')
  const built = strip ? strip.days.filter(({ state }) => state === 'done').length : 0

  const reload = () => {
    checkInState.forget()
    load()
  }

  useEffect(reload, [])
  useEffect(() => {
    if (acting.done) load()
  }, [acting.done])
  useJoinFirst(acting.failure, checkInState.forget, checkIn)

  return (
    <View className="check-in">
      <View className="check-in-hero">
        <Image
          className="check-in-art"
          mode="aspectFill"
          src={tierScene(2, { dark: isDark(), bare: true })}
        />
        <Image className="check-in-pagoda" src={pagoda(built, 'shadow')} />
        <NavBar title="每日签到" back over="art" />
        <View className="check-in-over" style={{ paddingTop: navRoom() }}>
          {strip && (
            <Streak
              strip={strip}
              acting={acting}
              onCheckIn={shown.data?.joined ? checkIn : () => joinFirst(checkIn)}
              onReload={reload}
            />
          )}
        </View>
      </View>
      <View className="check-in-body">
        <Gate screen={shown} shape="rows" onRetry={load}>
          {(data) => <Calendar data={data} onMonth={(month) => void screen.load({ month })} />}
        </Gate>
      </View>
    </View>
  )
}
