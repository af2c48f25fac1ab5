import { Image, Text, View } from '@tarojs/components'
import { phoneNow } from '@/cloud/clock'
import { pictureOf } from '@/pages/mall/picture'
import { follow, openPage } from '@/screen/ways'
import { dayInWords, dayOf, dayWithYear } from '@/text/dates'
import { cashWords } from '@/text/offer'
import { Bill, BillRow } from '@/ui/bill'
import { Button } from '@/ui/form/button'
import { Icon } from '@/ui/icon'
import { grouped } from '@/ui/numbers'
import { PRESSED } from '@/ui/press'
import { Sheet } from '@/ui/sheet/sheet'
import { SheetDone } from '@/ui/sheet/sheet-done'
import { SheetFoot } from '@/ui/sheet/sheet-foot'
import { offerFacts } from './offer-words'
import {
  needsShop,
  obstacle,
  offerOf,
  shopOf,
  type Offer,
  type Redeem,
  type RedeemState,
  type RewardPage,
} from './redeem-state'

interface Props {
  page: RewardPage
  redeem: Redeem
  shown: RedeemState
  onReload: () => void
}

const DEALS: Record<RewardPage['reward']['kind'], string> = {
  goods: '到店自提 · 1 件',
  coupon: '兑换后放进券包 · 1 张',
  code: '兑换码 · 1 个，看过以后不能取消',
}

/** 确认兑换: shows the cost and what is left, before any points move. */
export function RedeemSheet({ page, redeem, shown, onReload }: Props) {
  if (shown.done) return <Done redeem={redeem} done={shown.done} />
  const { reward } = page
  const { failure } = shown
  const shopId = shopOf(page, shown)
  const offer = offerOf(page, shown)
  const stay = () => {
    redeem.close()
    onReload()
  }
  return (
    <Sheet id="redeem-sheet" title="确认兑换" onClose={redeem.close}>
      <View className="deal">
        <Image className="deal-picture" mode="aspectFill" src={pictureOf(reward.picture)} />
        <View className="deal-words">
          <Text className="deal-name">{reward.name}</Text>
          <Text className="deal-kind">{DEALS[reward.kind]}</Text>
          {page.offers.length > 1 && <Text className="deal-kind">{offerFacts(offer, page)}</Text>}
        </View>
      </View>
      {page.reward.kind === 'goods' && <Shops page={page} picked={shopId} redeem={redeem} />}
      <Cost page={page} offer={offer} />
      {failure?.refusal !== 'NOT_JOINED' && (
        <SheetFoot
          id="redeem"
          label={confirmLabel(page, offer, shopId)}
          failure={failure}
          sending={shown.sending}
          disabled={obstacle(page, offer) !== null || needsShop(page, shopId)}
          onSend={() => void redeem.submit(page)}
          onWayOut={() => follow(failure?.wayOut?.way ?? 'reload', stay)}
        />
      )}
    </Sheet>
  )
}

function confirmLabel(page: RewardPage, offer: Offer, shopId: string | null): string {
  const why = obstacle(page, offer)
  if (why !== null) return why
  if (needsShop(page, shopId)) return '先选一家自提门店'
  const price = `${grouped(offer.points)} ${page.pointUnit}${cashWords(offer.fen)}`
  return `${offer.fen > 0 ? '去付款' : '确认兑换'} · ${price}`
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

/** What is spent, what is spent first, and what stays. */
function Cost({ page: { pointUnit, balance }, offer }: { page: RewardPage; offer: Offer }) {
  const { points, burnsFirst } = offer
  const left = Math.max(0, (balance ?? 0) - points)
  return (
    <Bill>
      <BillRow
        label={`扣除${pointUnit}`}
        note={burnsFirst ? burnsFirstText(burnsFirst, pointUnit) : ''}
        value={-points}
        sign
      />
      <BillRow label="兑换后剩余" value={left} unit={pointUnit} />
    </Bill>
  )
}

function burnsFirstText(
  { on, points }: NonNullable<Offer['burnsFirst']>,
  pointUnit: string,
): string {
  return `优先扣 ${dayWithYear(on, dayOf(phoneNow()))}到期的 ${grouped(points)} ${pointUnit}`
}

function Done({ redeem, done }: { redeem: Redeem; done: NonNullable<RedeemState['done']> }) {
  const { redemption, balance } = done
  const { couponId, redemptionId } = redemption
  const { words, label, act } = AFTER[redemption.kind]
  // Whoever comes back from the code has seen what they got.
  const show = () => {
    redeem.close()
    if (couponId) openPage('show', { couponId })
    else openPage(act === 'code' ? 'pool-code' : 'pick-up', { redemptionId })
  }
  return (
    <Sheet id="redeem-sheet" title="换到了" onClose={redeem.close}>
      <SheetDone
        id="redeem"
        icon="check"
        title={redemption.name}
        lines={[words(redemption), `还剩 ${grouped(balance)} 积分`]}
        onClose={redeem.close}
      >
        <View className="done-acts">
          <Button id="redeem-more" look="outline" className="done-act" onPress={redeem.close}>
            留在这页
          </Button>
          <Button id={`redeem-${act}`} className="done-act" onPress={show}>
            {label}
          </Button>
        </View>
      </SheetDone>
    </Sheet>
  )
}

type Redemption = NonNullable<RedeemState['done']>['redemption']

/** What to do next with what was redeemed. */
const AFTER: Record<
  Redemption['kind'],
  { act: string; label: string; words(redemption: Redemption): string }
> = {
  coupon: { act: 'show', label: '出示券码', words: () => '已放进券包，结账时出示券码。' },
  goods: {
    act: 'pick-up',
    label: '看取货码',
    words: ({ pickUp, shopName }) =>
      `${dayInWords(pickUp?.lastDay ?? '')}当天为止，到${shopName ?? '门店'}出示取货码领取。`,
  },
  code: {
    act: 'code',
    label: '去看兑换码',
    words: ({ poolCode }) =>
      `${poolCode?.lastDay ? `${dayInWords(poolCode.lastDay)}当天为止，` : ''}要用的时候再看，在兑换记录里。`,
  },
}
