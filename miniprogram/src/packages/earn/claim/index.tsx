import { Text, View } from '@tarojs/components'
import { useUnload } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { call, deviceId } from '@/cloud/call'
import { homeScreen, showBalance } from '@/pages/home/home-screen'
import { useJoinFirst } from '@/screen/use-join-first'
import { openPage } from '@/screen/ways'
import { claimLocked } from '@/text/claim/claim'
import { Button } from '@/ui/form/button'
import { Foot } from '@/ui/page/foot'
import { Icon } from '@/ui/icon'
import { Intro } from '@/ui/page/intro'
import { NavBar } from '@/ui/page/nav-bar'
import { Notice } from '@/ui/page/notice'
import { PRESSED } from '@/ui/press'
import { Promised } from '@/ui/sheet/promised'
import { SheetPlace } from '@/ui/sheet/sheet'
import { canSubmit, createClaim, SHORTEST, type Claim, type ClaimState } from './claim-state'
import { ClaimField } from './claim-field'
import { ClaimResult } from './claim-result'
import { ProofSheet } from './proof-sheet'
import { WhereToFind } from './where-to-find'
import './index.scss'

export default function ClaimPage() {
  const [claim] = useState(() => createClaim({ call, deviceId }))
  const shown = useStore(claim.state)
  const { done, failure } = shown

  useUnload(claim.stop)
  useEffect(() => {
    if (done) showBalance(done.balance)
  }, [done])
  useJoinFirst(
    failure,
    () => claim.close(false),
    () => void claim.submit(),
  )

  return (
    <View className="page-claim">
      <NavBar title="认领订单" back />
      <Intro title="输入订单号，积分补给你" hint={rateText()} />
      {shown.lockedUntil !== null && (
        <Notice id="claim-locked" tone="warning" {...claimLocked(shown.lockedUntil)} />
      )}
      <ClaimField claim={claim} shown={shown} />
      <WhereToFind />
      <Promised words="只用订单号核对积分，不读取收货地址与电话。每笔订单限认领一次，退款后积分同步扣回。" />
      <View
        id="claim-list"
        className="claim-list-link"
        hoverClass={PRESSED}
        onClick={() => openPage('claim-list')}
      >
        <Text>认领记录</Text>
        <Icon name="chevron-right" size={16} />
      </View>
      <View
        id="claim-print-code"
        className="claim-list-link"
        hoverClass={PRESSED}
        onClick={() => openPage('print-code')}
      >
        <Text>包装上有码？扫码领积分</Text>
        <Icon name="chevron-right" size={16} />
      </View>
      <Submit claim={claim} shown={shown} />
      <SheetPlace>
        {shown.proving ? (
          <ProofSheet claim={claim} shown={shown} />
        ) : (
          (done || (failure && failure.refusal !== 'NOT_JOINED')) && (
            <ClaimResult claim={claim} shown={shown} />
          )
        )}
      </SheetPlace>
    </View>
  )
}

function Submit({ claim, shown }: { claim: Claim; shown: ClaimState }) {
  return (
    <Foot>
      <Button
        id="claim-submit"
        size="large"
        disabled={!canSubmit(shown) && !shown.sending}
        loading={shown.sending}
        onPress={() => void claim.submit()}
      >
        {buttonLabel(shown)}
      </Button>
    </Foot>
  )
}

function rateText(): string {
  const rate = homeScreen.state.getState().data?.earnRate
  const rule = rate?.points ? `每 ${rate.perFen / 100} 元得 ${rate.points} 积分。` : ''
  return `网上各店都算。${rule}`
}

/** A disabled button says why. */
function buttonLabel(shown: ClaimState): string {
  const { orderNo, recognised, sending } = shown
  if (sending || canSubmit(shown)) return '认领积分'
  if (orderNo === '') return '先填订单编号'
  if (orderNo.length < SHORTEST) return '编号还差几位'
  return recognised?.candidates.length === 0 ? '先改对编号' : '先选在哪儿买的'
}
