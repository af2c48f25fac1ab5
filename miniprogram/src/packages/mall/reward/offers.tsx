import { Text, View } from '@tarojs/components'
import { cashWords, closedWords, dealWords, limitWords } from '@/text/offer'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { grouped } from '@/ui/numbers'
import { PRESSED } from '@/ui/press'
import { shortDayAndTime } from '@/text/dates'
import { floorWords, offerTitle, untilWords } from './offer-words'
import type { Offer, Redeem, RewardPage } from './redeem-state'

interface Props {
  page: RewardPage
  /** The offer that is picked. */
  offer: Offer
  redeem: Redeem
}

/** 兑换方案: every price of the reward, what each leaves, or why it is out of reach. */
export function Offers({ page, offer, redeem }: Props) {
  return (
    <Card className="offers">
      {page.offers.map((each) => (
        <OfferRow
          key={each.offerId}
          page={page}
          offer={each}
          picked={each.offerId === offer.offerId}
          onPick={() => redeem.pickOffer(each.offerId)}
        />
      ))}
    </Card>
  )
}

interface RowProps {
  page: RewardPage
  offer: Offer
  picked: boolean
  onPick: () => void
}

function OfferRow({ page, offer, picked, onPick }: RowProps) {
  const { offerId, points, fen, fullPoints, closed } = offer
  const deal = dealWords(offer)
  const notes = [...offer.limits.map(({ period, count }) => limitWords(count, period))]
  const until = untilWords(offer)
  if (until !== '') notes.push(until)
  return (
    <View
      id={`offer-${offerId}`}
      className={`offer ${picked ? 'is-picked' : ''} ${closed ? 'is-closed' : ''}`}
      ariaRole="radio"
      hoverClass={PRESSED}
      onClick={onPick}
    >
      <View className="offer-radio">
        <View className="offer-dot" />
      </View>
      <View className="offer-words">
        <View className="offer-head">
          <Text className="offer-title">{offerTitle(offer, page)}</Text>
          {deal !== '' && <Text className="offer-deal">{deal}</Text>}
        </View>
        <View className="offer-price">
          <Figure value={points} className="offer-points" />
          <Text className="offer-unit">
            {page.pointUnit}
            {cashWords(fen)}
          </Text>
          {fullPoints > points && <Text className="offer-full">{grouped(fullPoints)}</Text>}
        </View>
        {notes.length > 0 && <Text className="offer-note">{notes.join(' · ')}</Text>}
      </View>
      <View className="offer-end">
        <Text className="offer-floor">{floorWords(offer)}</Text>
        <Reach page={page} offer={offer} />
      </View>
    </View>
  )
}

/** What stays after this price, what is missing for it, or why it is not to be had. */
function Reach({
  page: { balance, pointUnit },
  offer: { points, closed, opensAt },
}: Pick<RowProps, 'page' | 'offer'>) {
  if (closed) return <Text className="offer-why">{closedWords(closed, pointUnit)}</Text>
  if (opensAt !== null) return <Text className="offer-why">{shortDayAndTime(opensAt)} 开售</Text>
  if (balance === null) return null
  return balance < points ? (
    <Text className="offer-short">还差 {grouped(points - balance)}</Text>
  ) : (
    <Text className="offer-left">换后剩 {grouped(balance - points)}</Text>
  )
}
