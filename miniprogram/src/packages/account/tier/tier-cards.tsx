import { Image, ScrollView, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { isDark } from '@/device/dark'
import { growthLabel, spendFor, type TierPage } from '@/text/tier'
import { tierScene, type Tier } from '@/ui/art/scene'
import { Figure } from '@/ui/figure'
import { grouped } from '@/ui/numbers'

type Item = TierPage['tiers'][number]

/** One landscape per tier, starting at the member's own; the others are a swipe away. */
export function TierCards({ page }: { page: TierPage }) {
  const own = page.tiers.findIndex(({ id }) => id === page.tier.id)
  const [inView, setInView] = useState('')
  // Scrolling works only after the cards are laid out, so the place is set later.
  useEffect(() => Taro.nextTick(() => setInView(`tier-at-${Math.max(own, 0)}`)), [own])
  return (
    <ScrollView
      scrollX
      enhanced
      showScrollbar={false}
      className="tier-cards"
      scrollIntoView={inView}
    >
      <View className="tier-cards-in">
        {page.tiers.map((tier, at) => (
          <TierCard key={tier.id} tier={tier} at={at} own={own} page={page} />
        ))}
      </View>
    </ScrollView>
  )
}

interface Props {
  tier: Item
  at: number
  own: number
  page: TierPage
}

function TierCard({ tier, at, own, page }: Props) {
  const art = Math.min(at, 3) as Tier
  return (
    <View className="tier-card">
      <View id={`tier-at-${at}`} className="tier-card-edge" />
      <Image className="tier-card-art" mode="aspectFill" src={tierScene(art, { dark: isDark() })} />
      <View className="tier-card-in">
        <View className="tier-card-head">
          <Text className="tier-card-name">{tier.name}会员</Text>
          <Text className="tier-card-mark">
            {at === own ? '当前' : at < own ? '已达到' : '未解锁'}
          </Text>
        </View>
        <Text className="tier-card-label">{at === own ? growthLabel(page) : '需要成长值'}</Text>
        <Figure value={at === own ? page.growth : tier.growth} size="l" />
        <Text className="tier-card-foot">{footOf(tier, at - own, page)}</Text>
      </View>
    </View>
  )
}

function footOf({ name, growth }: Item, above: number, page: TierPage): string {
  if (above < 0) return '你已经在这一级之上'
  if (above > 0) return `再攒 ${grouped(Math.max(0, growth - page.growth))} 升${name}`
  if (!page.next) return '已到最高等级'
  const cost = spendFor(page.next.missing, page)
  const about = cost === null ? '' : `，约消费 ¥${cost}`
  return `再攒 ${grouped(page.next.missing)} 升${page.next.name}${about}`
}
