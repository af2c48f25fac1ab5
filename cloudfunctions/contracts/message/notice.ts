import * as v from 'valibot'
import { action } from '../action'
import { BusinessDay, Count, Instant, Points, RequestId } from '../scalars'

const TemplateId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))
const NoticeId = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
/** Where the page before ended: the time and the coupon, or the day, the step and the order. */
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
  /** Points that end; of a tier, the growth that is missing; of a coupon 0. */
  points: Points,
  /** A coupon that can still be shown. */
  couponId: v.nullable(v.string()),
  expiresOn: BusinessDay,
  at: Instant,
  read: v.boolean(),
})

const ListedThrough = v.strictObject({ at: Instant, count: Count })

/** 消息列表: newest first; looking at the list marks nothing as read. */
export const listNotices = action('notice.list', {
  input: v.strictObject({ before: v.optional(NoticeCursor) }),
  output: v.strictObject({
    notices: v.array(NoticeView),
    next: v.nullable(NoticeCursor),
    /** What this list tells, to be handed back when it was looked at. */
    through: ListedThrough,
    /** What came after this is new to the member. */
    newSince: Instant,
    /** Whether anything did, here or in the statement. */
    hasNews: v.boolean(),
    /** What the phone may ask the member to accept, at a tap. */
    templateIds: v.array(TemplateId),
  }),
  refusals: [],
})

/**
 * 已读: ids of other members are passed over, as if they were not there. What the list told
 * `through` is no news any more, on no phone.
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
    /** How many of them were counted; a template that is no longer in use is not. */
    counted: Count,
  }),
  refusals: [],
})
