import { Image, Text, View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import type { OutputOf } from '@contracts/action'
import { listRedemptions } from '@contracts/mall/redemption'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { pictureOf } from '@/pages/mall/picture'
import { CancelSheet } from '@/features/redemption-cancel/cancel-sheet'
import { createCancel, type Cancel } from '@/features/redemption-cancel/cancel-state'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { openPage, openTab } from '@/screen/ways'
import { clockTime, dayInWords, shortDayAndTime } from '@/text/dates'
import { Batches } from '@/ui/page/batches'
import { Empty } from '@/ui/page/blank'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { yuan } from '@/ui/numbers'
import { NavBar } from '@/ui/page/nav-bar'
import { SheetPlace } from '@/ui/sheet/sheet'
import './index.scss'

export default function RedemptionPage() {
  const [screen] = useState(() => createScreen(listRedemptions, { call }))
  const shown = useStore(screen.state)
  const load = () => void screen.load({})
  const [cancel] = useState(() => createCancel({ call, onDone: load }))

  useDidShow(load)
  useReachBottom(() => {
    const before = shown.data?.next
    if (before) {
      void screen.more({ before }, (page, next) => ({
        redemptions: [...page.redemptions, ...next.redemptions],
        waiting: page.waiting,
        next: next.next,
      }))
    }
  })

  return (
    <View className="page-redemption">
      <NavBar title="兑换记录" back />
      <Gate screen={shown} shape="rows" onRetry={load}>
        {({ redemptions, waiting }) =>
          redemptions.length + waiting.length === 0 ? (
            <Empty
              title="还没有换过好物"
              body="换到的券在券包里；到店取的好物和兑换码记在这里。"
              way={{ id: 'redemption-mall', label: '去商城', onPress: () => openTab('mall') }}
            />
          ) : (
            <>
              {waiting.map((each) => (
                <WaitingCard key={each.reservationId} waiting={each} />
              ))}
              <Batches items={redemptions}>
                {(each) => (
                  <RedemptionCard key={each.redemptionId} redemption={each} cancel={cancel} />
                )}
              </Batches>
            </>
          )
        }
      </Gate>
      <SheetPlace>
        <CancelSheet cancel={cancel} onReload={load} />
      </SheetPlace>
    </View>
  )
}

type Waiting = OutputOf<typeof listRedemptions>['waiting'][number]

/** 待付款: whoever was interrupted pays here, or gives it up. */
function WaitingCard({ waiting }: { waiting: Waiting }) {
  const { reservationId, name, picture, points, fen, payBy } = waiting
  return (
    <Card className="redemption">
      <Image className="redemption-picture" mode="aspectFill" lazyLoad src={pictureOf(picture)} />
      <View className="redemption-words">
        <Text className="redemption-name">{name}</Text>
        <Text className="redemption-line">还要付 ¥{yuan(fen)}</Text>
        <Text className="redemption-state redemption-placed">待付款，{clockTime(payBy)} 前</Text>
      </View>
      <View className="redemption-end">
        <Figure value={-points} sign size="row" />
        <Button
          id={`pay-${reservationId}`}
          size="small"
          onPress={() => openPage('pay', { reservationId })}
        >
          去付款
        </Button>
      </View>
    </Card>
  )
}

type Redemption = OutputOf<typeof listRedemptions>['redemptions'][number]

const STATES: Record<Redemption['state'], string> = {
  placed: '待领取',
  fulfilled: '已领取',
  cancelled: '已取消，积分退回',
}

/** Goods that can still be picked up show their last day. */
function stateInWords({ state, pickUp, poolCode }: Redemption): string {
  if (poolCode && state !== 'cancelled') return state === 'placed' ? '还没看码' : '已看兑换码'
  if (state !== 'placed' || !pickUp) return STATES[state]
  return pickUp.isOver ? '过了取货日' : `待领取，到 ${dayInWords(pickUp.lastDay)}`
}

function RedemptionCard({ redemption, cancel }: { redemption: Redemption; cancel: Cancel }) {
  const { redemptionId, name, picture, points, state, placedAt, shopName, poolCode } = redemption
  return (
    <Card className="redemption">
      <Image className="redemption-picture" mode="aspectFill" lazyLoad src={pictureOf(picture)} />
      <View className="redemption-words">
        <Text className="redemption-name">{name}</Text>
        <Text className="redemption-line">
          {shortDayAndTime(placedAt)}
          {shopName ? ` · ${shopName}自提` : ''}
        </Text>
        <Text className={`redemption-state redemption-${state}`}>{stateInWords(redemption)}</Text>
      </View>
      <View className="redemption-end">
        <Figure value={-points} sign size="row" />
        {poolCode && state !== 'cancelled' && (
          <Button
            id={`pool-code-${redemptionId}`}
            look="soft"
            size="small"
            onPress={() => openPage('pool-code', { redemptionId })}
          >
            兑换码
          </Button>
        )}
        {redemption.kind === 'goods' && state !== 'cancelled' && (
          <Button
            id={`pick-up-${redemptionId}`}
            look="soft"
            size="small"
            onPress={() => openPage('pick-up', { redemptionId })}
          >
            {state === 'placed' ? '取货码' : '详情'}
          </Button>
        )}
        {redemption.cancellable && (
          <Button
            id={`cancel-${redemptionId}`}
            look="text"
            size="small"
            onPress={() => cancel.open(redemption)}
          >
            取消
          </Button>
        )}
      </View>
    </Card>
  )
}
