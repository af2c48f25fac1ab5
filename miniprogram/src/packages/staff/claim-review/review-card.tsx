import { Text, View } from '@tarojs/components'
import { CHANNEL_NAMES } from '@contracts/order/channel'
import {
  ageInWords,
  memberInWords,
  orderInWords,
  reviewWhy,
  saidInWords,
} from '@/text/claim/claim-review'
import { shortDayAndTime } from '@/text/dates'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { isMove, type Review, type Subject } from './decision-state'

interface Props {
  claim: Review
  /** Its place in the queue, for the ids of its buttons. */
  at: number
  now: number
  onDecide: (about: Subject) => void
}

/** One claim, with the member's and the brand's facts under each other to show differences. */
export function ReviewCard({ claim, at, now, onDecide }: Props) {
  const { order, queuedAt } = claim
  const move = isMove(claim)
  return (
    <Card id={`review-${at}`} className="review">
      <View className="review-head">
        <Text className="review-order">
          {CHANNEL_NAMES[order.channel]} {order.orderNo}
        </Text>
        <Text className={isLate(queuedAt, now) ? 'review-age is-late' : 'review-age'}>
          {ageInWords(queuedAt, now)}
        </Text>
      </View>
      <Text className="review-why">{reviewWhy(claim)}</Text>
      <View className="review-facts">
        <Fact name="会员" words={memberInWords(claim)} />
        <Fact name="会员说" words={saidInWords(claim, now)} />
        <Fact name="订单" words={orderInWords(claim, now)} />
        {order.holder && (
          <Fact
            name="现在归"
            words={`${move ? '另一位会员' : '这位会员'} · ${shortDayAndTime(order.holder.claimedAt)} 认领`}
          />
        )}
      </View>
      <View className="review-acts">
        <Button
          id={`reject-${at}`}
          look="outline"
          onPress={() => onDecide({ kind: 'reject', claim })}
        >
          不通过
        </Button>
        <Button id={`approve-${at}`} onPress={() => onDecide({ kind: 'approve', claim })}>
          {move ? '改归这位会员' : '通过'}
        </Button>
      </View>
    </Card>
  )
}

const LATE_MS = 3 * 24 * 3_600_000

function isLate(queuedAt: number, now: number): boolean {
  return now - queuedAt > LATE_MS
}

function Fact({ name, words }: { name: string; words: string }) {
  return (
    <View className="review-fact">
      <Text className="review-name">{name}</Text>
      <Text className="review-words">{words}</Text>
    </View>
  )
}
