import { Image, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { openReward } from '@contracts/mall'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { showBalance } from '@/pages/home/home-screen'
import { pictureOf } from '@/pages/mall/picture'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { useJoinFirst } from '@/screen/use-join-first'
import { decoded, joinFirst } from '@/screen/ways'
import { NavBar } from '@/ui/nav-bar'
import { RedeemSheet } from './redeem-sheet'
import { createRedeem } from './redeem-state'
import { RewardAbout, RewardFoot } from './reward-about'
import './index.scss'

export default function RewardPage() {
  const rewardId = decoded(useRouter().params['rewardId'])
  const [screen] = useState(() => createScreen(openReward, { call }))
  const [redeem] = useState(() => createRedeem(call))
  const shown = useStore(screen.state)
  const redeeming = useStore(redeem.state)
  const load = () => screen.load({ rewardId })
  const openAfterJoining = () => void load().then(redeem.open)

  useEffect(() => void load(), [])
  useEffect(() => {
    const done = redeeming.done
    if (!done) return
    showBalance(done.balance)
    screen.put((data) => ({ ...data, balance: done.balance }))
  }, [redeeming.done])
  useJoinFirst(redeeming.failure, redeem.close, openAfterJoining)

  return (
    <View className="reward-page">
      <NavBar title="" back over="art" />
      <Image
        className="reward-hero"
        mode="aspectFill"
        src={pictureOf(shown.data?.reward.picture ?? '')}
      />
      <View className="reward-sheet">
        <Gate screen={shown} shape="rows" onRetry={() => void load()}>
          {(data) => (
            <>
              <RewardAbout page={data} />
              <RewardFoot
                page={data}
                onRedeem={data.balance === null ? () => joinFirst(openAfterJoining) : redeem.open}
              />
              {redeeming.open && (
                <RedeemSheet
                  page={data}
                  redeem={redeem}
                  shown={redeeming}
                  onReload={() => void load()}
                />
              )}
            </>
          )}
        </Gate>
      </View>
    </View>
  )
}
