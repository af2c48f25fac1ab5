import { Text, View } from '@tarojs/components'
import { openPage, openTab } from '@/screen/ways'
import { clockTime, dayOf } from '@/text/dates'
import { movedTitle, sentenceOf } from '@/text/statement'
import { Button } from '@/ui/form/button'
import { Dot } from '@/ui/dot'
import type { IconName } from '@/ui/art/icons'
import { Tile } from '@/ui/tile'
import type { InboxItem } from './inbox'

type Notice = Extract<InboxItem, { kind: 'notice' }>['notice']
type Line = Extract<InboxItem, { kind: 'line' }>['line']

interface Way {
  id: string
  label: string
  go: () => void
}

const ICONS: Record<Notice['kind'], IconName> = {
  claim: 'receipt',
  tier: 'gem',
  coupon: 'ticket',
  phone: 'phone',
  expiry: 'hourglass',
}

/** The page that a notice leads to. */
function wayOf({ kind, expiresOn, at, couponId }: Notice): Way {
  switch (kind) {
    case 'claim':
      return {
        id: `notice-claims-${at}`,
        label: '看认领记录',
        go: () => openPage('claim-list'),
      }
    case 'tier':
      return {
        id: `notice-tier-${expiresOn}-${at}`,
        label: '看等级',
        go: () => openPage('tier'),
      }
    case 'phone':
      return { id: `notice-phone-${at}`, label: '我的手机号', go: () => openPage('phone') }
    case 'coupon':
      return couponId
        ? showing(couponId, '出示券码')
        : { id: `notice-wallet-${at}`, label: '看券包', go: () => openTab('coupon') }
    case 'expiry':
      return {
        id: `notice-spend-${expiresOn}-${at}`,
        label: '去商城',
        go: () => openTab('mall'),
      }
  }
}

function showing(couponId: string, label: string): Way {
  return {
    id: `notice-show-${couponId}`,
    label,
    go: () => openPage('show', { couponId }),
  }
}

export function NoticeRow({ notice, now }: { notice: Notice; now: number }) {
  const { kind, title, text, at, read } = notice
  return <Row {...{ title, text, at, now }} icon={ICONS[kind]} isNew={!read} way={wayOf(notice)} />
}

/** One movement of points: what happened, how many points and why. */
export function MoveRow({ line, isNew, now }: { line: Line; isNew: boolean; now: number }) {
  const { points, coupon, kind, at } = line
  const way = coupon && kind !== 'restore' ? showing(coupon, '看这张券') : null
  const icon = coupon ? 'ticket' : points > 0 ? 'sparkles' : 'receipt'
  return <Row {...{ icon, at, now, isNew, way }} title={movedTitle(line)} text={sentenceOf(line)} />
}

interface Props {
  icon: IconName
  title: string
  text: string
  at: number
  now: number
  isNew: boolean
  way: Way | null
}

function Row({ icon, title, text, at, now, isNew, way }: Props) {
  return (
    <View className={isNew ? 'notice-row is-new' : 'notice-row'}>
      <View className="notice-mark">
        <Tile icon={icon} tone={isNew ? 'warning' : 'plain'} />
        {isNew && <Dot id={`notice-new-${at}`} />}
      </View>
      <View className="notice-in">
        <View className="notice-head">
          <Text className="notice-name">{title}</Text>
          <Text className="notice-at">{whenOf(at, now)}</Text>
        </View>
        <Text className="notice-text">{text}</Text>
        {way && (
          <Button id={way.id} look="text" size="small" className="notice-way" onPress={way.go}>
            {way.label}
          </Button>
        )}
      </View>
    </View>
  )
}

/** 9:00 for today, 11-18 for this year. */
function whenOf(at: number, now: number): string {
  const [day, today] = [dayOf(at), dayOf(now)]
  if (day === today) return clockTime(at)
  return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day
}
