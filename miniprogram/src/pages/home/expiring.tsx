import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openHome } from '@contracts/home'
import { openTab } from '@/screen/ways'
import { dayInWords } from '@/text/dates'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { grouped } from '@/ui/numbers'
import { PRESSED } from '@/ui/press'
import './expiring.scss'

interface Props {
  card: OutputOf<typeof openHome>['card']
  unit: string
}

/** 快过期 and 欠账: the two things about points that a member must not miss. */
export function Expiring({ card, unit }: Props) {
  if (!card) return null
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
      {card.expiring && (
        <View
          id="expiring"
          className="expiring"
          hoverClass={PRESSED}
          onClick={() => openTab('mall')}
        >
          <Icon name="hourglass" size={18} />
          <View className="expiring-words">
            <Figure value={card.expiring.points} className="expiring-figure" />
            <Text>
              {' '}
              {unit}将于 {dayInWords(card.expiring.on)}过期
            </Text>
          </View>
          <Text className="expiring-go">去用掉</Text>
          <Icon name="chevron-right" size={14} />
        </View>
      )}
    </>
  )
}
