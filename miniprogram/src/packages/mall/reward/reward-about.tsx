import { Text, View } from '@tarojs/components'
import { dayAndTime } from '@/text/dates'
import { cashWords, limitWords } from '@/text/offer'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { Foot } from '@/ui/page/foot'
import { Icon } from '@/ui/icon'
import { grouped } from '@/ui/numbers'
import { WaySteps } from './way'
import { Offers } from './offers'
import { footLabel } from './offer-words'
import { obstacle, type Offer, type Redeem, type RewardPage } from './redeem-state'

interface Props {
  page: RewardPage
  /** The offer that is picked. */
  offer: Offer
}

export function RewardAbout({ page, offer, redeem }: Props & { redeem: Redeem }) {
  const { reward, description, terms, perMember, limits, shops } = page
  const facts = [
    reward.subtitle,
    reward.left > 0 ? `剩 ${grouped(reward.left)} 件` : '已换完',
    perMember === null ? '' : limitWords(perMember, 'ever'),
    ...limits.map(({ period, count }) => limitWords(count, period)),
  ].filter((fact) => fact !== '')
  return (
    <>
      <View className="about-head">
        <Text className="about-name">{reward.name}</Text>
        <Text className="about-facts">{facts.join(' · ')}</Text>
        {offer.earlyUntil !== null && (
          <Text className="about-early">会员提前购，{dayAndTime(offer.earlyUntil)} 全面开售</Text>
        )}
      </View>
      {page.offers.length > 1 && <Offers page={page} offer={offer} redeem={redeem} />}
      <Gap page={page} offer={offer} />
      {description !== '' && (
        <Card>
          <Text className="about-title">介绍</Text>
          <Text className="about-text">{description}</Text>
        </Card>
      )}
      {terms.length > 0 && (
        <Card>
          <Text className="about-title">使用说明</Text>
          {terms.map((term) => (
            <View key={term} className="about-term">
              <View className="about-dot" />
              <Text className="about-text">{term}</Text>
            </View>
          ))}
        </Card>
      )}
      {shops.length > 0 && (
        <Card>
          <Text className="about-title">自提门店 {shops.length} 家</Text>
          {shops.slice(0, 3).map((shop) => (
            <View key={shop.shopId} className="about-shop">
              <Icon name="shop" size={18} />
              <Text className="about-shop-words">
                {shop.name} · {shop.address}
              </Text>
            </View>
          ))}
        </Card>
      )}
    </>
  )
}

/** 还差: how many points are missing, and how to get them. */
function Gap({ page: { balance, pointUnit, way, bestOffer }, offer }: Props) {
  const { points, closed } = offer
  if (balance === null || balance >= points || closed !== null) return null
  const percent = Math.floor((balance / points) * 100)
  return (
    <Card>
      <View className="gap-head">
        <View>
          <Text className="gap-title">还差 </Text>
          <Figure value={points - balance} className="gap-figure" />
          <Text className="gap-title"> {pointUnit}</Text>
        </View>
        <Text className="gap-sum">
          {grouped(balance)} / {grouped(points)}
        </Text>
      </View>
      <View className="gap-track">
        <View className="gap-fill" style={{ width: `${percent}%` }} />
      </View>
      {way !== null && offer.offerId === bestOffer && <WaySteps steps={way.steps} />}
    </Card>
  )
}

interface FootProps extends Props {
  /** A request is running, so the button leads back to its sheet. */
  sending: boolean
  onRedeem: () => void
}

export function RewardFoot({ page, offer, sending, onRedeem }: FootProps) {
  const { pointUnit } = page
  const { points, fen, fullPoints } = offer
  const why = obstacle(page, offer)
  return (
    <Foot>
      <View className="foot-row">
        <View className="foot-price">
          <Text className="foot-label">{footLabel(page, offer)}</Text>
          <View>
            <Figure value={points} />
            <Text className="foot-unit">
              {' '}
              {pointUnit}
              {cashWords(fen)}
            </Text>
            {fullPoints > points && <Text className="foot-full">{grouped(fullPoints)}</Text>}
          </View>
        </View>
        <Button
          id="redeem"
          size="large"
          className="foot-act"
          disabled={why !== null && !sending}
          onPress={onRedeem}
        >
          {sending ? '正在兑换…' : (why ?? '立即换')}
        </Button>
      </View>
    </Foot>
  )
}
