import * as v from 'valibot'
import { action } from '../action'
import { BusinessDay, Count, Instant, Points, RequestId } from '../scalars'

const TemplateId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))
const NoticeId = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
/**
 * The position at which the previous page ended: the time, then the coupon, or the day, step and
 * order.
 */
const NoticeCursor = v.pipe(
  v.string(),
  v.regex(/^\d{13}:(\d{12}|\d{4}-\d{2}-\d{2}:\d{1,2}(:[A-Za-z0-9-]{1,64})?)$/),
)

/** 消息: a notice as a member sees it in the mini-program. */
export const NoticeView = v.strictObject({
  noticeId: NoticeId,
  kind: v.picklist(['expiry', 'tier', 'claim', 'phone', 'coupon']),
  title: v.string(),
  /** Chinese sentences: what happened, how many points, and what to do. */
  text: v.string(),
  /** Points that expire; for a tier, the missing growth; for a coupon 0. */
  points: Points,
  /** A coupon that can still be shown at the till. */
  couponId: v.nullable(v.string()),
  expiresOn: BusinessDay,
  at: Instant,
  read: v.boolean(),
})

const ListedThrough = v.strictObject({ at: Instant, count: Count })

/** 消息列表: newest first; opening the list does not mark anything as read. */
export const listNotices = action('notice.list', {
  input: v.strictObject({ before: v.optional(NoticeCursor) }),
  output: v.strictObject({
    notices: v.array(NoticeView),
    next: v.nullable(NoticeCursor),
    /** How far this list reaches; the phone sends it back once the member has looked. */
    through: ListedThrough,
    /** Everything after this point is new to the member. */
    newSince: Instant,
    /** Whether anything new has come, here or in the statement. */
    hasNews: v.boolean(),
    /** What the phone may ask the member to accept when they tap. */
    templateIds: v.array(TemplateId),
  }),
  refusals: [],
})

/**
 * 已读: ids of other members are ignored, as if they did not exist. What the list showed up to
 * `through` is no longer news, on any phone.
 */
export const readNotices = action('notice.read', {
  input: v.strictObject({
    ids: v.pipe(v.array(NoticeId), v.maxLength(50)),
    through: v.optional(ListedThrough),
  }),
  output: v.strictObject({}),
  refusals: [],
})

/** 订阅: what the member accepted in WeChat's own dialogue; each accept is good for one message. */
export const subscribe = action('notice.subscribe', {
  input: v.strictObject({
    requestId: RequestId,
    templateIds: v.pipe(v.array(TemplateId), v.minLength(1), v.maxLength(5)),
  }),
  output: v.strictObject({
    /** How many were counted; accepts of a template that is no longer in use do not count. */
    counted: Count,
  }),
  refusals: [],
})
