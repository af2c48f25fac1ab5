import * as v from 'valibot'
import { Period } from './offer-view'
import { between, day, named, slug, text, yesNo } from '../scalars'

/** The offer of a reward that has one price and no list of offers. */
export const STANDARD_OFFER = 'standard'

const listOf = <S extends v.GenericSchema>(what: string, item: S, most: number) =>
  v.optional(
    v.pipe(
      v.array(item, `${what}要填成列表`),
      v.maxLength(most, `${what}最多 ${most} 条`),
      v.title(what),
    ),
    [],
  )

const tiers = listOf('等级', slug('等级编号'), 8)
const optionalDay = (what: string) => v.optional(v.nullable(day(what)), null)
const band = (what: string) => v.optional(v.nullable(between(what, 0, 1_000_000_000)), null)

/** 价格: points, points and cash, or cash only. */
const Price = named(
  '价格',
  v.pipe(
    v.strictObject(
      {
        points: between('所需积分', 0, 10_000_000),
        /** What the member pays besides. */
        fen: v.optional(between('现金（分）', 0, 1_000_000_00), 0),
      },
      '价格要填 points（所需积分）',
    ),
    v.check(({ points, fen }) => points + fen > 0, '积分和现金不能都是 0'),
  ),
)

/** 限兑: how many in a period, for each member or for all members together. */
export const LimitRules = v.strictObject({
  who: named(
    '限谁',
    v.picklist(['each', 'all'], '限谁只能填 each（每位会员）或 all（所有会员合计）'),
  ),
  /** Members of these tiers only; empty means all. */
  tiers,
  period: named('周期', Period),
  count: between('限兑数量', 1, 1_000_000),
})
export type LimitRules = v.InferOutput<typeof LimitRules>

export const limits = listOf('限兑', LimitRules, 12)

/** 活动价: for some days an offer has another price, and nothing else changes. */
const Campaign = v.strictObject({
  name: text('活动名称', 12),
  from: day('活动开始日期'),
  /** The last day. */
  to: day('活动结束日期'),
  price: Price,
})

/** 兑换方案: a price of a reward, who may have it, when, and how often. */
export const OfferRules = v.strictObject({
  id: slug('方案编号'),
  /** Stands above the price; without it, the conditions do. */
  name: v.optional(
    v.pipe(
      v.string('方案名称要填文字'),
      v.maxLength(16, '方案名称最多 16 个字'),
      v.title('方案名称'),
    ),
    '',
  ),
  price: Price,
  /** 兑换折扣: the discount of a member's tier lowers the points, rounded up. */
  tierDiscount: v.optional(yesNo('是否享兑换折扣'), false),
  /** The first and the last day on which it is there; null is open. */
  from: optionalDay('方案开始日期'),
  to: optionalDay('方案结束日期'),
  campaigns: listOf('活动价', Campaign, 12),
  audience: v.optional(
    named(
      '适用会员',
      v.strictObject({
        tiers,
        /** The balance at the moment of redeeming, both ends included. */
        balanceFrom: band('积分至少'),
        balanceTo: band('积分最多'),
      }),
    ),
    {},
  ),
  /** Of a coupon; null means the reward's. */
  couponTemplate: v.optional(v.nullable(slug('券模板编号')), null),
  limits,
})
export type OfferRules = v.InferOutput<typeof OfferRules>

/** Some day or other it costs more than points. */
export const takesCash = ({ price, campaigns }: OfferRules) =>
  [price, ...campaigns.map((campaign) => campaign.price)].some(({ fen }) => fen > 0)
