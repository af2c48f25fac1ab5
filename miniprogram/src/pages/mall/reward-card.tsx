import { Image, Text, View } from '@tarojs/components'
import { openPage } from '@/screen/ways'
import { cashWords, closedWords, dealWords } from '@/text/offer'
import { shortDayAndTime } from '@/text/dates'
import { Figure } from '@/ui/figure'
import { grouped } from '@/ui/numbers'
import { PRESSED } from '@/ui/press'
import { pictureOf } from './picture'
import { isNear, isReachable, type Reward } from './shelf'
import './reward-card.scss'

interface Props {
  reward: Reward
  balance: number | null
  unit: string
}

export function RewardCard({ reward, balance, unit }: Props) {
  const { rewardId, name, picture, points, fen, fullPoints, left } = reward
  const deal = dealWords(reward)
  return (
    <View
      id={`reward-${rewardId}`}
      className={`reward ${left === 0 ? 'is-out' : ''}`}
      hoverClass={PRESSED}
      onClick={() => openPage('reward', { rewardId })}
    >
      <Image className="reward-picture" mode="aspectFill" lazyLoad src={pictureOf(picture)} />
      {deal !== '' && <Text className="reward-deal">{deal}</Text>}
      <View className="reward-words">
        <Text className="reward-name">{name}</Text>
        <View className="reward-price">
          <Figure value={points} className="reward-points" />
          <Text className="reward-unit">
            {unit}
            {cashWords(fen)}
          </Text>
          {fullPoints > points && <Text className="reward-full">{grouped(fullPoints)}</Text>}
        </View>
        <Mark reward={reward} balance={balance} unit={unit} />
      </View>
    </View>
  )
}

function Mark({ reward, balance, unit }: Props) {
  const { opensAt, earlyUntil, closed } = reward
  if (reward.left === 0) return <Text className="mark">已换完</Text>
  if (closed !== null) return <Text className="mark">{closedWords(closed, unit)}</Text>
  if (opensAt !== null) return <Text className="mark">{shortDayAndTime(opensAt)} 开售</Text>
  if (earlyUntil !== null) return <Text className="mark mark-reachable">会员提前购</Text>
  if (isReachable(reward, balance)) return <Text className="mark mark-reachable">可兑换</Text>
  if (balance === null) return <Text className="mark">剩 {grouped(reward.left)} 件</Text>
  const short = grouped(reward.points - balance)
  if (isNear(reward, balance)) return <Text className="mark mark-short">还差 {short} 分</Text>
  return <Text className="mark">还差 {short}</Text>
}
