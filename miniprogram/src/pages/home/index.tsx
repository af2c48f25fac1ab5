import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useShareAppMessage } from '@tarojs/taro'
import { useStore } from 'zustand'
import { Gate } from '@/screen/gate'
import { useJoinFirst } from '@/screen/use-join-first'
import { joinFirst, openPage } from '@/screen/ways'
import { monthlyReward, wonInWords } from '@/text/check-in'
import { Button } from '@/ui/form/button'
import { Notice } from '@/ui/page/notice'
import { CheckInFailure } from './check-in-failure'
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
  const { sending, failure, done } = useStore(checkInState.state)
  const checkIn = () => void checkInState.checkIn(screen.data?.checkIn.today ?? '')

  useDidShow(() => void load())
  usePullDownRefresh(() => void load().then(() => Taro.stopPullDownRefresh()))
  useShareAppMessage(() => ({ title: '每一粒，都算数', path: '/pages/home/index' }))
  useJoinFirst(failure, checkInState.forget, checkIn)

  return (
    <View className="page-home">
      <Hero home={screen.data} />
      <View className="home-body">
        <Gate screen={screen} shape="rows" onRetry={() => void load()}>
          {(home) => (
            <>
              <Expiring card={home.card} unit={home.pointUnit} today={home.checkIn.today} />
              {home.card?.consentOutdated && (
                <Notice
                  id="consent-outdated"
                  tone="info"
                  title="入会须知更新了"
                  body="看过并同意后，继续攒和换；现有的积分和券都在。"
                >
                  <Button id="read-consent" size="small" onPress={() => joinFirst()}>
                    看新版
                  </Button>
                </Notice>
              )}
              {home.card?.phoneMove && (
                <Notice
                  id="phone-move"
                  tone="warning"
                  title={home.card.phoneMove.title}
                  body={home.card.phoneMove.text}
                >
                  <Button id="phone-move-go" size="small" onPress={() => openPage('phone')}>
                    我的手机号
                  </Button>
                </Notice>
              )}
              <Entries />
              <CheckInFailure
                failure={failure}
                onRetry={checkIn}
                onReload={() => {
                  checkInState.forget()
                  void load()
                }}
              />
              {done && done.monthlyEarned > 0 && done.day === home.checkIn.today && (
                <Notice
                  id="monthly-earned"
                  tone="success"
                  title={monthlyReward(done.monthlyEarned, null)}
                />
              )}
              {done?.day === home.checkIn.today &&
                wonInWords(done).map((line) => (
                  <Notice key={line} id="check-in-won" tone="success" title={line} />
                ))}
              <CheckInStripCard
                strip={home.checkIn}
                unit={home.pointUnit}
                sending={sending}
                onCheckIn={home.card ? checkIn : () => joinFirst(checkIn)}
              />
              <EarnCard home={home} />
            </>
          )}
        </Gate>
      </View>
    </View>
  )
}
