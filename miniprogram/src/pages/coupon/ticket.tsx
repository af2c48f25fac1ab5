import { Text, View } from '@tarojs/components'
import type { CouponView } from '@contracts/coupon/coupon'
import type { InferOutput } from 'valibot'
import { openPage } from '@/screen/ways'
import { clockTime, daysBetween, dottedDay, shortDayAndTime } from '@/text/dates'
import { Button } from '@/ui/form/button'
import { shopsOf, stubOf } from './face'
import './ticket.scss'

export type Coupon = InferOutput<typeof CouponView>

/** A coupon that ends within two days is drawn solid, so that it is seen first. */
const SOON_DAYS = 2

interface Props {
  coupon: Coupon
  /** The cloud's clock. */
  now: number
}

/** 券: the stub says what it gives; the body says where and until when. */
export function Ticket({ coupon, now }: Props) {
  const { couponId, face, state, startsAt, expiresAt } = coupon
  const usable = state === 'usable' && startsAt <= now
  const soon = usable && daysBetween(now, expiresAt) <= SOON_DAYS - 1
  const look = state !== 'usable' ? 'ticket-spent' : soon ? 'ticket-soon' : ''
  const stub = stubOf(face)
  return (
    <View id={`coupon-card-${couponId}`} className={`ticket ${look}`}>
      <View className="stub">
        <View className="stub-value">
          <Text className="stub-small">{stub.before}</Text>
          <Text className="stub-figure">{stub.figure}</Text>
          <Text className="stub-after">{stub.after}</Text>
        </View>
        <Text className="stub-floor">{stub.floor}</Text>
      </View>
      <View className="perforation" />
      <View className="ticket-words">
        <Text className="ticket-title">{face.title}</Text>
        <Text className="ticket-where">{shopsOf(face)}</Text>
        <Text className="ticket-when">{when(coupon, now)}</Text>
      </View>
      <View className="ticket-act">
        {usable && (
          <Button
            id={`coupon-${couponId}`}
            look={soon ? 'main' : 'soft'}
            size="small"
            onPress={() => openPage('show', { couponId })}
          >
            {soon ? '去使用' : '出示码'}
          </Button>
        )}
        {state === 'usable' && !usable && (
          <Text className="ticket-later">
            {daysBetween(now, startsAt)} 天后{'\n'}生效
          </Text>
        )}
        {state !== 'usable' && <Text className="ticket-stamp">{STAMPS[state]}</Text>}
      </View>
    </View>
  )
}

const STAMPS: Record<Exclude<Coupon['state'], 'usable'>, string> = {
  used: '已使用',
  expired: '已过期',
  revoked: '已作废',
}

function when({ state, startsAt, expiresAt, used }: Coupon, now: number): string {
  if (used) return `${shortDayAndTime(used.at)} ${used.shopName}核销`
  if (state !== 'usable') return `${dottedDay(expiresAt)} 到期`
  if (startsAt > now) return `${dottedDay(startsAt)} 起可用`
  const days = daysBetween(now, expiresAt)
  if (days === 0) return `今天 ${clockTime(expiresAt)} 到期`
  if (days === 1) return `明天 ${clockTime(expiresAt)} 到期`
  return days <= 30 ? `${dottedDay(expiresAt)} · 剩 ${days} 天` : `${dottedDay(expiresAt)} 到期`
}
