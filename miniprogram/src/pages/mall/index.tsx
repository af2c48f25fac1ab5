import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import type { OutputOf } from '@contracts/action'
import type { openMall } from '@contracts/mall/mall'
import { useState } from 'react'
import { useStore } from 'zustand'
import { Gate } from '@/screen/gate'
import { joinFirst, openPage } from '@/screen/ways'
import { Batches } from '@/ui/page/batches'
import { Empty } from '@/ui/page/blank'
import { Button } from '@/ui/form/button'
import { Chip } from '@/ui/form/chip'
import { Figure } from '@/ui/figure'
import { NavBar } from '@/ui/page/nav-bar'
import { mallScreen } from './mall-screen'
import { RewardCard } from './reward-card'
import { isReachable, onShelf, type ShelfFilter } from './shelf'
import './index.scss'

const load = () => mallScreen.load({})

export default function MallPage() {
  const screen = useStore(mallScreen.state)

  useDidShow(() => void load())
  usePullDownRefresh(() => void load().then(() => Taro.stopPullDownRefresh()))

  return (
    <View className="page-mall">
      <NavBar title="积分商城" />
      <Gate screen={screen} shape="grid" onRetry={() => void load()}>
        {(data) => (
          <>
            <Purse data={data} />
            <Shelf data={data} />
          </>
        )}
      </Gate>
    </View>
  )
}

type Data = OutputOf<typeof openMall>

function Purse({ data }: { data: Data }) {
  if (data.balance === null) {
    return (
      <View className="purse">
        <View>
          <Text className="purse-label">先逛逛，看看能换什么</Text>
          <Text className="purse-slogan">每一粒，都算数</Text>
        </View>
        <Button id="join" look="soft" onPress={() => joinFirst()}>
          加入会员
        </Button>
      </View>
    )
  }
  return (
    <View className="purse">
      <View>
        <Text className="purse-label">我的{data.pointUnit}</Text>
        <View>
          <Figure value={data.balance} size="m" />
        </View>
      </View>
      <View className="purse-acts">
        <Button
          id="mall-earn"
          look="soft"
          size="small"
          icon="plus"
          onPress={() => openPage('claim')}
        >
          赚{data.pointUnit}
        </Button>
        <Button
          id="mall-redemptions"
          look="outline"
          size="small"
          onPress={() => openPage('redemption')}
        >
          兑换记录
        </Button>
      </View>
    </View>
  )
}

function Shelf({ data }: { data: Data }) {
  const { balance, rewards } = data
  const reachable = rewards.filter((reward) => isReachable(reward, balance)).length
  const [picked, setPicked] = useState<ShelfFilter | null>(null)
  // Nothing is in reach yet: show what to save for, not an empty page.
  const filter = picked ?? (reachable > 0 ? 'reachable' : 'all')
  const filters: [ShelfFilter, string][] = [
    ['reachable', `可兑换 ${reachable}`],
    ['all', '全部'],
    ['coupon', '券'],
    ['goods', '好物'],
  ]
  const shown = onShelf(rewards, filter, balance)
  return (
    <>
      <View className="shelf-filters">
        {filters.map(([name, label]) => (
          <Chip
            key={name}
            id={`filter-${name}`}
            label={label}
            selected={name === filter}
            onPress={() => setPicked(name)}
          />
        ))}
      </View>
      {shown.length === 0 && (
        <Empty
          title={filter === 'reachable' ? '还差一点点' : '这里还没有上架'}
          body={filter === 'reachable' ? '签到、认领订单，很快就够换第一件。' : '过几天再来看看。'}
          way={{ id: 'shelf-all', label: '看全部', onPress: () => setPicked('all') }}
        />
      )}
      {/* Each picture is some 4 KB of drawing. */}
      <Batches rows={20} items={shown} className="shelf">
        {(reward) => (
          <RewardCard
            key={reward.rewardId}
            reward={reward}
            balance={balance}
            unit={data.pointUnit}
          />
        )}
      </Batches>
    </>
  )
}
