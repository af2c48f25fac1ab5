import * as v from 'valibot'
import { between, day, named, slug, text } from '../scalars'

const month = between('滚动月数', 3, 24)
const points = v.optional(between('等级礼积分', 0, 10_000), 0)
const coupon = v.optional(v.nullable(slug('券模板编号')), null)

/** 统计周期: which growth counts for the tier, and when a tier is checked. */
const TierWindow = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('none') }),
    v.strictObject({ kind: v.literal('calendarYear') }),
    v.strictObject({ kind: v.literal('anniversary') }),
    v.strictObject({ kind: v.literal('rolling'), months: month }),
  ],
  '统计周期只能填 none（累计）、calendarYear（自然年）、anniversary（入会周年）或 rolling（滚动月）',
)

const perTier = <S extends v.GenericSchema<unknown, { tier: string }>>(what: string, item: S) =>
  v.optional(
    v.pipe(
      v.array(item, `${what}要填成列表`),
      v.maxLength(8, `${what}最多 8 条`),
      v.check(
        (list) => new Set(list.map(({ tier }) => tier)).size === list.length,
        `${what}里每个等级只能写一次`,
      ),
      v.title(what),
    ),
    [],
  )

/**
 * 等级规则: how tiers are kept. A programme without it counts the growth of all time, and a member
 * loses a tier only through a refund.
 */
export const TierPolicySettings = v.strictObject({
  /** Members who joined on this day or later get the gift of the first tier. */
  since: day('等级规则的开始日期'),
  window: named('统计周期', TierWindow),
  /** 宽限: for this many days after the cycle, growth still counts for keeping the tier. */
  graceDays: v.optional(between('保级宽限天数', 0, 60), 0),
  /** 掉级提醒: sent when this many days are left. */
  noticeDays: v.optional(
    v.pipe(
      v.array(between('掉级提醒天数', 1, 60), '掉级提醒天数要填成列表'),
      v.maxLength(5, '掉级提醒最多 5 次'),
      v.title('掉级提醒'),
    ),
    [30, 7, 1],
  ),
  benefits: perTier(
    '等级权益',
    v.strictObject({
      tier: slug('等级编号'),
      /** 95 means 九五折 on the points of rewards with `tierDiscount`; null means no discount. */
      discountPercent: v.optional(v.nullable(between('兑换折扣', 1, 99)), null),
      birthday: v.optional(
        v.nullable(named('生日礼', v.strictObject({ points, coupon }, '生日礼要填积分或券'))),
        null,
      ),
      /** 提前购: how long before a reward's `saleFrom`. */
      earlyHours: v.optional(between('提前购小时数', 0, 720), 0),
      words: v.optional(
        v.pipe(
          v.array(text('等级权益', 20), '等级权益说明要填成列表'),
          v.maxLength(6, '等级权益最多 6 条'),
          v.title('等级权益说明'),
        ),
        [],
      ),
    }),
  ),
  /** 等级礼: for joining (the first tier), reaching or keeping a tier; once per tier and cycle. */
  gifts: perTier(
    '等级礼',
    v.pipe(
      v.strictObject({ tier: slug('等级编号'), points, coupon }),
      v.check((gift) => gift.points > 0 || gift.coupon !== null, '等级礼至少要填积分或券'),
    ),
  ),
})
export type TierPolicy = v.InferOutput<typeof TierPolicySettings>
