import * as v from 'valibot'
import { between, named, slug } from '../scalars'

const points = between('奖励积分', 0, 10_000)
/** What a milestone of the cycle or of the month brings on top of the day's reward. */
const gift = {
  points: v.optional(points, 0),
  growth: v.optional(between('奖励成长值', 0, 10_000), 0),
  /** The coupon template, `<brand>:<coupon>` without the brand. */
  coupon: v.optional(v.nullable(slug('券模板编号')), null),
}
const NOTHING = '每一档至少要填一样奖励：积分、成长值或券'

interface Gift {
  points: number
  growth: number
  coupon: string | null
}
const bringsSomething = ({ points: some, growth, coupon }: Gift) =>
  some > 0 || growth > 0 || coupon !== null

const rising = (days: number[]) => days.every((day, i) => i === 0 || day > (days[i - 1] ?? 0))

/** The first day that brings less than the day before it; 0 if there is none. */
const dayOfFall = (rewards: number[]) =>
  rewards.findIndex((each, i) => each < (rewards[i - 1] ?? 0)) + 1

/** 签到: what a day brings, the milestones of the cycle, the monthly steps, make-ups. */
export const CheckInSettings = v.pipe(
  v.strictObject({
    cycleDays: named(
      '签到周期',
      v.picklist([3, 7, 10, 15, 30], '签到周期只能是 3、7、10、15 或 30 天'),
    ),
    /** Points of day 1, 2, … of the cycle. */
    rewards: v.pipe(
      v.array(between('每日签到奖励', 0, 10_000), '签到奖励要填成列表'),
      // On a ladder that falls, breaking off and starting again would pay more.
      v.check(
        (rewards) => dayOfFall(rewards) === 0,
        ({ input }) =>
          `第 ${dayOfFall(input)} 天的签到奖励比前一天少：后一天的奖励不能少于前一天，否则断签重来反而更划算`,
      ),
      v.title('签到奖励'),
    ),
    /** 里程碑: gifts on days of the cycle. */
    milestones: v.optional(
      v.pipe(
        v.array(
          v.pipe(
            v.strictObject({ day: between('里程碑在第几天', 1, 30), ...gift }),
            v.check((step) => bringsSomething(step), NOTHING),
          ),
          '签到里程碑要填成列表',
        ),
        v.maxLength(5, '签到里程碑最多 5 个'),
        v.check((steps) => rising(steps.map(({ day }) => day)), '里程碑的天数要一个比一个大'),
        v.title('签到里程碑'),
      ),
      [],
    ),
    /** 当月累计: gifts for checking in on a number of days in one month. */
    monthly: v.optional(
      v.pipe(
        v.array(
          v.pipe(
            v.strictObject({ days: between('当月累计天数', 1, 31), ...gift }),
            v.check((step) => bringsSomething(step), NOTHING),
          ),
          '当月累计要填成列表',
        ),
        v.maxLength(6, '当月累计最多 6 档'),
        v.check((steps) => rising(steps.map(({ days }) => days)), '当月累计天数要一档比一档多'),
        v.title('当月累计'),
      ),
      [],
    ),
    /** 补签, absent where it is not offered. */
    makeUp: v.optional(
      v.nullable(
        named(
          '补签',
          v.strictObject({
            cost: between('补签所需积分', 1, 10_000),
            perMonth: between('每月补签次数', 1, 10),
            withinDays: between('可补签的天数', 1, 14),
          }),
        ),
      ),
      null,
    ),
  }),
  v.check((c) => c.rewards.length === c.cycleDays, '签到奖励的个数要和周期天数一样多，一天填一个'),
  v.check(
    (c) => c.milestones.every(({ day }) => day <= c.cycleDays),
    '里程碑的天数不能超过签到周期',
  ),
  v.title('签到'),
)
export type CheckInSettings = v.InferOutput<typeof CheckInSettings>
