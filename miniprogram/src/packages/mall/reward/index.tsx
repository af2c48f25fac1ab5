import { Image, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { openReward } from '@contracts/mall/mall'
import { reserve } from '@contracts/mall/reservation'
import { redeem as redeemAction } from '@contracts/mall/redemption'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { call, inFlight } from '@/cloud/call'
import { showBalance } from '@/pages/home/home-screen'
import { pictureOf } from '@/pages/mall/picture'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { useJoinFirst } from '@/screen/use-join-first'
import { decoded } from '@/device/decoded'
import { joinFirst, openPage } from '@/screen/ways'
import { NavBar } from '@/ui/page/nav-bar'
import { SheetPlace } from '@/ui/sheet/sheet'
import { RedeemSheet } from './redeem-sheet'
import { createRedeem, obstacle, offerOf } from './redeem-state'
import { RewardAbout, RewardFoot } from './reward-about'
import './index.scss'

export default function RewardPage() {
  const rewardId = decoded(useRouter().params['rewardId'])
  const [screen] = useState(() => createScreen(openReward, { call }))
  const [redeem] = useState(() =>
    createRedeem(call, (reservationId) => openPage('pay', { reservationId })),
  )
  const shown = useStore(screen.state)
  const redeeming = useStore(redeem.state)
  const load = () => screen.load({ rewardId })
  // A person who has just joined may lack points: then the page says so and opens no sheet.
  const openAfterJoining = () =>
    void load().then(() => {
      const { data } = screen.state.getState()
      if (!data || data.balance === null) return
      if (obstacle(data, offerOf(data, redeem.state.getState())) === null) redeem.open()
    })

  useDidShow(() => void load())
  useEffect(() => {
    const earlier = inFlight.pending(redeemAction, (input) => input.rewardId === rewardId)
    if (earlier) void redeem.takeUp(earlier)
    const held = inFlight.pending(reserve, (input) => input.rewardId === rewardId)
    if (held) void redeem.takeUpHold(held)
  }, [])
  useEffect(() => {
    const done = redeeming.done
    if (!done) return
    showBalance(done.balance)
    screen.put((data) => ({ ...data, balance: done.balance }))
  }, [redeeming.done])
  // The stock and the member's limit have moved as well.
  useEffect(() => {
    if (redeeming.done && !redeeming.open) void load()
  }, [redeeming.open])
  useJoinFirst(redeeming.failure, redeem.close, openAfterJoining)

  return (
    <View className="page-reward">
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
              <RewardAbout page={data} offer={offerOf(data, redeeming)} redeem={redeem} />
              <RewardFoot
                page={data}
                offer={offerOf(data, redeeming)}
                sending={redeeming.sending}
                onRedeem={data.balance === null ? () => joinFirst(openAfterJoining) : redeem.open}
              />
              <SheetPlace>
                {redeeming.open && (
                  <RedeemSheet
                    page={data}
                    redeem={redeem}
                    shown={redeeming}
                    onReload={() => void load()}
                  />
                )}
              </SheetPlace>
            </>
          )}
        </Gate>
      </View>
    </View>
  )
}
