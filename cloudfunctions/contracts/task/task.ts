import * as v from 'valibot'
import { action } from '../action'
import { isReadable } from '../plain-text'
import { BusinessDay, Count, Empty, Growth, Points, RequestId, Slug } from '../scalars'

/** One way to earn as the list shows it. */
export const TaskRow = v.strictObject({
  /** The task's own id; for what every brand offers, its kind. */
  id: Slug,
  kind: v.picklist([
    ...(['daily', 'claim', 'profile'] as const),
    ...(['check-in', 'orders', 'categories', 'visit', 'invite', 'review', 'follow'] as const),
  ]),
  group: v.picklist(['today', 'shopping', 'once']),
  title: v.string(),
  /** The brand's own line, or empty. */
  about: v.string(),
  /** What it pays once; 0 points for a line that pays by the order or nothing. */
  points: Points,
  growth: Growth,
  /** What a new member gets, for inviting. */
  inviteePoints: Points,
  count: Count,
  goal: Count,
  /** Names the month or the window whose reward is collected; null where nothing is. */
  cycle: v.nullable(v.string()),
  /** open to be done, collectable by 领取, done for now, info where nothing is counted. */
  state: v.picklist(['open', 'collectable', 'done', 'info']),
  /** The last day on which it counts; of a reward, on which it can be collected. */
  until: v.nullable(BusinessDay),
})

/** 任务: what a member can do, how far it is, what it pays. */
export const openTasks = action('task.open', {
  input: Empty,
  output: v.strictObject({
    today: BusinessDay,
    /** Points that today can still bring, under the caps of the day. */
    left: Points,
    /** Points that today brought without an order. */
    earned: Points,
    done: Count,
    total: Count,
    rows: v.array(TaskRow),
  }),
  refusals: [],
})

const Told = v.strictObject({
  earned: Points,
  growthEarned: Growth,
  /** What the cap of the day kept back. */
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
  output: Told,
  refusals: ['TASK_NOT_DONE', 'TASK_COLLECTED', 'TASK_OVER', 'TASK_CAP_REACHED'],
})

/** 到店: the code that hangs in a shop, once for each shop and day. */
export const visitShop = action('task.visitShop', {
  input: v.strictObject({
    requestId: RequestId,
    code: v.pipe(v.string(), v.check(isReadable), v.trim(), v.minLength(1), v.maxLength(64)),
  }),
  output: v.strictObject({ ...Told.entries, shopName: v.string() }),
  refusals: [
    'VISIT_NOT_OFFERED',
    'SHOP_CODE_UNKNOWN',
    'VISITED_TODAY',
    'VISITS_USED_UP',
    'CODES_LOCKED',
  ],
})

/** 邀请: what both get, told before anything is shared, and the code that names the inviter. */
export const openInvite = action('task.openInvite', {
  input: Empty,
  output: v.strictObject({
    title: v.string(),
    about: v.string(),
    points: Points,
    growth: Growth,
    inviteePoints: Points,
    perDay: Count,
    /** New members who were paid for today. */
    today: Count,
    code: v.string(),
  }),
  refusals: ['INVITE_NOT_OFFERED'],
})
