import type { LimitRules, OfferRules } from '../../contracts/mall/offer'
import type { RewardRules } from '../../contracts/mall/reward'
import { addDays, type BusinessDay } from '../business-day'
import { covers, priceOn, type Days } from './offer'

/** What contradicts itself in the offers of one reward, as a shopkeeper reads it, or null. */
export function offerFault({ kind, offers, limits }: RewardRules): string | null {
  const alone = offers.map((offer) => {
    const fault = ofOne(offer, kind)
    return fault && `兑换方案${called(offer)}：${fault}`
  })
  const pairs = offers.flatMap((one, i) => offers.slice(i + 1).map((other) => ofTwo(one, other)))
  return [...alone, ...pairs, doubleLimit(limits)].find((fault) => fault !== null) ?? null
}

const called = ({ id, name }: OfferRules) => `「${name || id}」`

function ofOne(offer: OfferRules, kind: RewardRules['kind']): string | null {
  const { price, audience, campaigns, tierDiscount, couponTemplate, limits } = offer
  const { balanceFrom, balanceTo } = audience
  const cheapest = Math.min(price.points, ...campaigns.map((each) => each.price.points))
  if (isBackwards(offer)) return '结束日期早于开始日期'
  if (balanceFrom !== null && balanceTo !== null && balanceFrom > balanceTo) {
    return '「积分至少」比「积分最多」还大，没有会员符合'
  }
  if (balanceTo !== null && balanceTo < cheapest && !tierDiscount) {
    return `积分最多 ${balanceTo} 的会员付不起 ${cheapest} 积分`
  }
  if (kind !== 'coupon' && couponTemplate !== null) return '只有券类兑换品的方案能填券模板编号'
  return ofCampaigns(offer) ?? doubleLimit(limits)
}

function ofCampaigns(offer: OfferRules): string | null {
  for (const [i, campaign] of offer.campaigns.entries()) {
    const { name, from, to } = campaign
    if (isBackwards(campaign)) return `活动价「${name}」的结束日期早于开始日期`
    if (!covers(offer, from) || !covers(offer, to)) {
      return `活动价「${name}」的日子不在方案的开始和结束日期里面`
    }
    const other = offer.campaigns.slice(i + 1).find((each) => each.from <= to && from <= each.to)
    if (other) return `活动价「${name}」和「${other.name}」的日子重叠，同一天只能有一个价格`
  }
  return null
}

const isBackwards = ({ from, to }: Days) => from !== null && to !== null && from > to

/** Two offers that one member could have on one day at one price: nobody could say which it is. */
function ofTwo(one: OfferRules, other: OfferRules): string | null {
  if (one.id === other.id) return `兑换方案的编号「${one.id}」写了两次`
  if (!shareMembers(one.audience, other.audience)) return null
  const day = turningDays(one, other).find((each) => {
    const price = priceOn(one, each)
    const second = priceOn(other, each)
    return price?.points === second?.points && price?.fen === second?.fen && price !== null
  })
  if (day === undefined) return null
  const { points } = priceOn(one, day) ?? one.price
  return `兑换方案${called(one)}和${called(other)}会让同一位会员看到两个 ${points} 积分的价格，请改一个价格、适用会员或日期`
}

type Audience = OfferRules['audience']

function shareMembers(one: Audience, other: Audience): boolean {
  const [least, most] = [one, other].reduce<[number, number]>(
    ([from, to], { balanceFrom, balanceTo }) => [
      Math.max(from, balanceFrom ?? 0),
      Math.min(to, balanceTo ?? Infinity),
    ],
    [0, Infinity],
  )
  return least <= most && shareTiers(one, other)
}

function shareTiers(one: { tiers: string[] }, other: { tiers: string[] }): boolean {
  const anyIsForAll = one.tiers.length === 0 || other.tiers.length === 0
  return anyIsForAll || one.tiers.some((tier) => other.tiers.includes(tier))
}

const LONG_AGO: BusinessDay = '1970-01-01'

/** Days on which a price of one of them may begin: between these no price changes. */
function turningDays(...offers: OfferRules[]): BusinessDay[] {
  const spans = offers.flatMap((offer): Days[] => [offer, ...offer.campaigns])
  const days = spans.flatMap(({ from, to }) => [from, to && addDays(to, 1)])
  return [LONG_AGO, ...days.filter((day) => day !== null)]
}

const WHOM = { each: '每位会员', all: '所有会员合计' }
const PERIODS = { day: '每天', week: '每周', month: '每月', ever: '一共' }

/** Two limits of the same members and period: only the lower one would count. */
function doubleLimit(limits: readonly LimitRules[]): string | null {
  const double = limits.find((one, i) =>
    limits.slice(i + 1).some((other) => {
      const same = one.who === other.who && one.period === other.period
      return same && shareTiers(one, other)
    }),
  )
  return double ? `限兑里${WHOM[double.who]}${PERIODS[double.period]}的数量写了两次` : null
}
