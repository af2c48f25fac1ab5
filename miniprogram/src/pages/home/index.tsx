import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useShareAppMessage } from '@tarojs/taro'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { Gate } from '@/screen/gate'
import { follow, joinFirst } from '@/screen/ways'
import { Button } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { CheckInStripCard } from './check-in-strip'
import { EarnCard } from './earn-card'
import { Entries } from './entries'
import { Hero } from './hero'
import { checkInState, homeScreen } from './home-screen'
import { Expiring } from './expiring'
import './index.scss'

const load = () => homeScreen.load({})

export default function HomePage() {
  const screen = useStore(homeScreen.state)
  const { sending, failure } = useStore(checkInState.state)
  const checkIn = () => void checkInState.checkIn(screen.data?.checkIn.today ?? '')

  useDidShow(() => void load())
  usePullDownRefresh(() => void load().then(() => Taro.stopPullDownRefresh()))
  useShareAppMessage(() => ({ title: '每一粒，都算数', path: '/pages/home/index' }))
  useEffect(() => {
    if (failure?.refusal !== 'NOT_JOINED') return
    checkInState.forget()
    joinFirst(checkIn)
  }, [failure])

  return (
    <View className="home">
      <Hero home={screen.data} />
      <View className="home-body">
        <Gate screen={screen} shape="rows" onRetry={() => void load()}>
          {(home) => (
            <>
              <Expiring card={home.card} unit={home.pointUnit} />
              <Entries />
              {failure && failure.refusal !== 'NOT_JOINED' && (
                <Notice id="check-in-failure" tone="warning" title={failure.title} body={failure.body}>
                  <Button
                    id="check-in-way-out"
                    size="small"
                    onPress={() => {
                      checkInState.forget()
                      if (failure.kind === 'refused') {
                        follow(failure.wayOut?.way ?? 'reload', () => void load())
                      } else checkIn()
                    }}
                  >
                    {failure.wayOut?.label ?? '再试一次'}
                  </Button>
                </Notice>
              )}
              <CheckInStripCard
                strip={home.checkIn}
                unit={home.pointUnit}
                sending={sending}
                onCheckIn={home.card ? checkIn : () => joinFirst(checkIn)}
              />
              <EarnCard rate={home.earnRate} unit={home.pointUnit} />
            </>
          )}
        </Gate>
      </View>
    </View>
  )
}
