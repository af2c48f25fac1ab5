import * as v from 'valibot'
import { between, day, fen, named, slug, text } from '../scalars'

/** The fields that every task has. */
const titled = {
  /** Part of the keys of its rewards, so it stays when anything else of the task changes. */
  id: slug('任务编号'),
  title: text('任务标题', 16),
  /** A line about the task's own rules, shown under the title; empty for none. */
  about: v.optional(
    v.pipe(
      v.string('任务说明要填文字'),
      v.maxLength(60, '任务说明最多 60 个字'),
      v.title('任务说明'),
    ),
    '',
  ),
}
const reward = {
  points: v.optional(between('任务奖励积分', 0, 10_000), 0),
  growth: v.optional(between('任务奖励成长值', 0, 10_000), 0),
}

/**
 * 周期: `month` starts again every month, `once` counts once forever; what happened before `from` or
 * after `to` does not count. `once` with both days is a campaign's window.
 */
const window = {
  window: named(
    '任务周期',
    v.picklist(['once', 'month'], '任务周期只能填 once（一次）或 month（每月）'),
  ),
  from: day('任务开始日期'),
  to: v.optional(v.nullable(day('任务结束日期')), null),
}

/** 签到任务: a number of days checked in; made-up days count. */
const CheckInTask = v.strictObject({
  kind: v.literal('check-in'),
  ...titled,
  ...window,
  ...reward,
  goal: between('签到天数', 1, 366),
})

/** 下单任务: a number of claimed orders whose points have posted. */
const OrdersTask = v.strictObject({
  kind: v.literal('orders'),
  ...titled,
  ...window,
  ...reward,
  goal: between('订单数', 1, 100),
  /** The amount of an order that must stay paid for it to count. */
  leastFen: v.optional(fen('每单至少实付', 1, 100_000_000), 1),
})

/** 品类任务: orders in a number of its categories, each counted once. */
const CategoriesTask = v.strictObject({
  kind: v.literal('categories'),
  ...titled,
  ...window,
  ...reward,
  /** An item belongs to the first category with a word that is in the item's title. */
  categories: v.pipe(
    v.array(
      v.strictObject({
        id: slug('品类编号'),
        name: text('品类名称', 12),
        words: v.pipe(
          v.array(text('品类关键词', 20), '品类关键词要填成列表'),
          v.minLength(1, '品类至少要有一个关键词'),
          v.title('品类关键词'),
        ),
      }),
      '任务的品类要填成列表',
    ),
    v.maxLength(20, '任务的品类最多 20 个'),
    v.check(
      (categories) => new Set(categories.map(({ id }) => id)).size === categories.length,
      '任务的品类编号不能重复',
    ),
    v.title('任务的品类'),
  ),
  goal: between('品类数', 2, 20),
  leastFen: v.optional(fen('每单至少实付', 1, 100_000_000), 1),
})

/** 到店任务: once for each shop and day, for scanning the code in the shop. */
const VisitTask = v.strictObject({
  kind: v.literal('visit'),
  ...titled,
  ...reward,
  perDay: v.optional(between('每天最多到店次数', 1, 10), 1),
})

/** 邀请任务: pays both sides immediately, for each new member who joins with a phone. */
const InviteTask = v.strictObject({
  kind: v.literal('invite'),
  ...titled,
  ...reward,
  /** What the new member gets. */
  inviteePoints: v.optional(between('好友得的积分', 0, 10_000), 0),
  perDay: between('每天最多奖励的邀请人数', 1, 20),
})

/** 评价任务: in our own app only, once for an order; for the words, whatever the stars. */
const ReviewTask = v.strictObject({
  kind: v.literal('review'),
  ...titled,
  ...reward,
  leastLetters: v.optional(between('评价至少几个字', 1, 200), 15),
  perDay: v.optional(between('每天最多评价几单', 1, 10), 3),
})

/** 关注公众号: a line without points; the platform forbids a reward for it. */
const FollowTask = v.strictObject({ kind: v.literal('follow'), ...titled })

export const TaskRules = v.pipe(
  v.variant(
    'kind',
    [CheckInTask, OrdersTask, CategoriesTask, VisitTask, InviteTask, ReviewTask, FollowTask],
    '任务类型只能填 check-in（签到）、orders（下单）、categories（品类）、visit（到店）、' +
      'invite（邀请）、review（评价）或 follow（关注）',
  ),
  v.check(
    (task) => task.kind === 'follow' || task.points > 0 || task.growth > 0,
    '任务至少要填一样奖励：积分或成长值',
  ),
  v.check(
    (task) => task.kind !== 'categories' || task.goal <= task.categories.length,
    '品类数不能比任务里列出的品类多',
  ),
  v.check(
    (task) => !('to' in task) || task.to === null || task.from <= task.to,
    '任务的结束日期不能早于开始日期',
  ),
)
export type TaskRules = v.InferOutput<typeof TaskRules>

/** 任务: what members can do besides buying and checking in day by day. */
export const TaskSettings = v.pipe(
  v.array(TaskRules, '任务要填成列表'),
  v.maxLength(12, '任务最多 12 个'),
  v.check((tasks) => new Set(tasks.map(({ id }) => id)).size === tasks.length, '任务编号不能重复'),
  v.check(
    (tasks) =>
      (['visit', 'invite', 'review', 'follow'] as const).every(
        (kind) => tasks.filter((task) => task.kind === kind).length <= 1,
      ),
    '到店、邀请、评价、关注任务各最多 1 个',
  ),
  v.title('任务'),
)
