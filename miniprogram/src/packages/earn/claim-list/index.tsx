import { Text, View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import { CHANNEL_NAMES } from '@contracts/order/channel'
import { listClaims, type ClaimView } from '@contracts/claim/claim'
import { useState } from 'react'
import type { InferOutput } from 'valibot'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { phoneNow } from '@/cloud/clock'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { openPage } from '@/screen/ways'
import { claimExpected, claimPending, claimReason, claimTag, WITHDRAW } from '@/text/claim/claim'
import { dayAndTime, dayOf, shortDayAndTime } from '@/text/dates'
import { Batches } from '@/ui/page/batches'
import { Empty } from '@/ui/page/blank'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { NavBar } from '@/ui/page/nav-bar'
import { byFour } from '@/ui/numbers'
import { SheetPlace } from '@/ui/sheet/sheet'
import { createWithdrawal } from './withdrawal'
import { WithdrawSheet } from './withdraw-sheet'
import './index.scss'

type Claim = InferOutput<typeof ClaimView>

export default function ClaimListPage() {
  const [screen] = useState(() => createScreen(listClaims, { call }))
  const shown = useStore(screen.state)
  const load = () => void screen.load({})
  const [withdrawal] = useState(() => createWithdrawal({ call, onDone: load }))

  useDidShow(load)
  useReachBottom(() => {
    const before = shown.data?.next
    if (before) {
      void screen.more({ before }, (page, next) => ({
        claims: [...page.claims, ...next.claims],
        next: next.next,
      }))
    }
  })

  return (
    <View className="page-claim-list">
      <NavBar title="认领记录" back />
      <Gate screen={shown} shape="rows" onRetry={load}>
        {({ claims }) =>
          claims.length === 0 ? (
            <Empty
              title="还没有认领过订单"
              body="在各家网店买过的，填订单号就能补积分。"
              way={{ id: 'claim-first', label: '去认领', onPress: () => openPage('claim') }}
            />
          ) : (
            <Batches items={claims}>
              {(claim) => (
                <ClaimCard
                  key={`${claim.channel}:${claim.orderNo}:${claim.claimedAt}`}
                  claim={claim}
                  onWithdraw={() => withdrawal.open(claim)}
                />
              )}
            </Batches>
          )
        }
      </Gate>
      <SheetPlace>
        <WithdrawSheet withdrawal={withdrawal} />
      </SheetPlace>
    </View>
  )
}

function ClaimCard({ claim, onWithdraw }: { claim: Claim; onWithdraw: () => void }) {
  const { state } = claim
  const isCounted = state === 'credited' || state === 'pending'
  return (
    <Card className={`claim-card claim-card-${state}`}>
      <View className="claim-card-head">
        <Text className="claim-card-channel">{CHANNEL_NAMES[claim.channel]}</Text>
        <Text className="claim-card-tag">{claimTag(claim)}</Text>
      </View>
      <View className="claim-card-row">
        <View className="claim-card-words">
          <Text className="claim-card-number">{byFour(claim.orderNo)}</Text>
          <Text className="claim-card-line">{shortDayAndTime(claim.claimedAt)} 认领</Text>
          {state !== 'credited' && <Text className="claim-card-line">{progressOf(claim)}</Text>}
        </View>
        {isCounted && <Figure value={claim.points} sign className="claim-card-figure" />}
        {state === 'waiting' && (
          <Button id={`withdraw-${claim.orderNo}`} look="outline" size="small" onPress={onWithdraw}>
            {WITHDRAW.send}
          </Button>
        )}
      </View>
    </Card>
  )
}

/** When the points will come, or why they will not. */
function progressOf(claim: Claim): string {
  const { state, waitsUntil } = claim
  if (state === 'pending') return claimPending(claim, dayOf(phoneNow())).body
  const until = state === 'waiting' && waitsUntil
  return `${claimReason(claim).body}${claimExpected(claim)}${until ? `最迟 ${dayAndTime(until)} 有结果。` : ''}`
}
