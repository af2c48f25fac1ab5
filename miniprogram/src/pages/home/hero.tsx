import { Image, Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openHome } from '@contracts/member/home'
import { isDark } from '@/device/dark'
import { joinFirst, openPage, openTab } from '@/screen/ways'
import { ridge, tierGround, tierScene, type Tier } from '@/ui/art/scene'
import { Button } from '@/ui/form/button'
import { Dot } from '@/ui/dot'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { NavBar, navRoom } from '@/ui/page/nav-bar'
import { PRESSED } from '@/ui/press'
import './hero.scss'

type Home = OutputOf<typeof openHome>
type Card = NonNullable<Home['card']>

/** Visitors have no tier yet and see the dusk, the brand's own picture. */
const BRAND_TIER: Tier = 2

interface Props {
  home: Home | null
}

export function Hero({ home }: Props) {
  const card = home?.card ?? null
  const tier = home && card ? tierIndex(home, card) : BRAND_TIER
  const dark = isDark()
  return (
    <View className="hero" style={{ background: tierGround(tier, { dark }) }}>
      <Image className="hero-art" mode="aspectFill" src={tierScene(tier, { dark })} />
      <NavBar title={home?.brandName ?? '聚沙会员'} over="art" align="start" />
      <View className="hero-in" style={{ paddingTop: navRoom() }}>
        {home && card ? <MemberCard card={card} /> : <Welcome known={home !== null} />}
      </View>
    </View>
  )
}

function tierIndex(home: Home, card: Card): Tier {
  const at = home.tiers.findIndex(({ id }) => id === card.tier.id)
  return at === 1 || at === 2 || at === 3 ? at : 0
}

/** 先逛逛: everything is visible without joining. A member whose card still loads is not asked. */
function Welcome({ known }: { known: boolean }) {
  return (
    <View className="welcome">
      <Text className="welcome-title">每一粒，都算数</Text>
      <Text className="welcome-body">签到、买过的订单，都能攒成积分</Text>
      {known && (
        <Button id="join" look="light" className="welcome-join" onPress={() => joinFirst()}>
          加入会员
        </Button>
      )}
    </View>
  )
}

function MemberCard({ card }: { card: Card }) {
  return (
    <>
      <View className="who">
        <View className="who-face">
          <Icon name="user" size={28} />
        </View>
        <View className="who-words">
          <View className="who-line">
            <Text className="who-name">{card.nickname}</Text>
            <View className="who-tier">
              <Icon name="gem" size={14} />
              <Text className="who-tier-name">{card.tier.name}会员</Text>
            </View>
          </View>
          <Text className="who-phone">{card.phoneMasked ?? '没有绑定手机号'}</Text>
        </View>
        <View
          id="notices"
          className="who-bell"
          ariaRole="button"
          ariaLabel={card.hasNews ? '消息，有未读' : '消息'}
          hoverClass={PRESSED}
          onClick={() => openPage('notice')}
        >
          <View className="who-bell-in">
            <Icon name="bell" size={24} />
            {card.hasNews && <Dot id="notices-new" />}
          </View>
        </View>
      </View>
      <View className="sums">
        <View
          id="balance"
          className="sum"
          hoverClass={PRESSED}
          onClick={() => openPage('statement')}
        >
          <Text className="sum-label">可用积分</Text>
          <Figure value={card.balance} size="l" className="sum-balance" />
        </View>
        <View
          id="coupons-usable"
          className="sum"
          hoverClass={PRESSED}
          onClick={() => openTab('coupon')}
        >
          <Text className="sum-label">优惠券</Text>
          <View className="sum-row">
            <Figure value={card.couponsUsable} />
            <Text className="sum-unit">张</Text>
          </View>
        </View>
      </View>
      {card.pending > 0 && <Pending points={card.pending} />}
      <Growth card={card} />
    </>
  )
}

/** 待入账: points of finished orders that cannot be spent yet. */
function Pending({ points }: { points: number }) {
  return (
    <View
      id="pending"
      className="pending"
      ariaRole="button"
      hoverClass={PRESSED}
      onClick={() => openPage('claim-list')}
    >
      <Text>待入账 </Text>
      <Figure value={points} className="pending-figure" />
      <Icon name="chevron-right" size={14} />
    </View>
  )
}

/** 成长值: how far along the ridge the member is. */
function Growth({ card: { tier } }: { card: Card }) {
  const goal = tier.next?.growth ?? tier.growth
  const progress = goal > 0 ? Math.min(tier.growth / goal, 1) : 1
  return (
    <>
      <Image className="hero-ridge" mode="aspectFill" src={ridge(progress)} />
      <View
        id="tier"
        className="growth"
        ariaRole="button"
        ariaLabel="看等级和权益"
        hoverClass={PRESSED}
        onClick={() => openPage('tier')}
      >
        <Text>成长值 </Text>
        <Figure value={tier.growth} className="growth-now" />
        {tier.next ? (
          <>
            <Text className="growth-goal"> / </Text>
            <Figure value={tier.next.growth} className="growth-goal" />
            <Text className="growth-next">再攒 </Text>
            <Figure value={tier.next.missing} className="growth-missing" />
            <Text> 升至「{tier.next.name}」</Text>
          </>
        ) : (
          <Text className="growth-next">{tier.id && '已到最高等级'}</Text>
        )}
        <Icon name="chevron-right" size={14} className="growth-go" />
      </View>
    </>
  )
}
