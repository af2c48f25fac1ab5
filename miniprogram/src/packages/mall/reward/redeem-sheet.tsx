import { Image, Text, View } from '@tarojs/components'
import { phoneNow } from '@/cloud/clock'
import { pictureOf } from '@/pages/mall/picture'
import { follow, openPage } from '@/screen/ways'
import { dayOf, dayWithYear } from '@/text/dates'
import type { Failure } from '@/text/failure'
import { Button } from '@/ui/button'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { Notice } from '@/ui/notice'
import { grouped } from '@/ui/numbers'
import { PRESSED } from '@/ui/press'
import { Sheet } from '@/ui/sheet'
import { needsShop, shopOf, type Redeem, type RedeemState, type RewardPage } from './redeem-state'

interface Props {
  page: RewardPage
  redeem: Redeem
  shown: RedeemState
  onReload: () => void
}

/** 确认兑换: what it costs and what is left, before anything moves. */
export function RedeemSheet({ page, redeem, shown, onReload }: Props) {
  if (shown.done) return <Done redeem={redeem} done={shown.done} />
  const { reward } = page
  const shopId = shopOf(page, shown)
  return (
    <Sheet id="redeem-sheet" title="确认兑换" onClose={redeem.close}>
      <View className="deal">
        <Image className="deal-picture" mode="aspectFill" src={pictureOf(reward.picture)} />
        <View className="deal-words">
          <Text className="deal-name">{reward.name}</Text>
          <Text className="deal-kind">
            {reward.kind === 'goods' ? '到店自提 · 1 件' : '兑换后放进券包 · 1 张'}
          </Text>
        </View>
      </View>
      {page.reward.kind === 'goods' && <Shops page={page} picked={shopId} redeem={redeem} />}
      <Bill page={page} />
      {shown.failure && <Refused failure={shown.failure} redeem={redeem} onReload={onReload} />}
      {shown.failure?.kind !== 'refused' && (
        <Button
          id="redeem-confirm"
          size="large"
          loading={shown.sending}
          disabled={needsShop(page, shopId)}
          onPress={() => void redeem.submit(page)}
        >
          {confirmLabel(page, shown)}
        </Button>
      )}
    </Sheet>
  )
}

function confirmLabel(page: RewardPage, shown: RedeemState): string {
  if (needsShop(page, shopOf(page, shown))) return '先选一家自提门店'
  if (shown.failure) return '再试一次'
  return `确认兑换 · ${grouped(page.reward.points)} ${page.pointUnit}`
}

interface ShopsProps {
  page: RewardPage
  picked: string | null
  redeem: Redeem
}

function Shops({ page, picked, redeem }: ShopsProps) {
  return (
    <View className="shops">
      <Text className="shops-title">在哪家店取</Text>
      {page.shops.map(({ shopId, name, address }) => (
        <View
          key={shopId}
          id={`shop-${shopId}`}
          className={`shop ${picked === shopId ? 'is-picked' : ''}`}
          ariaRole="radio"
          hoverClass={PRESSED}
          onClick={() => redeem.pickShop(shopId)}
        >
          <Icon name={picked === shopId ? 'check-circle' : 'map-pin'} size={20} />
          <View className="shop-words">
            <Text className="shop-name">{name}</Text>
            <Text className="shop-address">{address}</Text>
          </View>
        </View>
      ))}
    </View>
  )
}

/** What goes, what goes first, and what stays. */
function Bill({ page: { reward, pointUnit, balance, burnsFirst } }: { page: RewardPage }) {
  return (
    <View className="bill">
      <View className="bill-row">
        <View>
          <Text className="bill-label">扣除{pointUnit}</Text>
          {burnsFirst && (
            <Text className="bill-note">
              优先扣 {dayWithYear(burnsFirst.on, dayOf(phoneNow()))}到期的{' '}
              {grouped(burnsFirst.points)} {pointUnit}
            </Text>
          )}
        </View>
        <Figure value={-reward.points} sign size="row" />
      </View>
      <View className="bill-row">
        <Text className="bill-label">兑换后剩余</Text>
        <View>
          <Figure value={Math.max(0, (balance ?? 0) - reward.points)} size="row" />
          <Text className="bill-unit"> {pointUnit}</Text>
        </View>
      </View>
    </View>
  )
}

interface RefusedProps {
  failure: Failure
  redeem: Redeem
  onReload: () => void
}

/** A refusal brings its way out; after a lost network the main button sends the same again. */
function Refused({ failure, redeem, onReload }: RefusedProps) {
  if (failure.refusal === 'NOT_JOINED') return null
  const stay = () => {
    redeem.close()
    onReload()
  }
  return (
    <Notice
      id="redeem-failure"
      tone="warning"
      title={failure.title}
      body={failure.reference ? `${failure.body}编号 ${failure.reference}` : failure.body}
    >
      {failure.kind === 'refused' && (
        <Button
          id="redeem-way-out"
          size="small"
          onPress={() => follow(failure.wayOut?.way ?? 'reload', stay)}
        >
          {failure.wayOut?.label ?? '知道了'}
        </Button>
      )}
    </Notice>
  )
}

function Done({ redeem, done }: { redeem: Redeem; done: NonNullable<RedeemState['done']> }) {
  const { redemption, balance } = done
  const { couponId, shopName } = redemption
  return (
    <Sheet id="redeem-sheet" title="换到了" onClose={redeem.close}>
      <View id="redeem-done" className="done">
        <View className="done-mark">
          <Icon name="check" size={28} />
        </View>
        <Text className="done-name">{redemption.name}</Text>
        <Text className="done-body">
          {couponId
            ? '已放进券包，结账时出示券码。'
            : `到${shopName ?? '门店'}报手机号或会员名领取。`}
        </Text>
        <Text className="done-body">还剩 {grouped(balance)} 积分</Text>
      </View>
      <View className="done-acts">
        <Button id="redeem-more" look="outline" className="done-act" onPress={redeem.close}>
          留在这页
        </Button>
        {couponId ? (
          <Button
            id="redeem-show"
            className="done-act"
            onPress={() => openPage('show', { couponId })}
          >
            出示券码
          </Button>
        ) : (
          <Button id="redeem-list" className="done-act" onPress={() => openPage('redemption')}>
            看兑换记录
          </Button>
        )}
      </View>
    </Sheet>
  )
}
