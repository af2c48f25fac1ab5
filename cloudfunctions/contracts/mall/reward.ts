import * as v from 'valibot'
import { between, day, named, ShanghaiTime, slug, text, yesNo } from '../scalars'
import { limits, OfferRules, takesCash } from './offer'
import { REWARD_KINDS } from './reward-kind'

const OFFERS_MAX = 12

/** 兑换品: what staff edit as one document of `catalog`, `<brand>:<rewardId>`. */
export const RewardRules = v.pipe(
  v.strictObject({
    name: text('兑换品名称', 30),
    subtitle: v.optional(
      v.pipe(v.string('副标题要填文字'), v.maxLength(40, '副标题最多 40 个字'), v.title('副标题')),
      '',
    ),
    description: v.optional(
      v.pipe(v.string('说明要填文字'), v.maxLength(2000, '说明最多 2000 个字'), v.title('说明')),
      '',
    ),
    terms: v.optional(
      v.pipe(
        v.array(text('兑换须知', 100), '兑换须知要填成列表'),
        v.maxLength(10, '兑换须知最多 10 条'),
        v.title('兑换须知'),
      ),
      [],
    ),
    picture: text('图片', 200),
    kind: named(
      '类型',
      v.picklist(REWARD_KINDS, '类型只能填 coupon（券）、goods（实物）或 code（兑换码）'),
    ),
    /** Of a reward that has one price; null where it has offers. */
    points: v.optional(v.nullable(between('所需积分', 1, 10_000_000)), null),
    /** 兑换方案: more than one price, or a price with conditions. */
    offers: v.optional(
      v.pipe(
        v.array(OfferRules, '兑换方案要填成列表'),
        v.maxLength(OFFERS_MAX, `兑换方案最多 ${OFFERS_MAX} 个`),
        v.title('兑换方案'),
      ),
      [],
    ),
    /** Over all offers. */
    limits,
    /** Stock over the reward's whole life; everything redeemed so far is counted against it. */
    stock: between('库存', 0, 1_000_000),
    /** 每人限兑: ever, over all offers. */
    perMember: v.optional(v.nullable(between('每人限兑', 1, 1000)), null),
    /** Needed for a coupon, unless each offer names its own. */
    couponTemplate: v.optional(v.nullable(slug('券模板编号')), null),
    /** Shops where the goods can be picked up. */
    shops: v.optional(named('自提门店', v.array(slug('门店编号'), '自提门店要填成列表')), []),
    /** 取货天数: for how many days after the day of redeeming the goods can be picked up. */
    pickUpDays: v.optional(between('取货天数', 1, 365), 30),
    /** 使用方法 of codes from a pool, shown with each of them. */
    codeUse: v.optional(
      v.pipe(
        v.string('使用方法要填文字'),
        v.maxLength(300, '使用方法最多 300 个字'),
        v.title('使用方法'),
      ),
      '',
    ),
    /** Codes are given until the end of this day, in Shanghai; null: as long as there are any. */
    codeLastDay: v.optional(v.nullable(day('兑换码有效期至')), null),
    /** 码库提醒线: with this many codes left, or fewer, staff get an alert. */
    codeAlertAt: v.optional(between('码库提醒线', 0, 100_000), 20),
    /** Whether members may cancel before the coupon, the goods or the code were used or shown. */
    cancellable: v.optional(yesNo('能否取消兑换'), true),
    /**
     * 开售时间; null: on sale as soon as it is published. Some tiers may start hours earlier, see
     * `tierPolicy`.
     */
    saleFrom: v.optional(v.nullable(ShanghaiTime('开售时间')), null),
    /** 兑换折扣: the discount of a member's tier lowers `points`, rounded up. */
    tierDiscount: v.optional(yesNo('是否享兑换折扣'), false),
    onSale: yesNo('是否上架'),
    order: v.optional(between('排序', 0, 10_000), 100),
  }),
  v.check(
    (r) => r.points !== null || r.offers.length > 0,
    '缺少「所需积分」，有几种换法的可以改填兑换方案',
  ),
  v.check(
    (r) => r.points === null || r.offers.length === 0,
    '填了兑换方案，就不要再填「所需积分」，价格写在每个方案里',
  ),
  v.check(
    (r) => !r.tierDiscount || r.offers.length === 0,
    '填了兑换方案，「是否享兑换折扣」要写在每个方案里',
  ),
  v.check(
    (r) =>
      r.kind !== 'coupon' ||
      r.couponTemplate !== null ||
      (r.offers.length > 0 && r.offers.every((offer) => offer.couponTemplate !== null)),
    '券类兑换品要填券模板编号',
  ),
  v.check((r) => r.kind !== 'goods' || r.shops.length > 0, '实物兑换品至少要填一个自提门店'),
  v.check((r) => r.kind !== 'code' || r.codeUse.trim() !== '', '兑换码类兑换品要填使用方法'),
  v.check((r) => r.kind !== 'code' || r.stock === 0, '兑换码的库存是导入的码，「库存」要填 0'),
  // A pool may be empty by the time that somebody has paid.
  v.check(
    (r) => r.kind !== 'code' || !r.offers.some(takesCash),
    '兑换码类兑换品只收积分，不能收现金',
  ),
)
export type RewardRules = v.InferOutput<typeof RewardRules>
