import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openHome } from '@contracts/member/home'
import { openPage, openTab } from '@/screen/ways'
import { daysUntil, dayWithYear } from '@/text/dates'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { grouped } from '@/ui/numbers'
import { PRESSED } from '@/ui/press'
import './expiring.scss'

interface Props {
  card: OutputOf<typeof openHome>['card']
  unit: string
  today: string
}

/** Points that expire later than this are not announced yet. */
const SOON_DAYS = 60

/** 快过期 and 欠账: the two facts about points that a member must not miss. */
export function Expiring({ card, unit, today }: Props) {
  if (!card) return null
  const soon = card.expiring && daysUntil(today, card.expiring.on) <= SOON_DAYS
  return (
    <>
      {card.deficit > 0 && (
        <View className="expiring expiring-deficit">
          <Icon name="undo" size={18} />
          <Text className="expiring-words">
            退款后还有 {grouped(card.deficit)} {unit}待补，下次到账先抵扣
          </Text>
        </View>
      )}
      {card.expiring && soon && (
        <View className="expiring">
          <Icon name="hourglass" size={18} />
          <View
            id="expiring"
            className="expiring-words"
            hoverClass={PRESSED}
            onClick={() => openPage('notice')}
          >
            <Figure value={card.expiring.points} className="expiring-figure" />
            <Text>
              {' '}
              {unit}将于 {dayWithYear(card.expiring.on, today)}过期
            </Text>
          </View>
          <View
            id="expiring-spend"
            className="expiring-spend"
            hoverClass={PRESSED}
            onClick={() => openTab('mall')}
          >
            <Text className="expiring-go">去用掉</Text>
            <Icon name="chevron-right" size={14} />
          </View>
        </View>
      )}
    </>
  )
}
