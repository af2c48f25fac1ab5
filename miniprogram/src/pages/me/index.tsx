import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import type { OutputOf } from '@contracts/action'
import type { openHome } from '@contracts/member/home'
import { useStore } from 'zustand'
import { homeScreen } from '@/pages/home/home-screen'
import { Gate } from '@/screen/gate'
import { joinFirst, openPage, openTab, type Page } from '@/screen/ways'
import type { IconName } from '@/ui/art/icons'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Dot } from '@/ui/dot'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { NavBar } from '@/ui/page/nav-bar'
import { grouped } from '@/ui/numbers'
import { PRESSED } from '@/ui/press'
import { Contact } from './contact'
import './index.scss'

const load = () => void homeScreen.load({})

export default function MePage() {
  const screen = useStore(homeScreen.state)
  useDidShow(load)
  return (
    <View className="page-me">
      <NavBar title="我的" />
      <Gate screen={screen} shape="rows" onRetry={load}>
        {(home) => (
          <>
            {home.card ? <Member card={home.card} unit={home.pointUnit} /> : <Visitor />}
            {home.card?.isGuide && (
              <Rows rows={[{ id: 'me-guide', icon: 'shop', label: '导购工作台', to: 'duty' }]} />
            )}
            {home.card?.isStaff && <Rows rows={[STAFF]} />}
            <Rows rows={RECORDS} hasNews={home.card?.hasNews} />
            <Rows
              rows={[...(home.card ? [phoneRow(home.card)] : []), BIRTHDAY, consentRow(home.card)]}
            />
            <Contact contact={home.contact} />
            {home.card && <Rows rows={[LEAVE]} />}
            <Text className="me-foot">{home.brandName} · 积分的每一笔都能查</Text>
          </>
        )}
      </Gate>
    </View>
  )
}

type MemberCard = NonNullable<OutputOf<typeof openHome>['card']>

function Visitor() {
  return (
    <Card className="me-card">
      <View className="me-face">
        <Icon name="user" size={28} />
      </View>
      <View className="me-words">
        <Text className="me-name">还没加入</Text>
        <Text className="me-line">不加入也能逛；加入后积分和券都记在这里</Text>
      </View>
      <Button id="join" size="small" onPress={() => joinFirst()}>
        加入
      </Button>
    </Card>
  )
}

function Member({ card, unit }: { card: MemberCard; unit: string }) {
  const { next } = card.tier
  return (
    <Card>
      <View className="me-card">
        <View className="me-face">
          <Icon name="user" size={28} />
        </View>
        <View className="me-words">
          <Text className="me-name">{card.nickname}</Text>
          <Text className="me-line">
            {card.phoneMasked ?? '没有绑定手机号'} · {card.tier.name}会员
          </Text>
        </View>
      </View>
      <View className="me-sums">
        <View
          id="me-balance"
          className="me-sum"
          hoverClass={PRESSED}
          onClick={() => openPage('statement')}
        >
          <Figure value={card.balance} />
          <Text className="me-sum-label">{unit}</Text>
        </View>
        <View
          id="me-coupons"
          className="me-sum"
          hoverClass={PRESSED}
          onClick={() => openTab('coupon')}
        >
          <Figure value={card.couponsUsable} />
          <Text className="me-sum-label">优惠券</Text>
        </View>
        <View id="me-tier" className="me-sum" hoverClass={PRESSED} onClick={() => openPage('tier')}>
          <Figure value={card.tier.growth} />
          <Text className="me-sum-label">成长值</Text>
          {next && (
            <Text className="me-sum-label">{`距${next.name}差 ${grouped(next.missing)}`}</Text>
          )}
        </View>
      </View>
    </Card>
  )
}

interface Row {
  id: string
  icon: IconName
  label: string
  to: Page
  note?: string
}

const RECORDS: Row[] = [
  { id: 'me-statement', icon: 'receipt', label: '积分明细', to: 'statement' },
  { id: 'me-claims', icon: 'scan', label: '认领记录', to: 'claim-list' },
  { id: 'me-redemptions', icon: 'gift', label: '兑换记录', to: 'redemption' },
  { id: 'me-check-in', icon: 'calendar-check', label: '签到日历', to: 'check-in' },
  { id: 'me-notices', icon: 'bell', label: '消息', to: 'notice' },
]

const STAFF: Row = {
  id: 'me-staff',
  icon: 'shield-check',
  label: '认领核对',
  to: 'claim-review',
}

const BIRTHDAY: Row = { id: 'me-profile', icon: 'cake', label: '我的生日', to: 'profile' }

function phoneRow({ phoneMasked }: MemberCard): Row {
  const note = phoneMasked ?? '没有绑定'
  return { id: 'me-phone', icon: 'phone', label: '手机号', to: 'phone', note }
}

const LEAVE: Row = { id: 'me-leave', icon: 'x-circle', label: '注销会员', to: 'leave' }

function consentRow(card: MemberCard | null): Row {
  const note = card?.consentOutdated ? '有更新，请看一下' : ''
  return { id: 'me-consent', icon: 'shield-check', label: '入会须知与规则', to: 'join', note }
}

function Rows({ rows, hasNews = false }: { rows: Row[]; hasNews?: boolean }) {
  return (
    <Card className="me-rows">
      {rows.map(({ id, icon, label, to, note }) => (
        <View key={id} id={id} className="me-row" hoverClass={PRESSED} onClick={() => openPage(to)}>
          <Icon name={icon} size={20} className="me-row-icon" />
          <Text className="me-row-label">{label}</Text>
          {hasNews && to === 'notice' && (
            <View className="me-row-new">
              <Dot id="me-notices-new" />
            </View>
          )}
          {note ? <Text className="me-row-note">{note}</Text> : null}
          <Icon name="chevron-right" size={16} className="me-row-go" />
        </View>
      ))}
    </Card>
  )
}
