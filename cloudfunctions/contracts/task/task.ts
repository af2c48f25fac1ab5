import * as v from 'valibot'
import { action } from '../action'
import { isReadable } from '../plain-text'
import { BusinessDay, Count, Empty, Growth, Points, RequestId, Slug } from '../scalars'

/** One way to earn as the list shows it. */
export const TaskRow = v.strictObject({
  /** The task's own id; for tasks that every brand has, its kind. */
  id: Slug,
  kind: v.picklist([
    ...(['daily', 'claim', 'profile'] as const),
    ...(['check-in', 'orders', 'categories', 'visit', 'invite', 'review', 'follow'] as const),
  ]),
  group: v.picklist(['today', 'shopping', 'once']),
  title: v.string(),
  /** The brand's own text, or empty. */
  about: v.string(),
  /** Points that it pays once; 0 for a line that pays per order or not at all. */
  points: Points,
  growth: Growth,
  /** Points that the new member gets, for inviting. */
  inviteePoints: Points,
  count: Count,
  goal: Count,
  /** Names the month or window whose reward is collected; null where nothing is collected. */
  cycle: v.nullable(v.string()),
  /** open: to be done. collectable: waits for 领取. done: done for now. info: nothing is counted. */
  state: v.picklist(['open', 'collectable', 'done', 'info']),
  /** The last day on which it counts; for a reward, the last day on which it can be collected. */
  until: v.nullable(BusinessDay),
})

/** 任务: what a member can do, how far they are, and what it pays. */
export const openTasks = action('task.open', {
  input: Empty,
  output: v.strictObject({
    today: BusinessDay,
    /** Points that can still be earned today, under the caps of the day. */
    left: Points,
    /** Points earned today without an order. */
    earned: Points,
    done: Count,
    total: Count,
    rows: v.array(TaskRow),
  }),
  refusals: [],
})

const Credited = v.strictObject({
  earned: Points,
  growthEarned: Growth,
  /** Points that the daily cap kept back. */
  missed: Count,
  paidToDeficit: Points,
  balance: Points,
})

/** 领取任务奖励: of one task in one cycle, once. */
export const collectTask = action('task.collect', {
  input: v.strictObject({
    requestId: RequestId,
    task: Slug,
    cycle: v.pipe(v.string(), v.regex(/^(once|\d{4}-(0[1-9]|1[0-2]))$/)),
  }),
  output: Credited,
  refusals: ['TASK_NOT_DONE', 'TASK_COLLECTED', 'TASK_OVER', 'TASK_CAP_REACHED'],
})

/** 到店: the code that hangs in a shop, once for each shop and day. */
export const visitShop = action('task.visitShop', {
  input: v.strictObject({
    requestId: RequestId,
    code: v.pipe(v.string(), v.check(isReadable), v.trim(), v.minLength(1), v.maxLength(64)),
  }),
  output: v.strictObject({ ...Credited.entries, shopName: v.string() }),
  refusals: [
    'VISIT_NOT_OFFERED',
    'SHOP_CODE_UNKNOWN',
    'VISITED_TODAY',
    'VISITS_USED_UP',
    'CODES_LOCKED',
  ],
})

/** 邀请: what both sides get, shown before anything is shared, and the inviter's code. */
export const openInvite = action('task.openInvite', {
  input: Empty,
  output: v.strictObject({
    title: v.string(),
    about: v.string(),
    points: Points,
    growth: Growth,
    inviteePoints: Points,
    perDay: Count,
    /** New members for whom the inviter was paid today. */
    today: Count,
    code: v.string(),
  }),
  refusals: ['INVITE_NOT_OFFERED'],
})
