import { Text, View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import { COUPON_TABS, openWallet } from '@contracts/coupon/coupon'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { phoneNow } from '@/cloud/clock'
import { keep } from '@/cloud/keep'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { joinFirst, openTab } from '@/screen/ways'
import { Batches } from '@/ui/page/batches'
import { Empty } from '@/ui/page/blank'
import { NavBar } from '@/ui/page/nav-bar'
import { PRESSED } from '@/ui/press'
import { Ticket } from './ticket'
import './index.scss'

type Tab = (typeof COUPON_TABS)[number]

const LABELS: Record<Tab, string> = { usable: '可用', used: '已用', expired: '过期' }
const NOTHING: Record<Tab, { title: string; body: string }> = {
  usable: { title: '还没有券', body: '用积分换一张，结账时出示就能用。' },
  used: { title: '还没有用过券', body: '用掉的券会记在这里。' },
  expired: { title: '没有过期的券', body: '一张都没浪费。' },
}

/** One screen per tab, so that going back to a tab shows it immediately. */
function createTabs() {
  const tab = (name: Tab) =>
    createScreen(openWallet, {
      call,
      ...(name === 'usable' ? { saved: { keep, key: 'screen:wallet', now: phoneNow } } : {}),
    })
  return { usable: tab('usable'), used: tab('used'), expired: tab('expired') }
}

export default function CouponPage() {
  const [tabs] = useState(createTabs)
  const [tab, setTab] = useState<Tab>('usable')
  const screen = tabs[tab]
  const shown = useStore(screen.state)
  const open = (name: Tab) => void tabs[name].load({ tab: name })

  useDidShow(() => open(tab))
  useReachBottom(() => {
    const after = shown.data?.next
    if (after) {
      void screen.more({ tab, after }, (page, next) => ({
        ...next,
        coupons: [...page.coupons, ...next.coupons],
      }))
    }
  })

  return (
    <View className="page-coupon">
      <NavBar title="我的券" />
      <Tabs
        tab={tab}
        onPick={(name) => {
          setTab(name)
          open(name)
        }}
      />
      {shown.failure?.refusal === 'NOT_JOINED' ? (
        <Empty
          title="加入后，券都在这里"
          body="用积分换的、门店送的，一张不丢。不加入也能逛商城。"
          way={{ id: 'join', label: '加入会员', onPress: () => joinFirst() }}
        />
      ) : (
        <Gate screen={shown} shape="rows" onRetry={() => open(tab)}>
          {({ coupons, now }) =>
            coupons.length === 0 ? (
              <Empty
                {...NOTHING[tab]}
                way={{ id: 'wallet-mall', label: '去换一张', onPress: () => openTab('mall') }}
              />
            ) : (
              <Batches rows={30} items={coupons}>
                {(coupon) => <Ticket key={coupon.couponId} coupon={coupon} now={now} />}
              </Batches>
            )
          }
        </Gate>
      )}
    </View>
  )
}

function Tabs({ tab, onPick }: { tab: Tab; onPick: (tab: Tab) => void }) {
  return (
    <View className="wallet-tabs">
      {COUPON_TABS.map((name) => (
        <View
          key={name}
          id={`tab-${name}`}
          className={`wallet-tab ${name === tab ? 'is-selected' : ''}`}
          ariaRole="tab"
          hoverClass={PRESSED}
          onClick={() => onPick(name)}
        >
          <Text>{LABELS[name]}</Text>
          <View className="wallet-mark" />
        </View>
      ))}
    </View>
  )
}
