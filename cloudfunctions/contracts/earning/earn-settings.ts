import * as v from 'valibot'
import { CHANNELS } from '../order/channel'
import { between, day, fen, named, slug, text } from '../scalars'

const points = between('每份消费得的积分', 0, 10_000)
const perFen = fen('每份消费的金额', 1, 10_000_000)
const percent = between('倍数（百分数，150 表示 1.5 倍）', 100, 1000)
const channels = v.optional(
  named(
    '渠道',
    v.array(v.picklist(CHANNELS, `渠道编号不对，可填 ${CHANNELS.join('、')}`), '渠道要填成列表'),
  ),
  [],
)

function listOf<S extends v.GenericSchema>(what: string, item: S, most: number) {
  return v.optional(
    v.pipe(
      v.array(item, `${what}要填成列表`),
      v.maxLength(most, `${what}最多 ${most} 条`),
      v.title(what),
    ),
    [],
  )
}

/**
 * 积分规则: a base rate, other rates for channels, tiers and categories, multipliers in one fixed order
 * (tier, member day, birthday, campaigns) and caps. The sum is rounded once, for the whole order.
 */
export const EarnSettings = v.pipe(
  v.strictObject({
    points,
    perFen,
    rounding: v.optional(
      named(
        '取整方式',
        v.picklist(
          ['floor', 'nearest', 'ceil'],
          '取整方式只能填 floor（舍去）、nearest（四舍五入）或 ceil（进一）',
        ),
      ),
      'floor',
    ),
    categories: listOf(
      '品类',
      v.strictObject({
        id: slug('品类编号'),
        name: text('品类名称', 12),
        words: v.pipe(
          v.array(text('品类关键词', 20), '品类关键词要填成列表'),
          v.minLength(1, '品类至少要有一个关键词'),
          v.title('品类关键词'),
        ),
      }),
      20,
    ),
    rates: listOf(
      '积分比例',
      v.strictObject({
        name: text('比例名称', 16),
        channels,
        tiers: listOf('等级', slug('等级编号'), 8),
        categories: listOf('品类', slug('品类编号'), 20),
        points,
        perFen,
      }),
      20,
    ),
    tierMultipliers: listOf('等级倍数', v.strictObject({ tier: slug('等级编号'), percent }), 8),
    memberDays: listOf(
      '会员日',
      v.strictObject({
        name: text('会员日名称', 12),
        dayOfMonth: between('每月几号', 1, 31),
        percent,
      }),
      5,
    ),
    /** 生日: on the day or in the month; in common years 29 February counts as 28 February. */
    birthday: v.optional(
      v.nullable(
        named(
          '生日倍数',
          v.strictObject({
            scope: named(
              '生日倍数的范围',
              v.picklist(['day', 'month'], '生日倍数的范围只能填 day（当天）或 month（当月）'),
            ),
            percent,
          }),
        ),
      ),
      null,
    ),
    campaigns: listOf(
      '积分活动',
      v.pipe(
        v.strictObject({
          name: text('活动名称', 12),
          from: day('活动开始日期'),
          to: day('活动结束日期'),
          channels,
          percent,
          /** 预算: the most points that this campaign adds in all; it needs an id that stays. */
          id: v.optional(v.nullable(slug('活动编号')), null),
          budget: v.optional(v.nullable(between('活动积分预算', 1, 1_000_000_000)), null),
        }),
        v.check(({ id, budget }) => budget === null || id !== null, '有预算的活动要填活动编号'),
        v.check((campaign) => campaign.from <= campaign.to, '活动的结束日期不能早于开始日期'),
      ),
      20,
    ),
    capPerOrder: v.optional(v.nullable(between('每单积分上限', 1, 10_000_000)), null),
    capPerDay: v.optional(v.nullable(between('每人每天积分上限', 1, 10_000_000)), null),
  }),
  v.check(({ campaigns }) => {
    const ids = campaigns.flatMap(({ id }) => (id === null ? [] : [id]))
    return new Set(ids).size === ids.length
  }, '积分活动的编号不能重复'),
  v.title('积分规则'),
)
