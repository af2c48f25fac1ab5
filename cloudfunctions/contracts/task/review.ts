import * as v from 'valibot'
import { action } from '../action'
import { CHANNELS } from '../order/channel'
import { CHARACTERS_PER_LETTER, isReadable, lettersIn, plainText } from '../plain-text'
import { BusinessDay, Count, Empty, Growth, Points, RequestId } from '../scalars'

const LETTERS_MAX = 500

export const ReviewableOrder = v.strictObject({
  channel: v.picklist(CHANNELS),
  orderNo: v.string(),
  items: v.array(v.string()),
  boughtOn: v.nullable(BusinessDay),
})

/** 可评价的订单: the member's own finished orders, newest claim first. */
export const openReviews = action('review.open', {
  input: Empty,
  output: v.strictObject({
    title: v.string(),
    about: v.string(),
    points: Points,
    growth: Growth,
    leastLetters: Count,
    perDay: Count,
    orders: v.array(ReviewableOrder),
  }),
  refusals: ['REVIEW_NOT_OFFERED'],
})

/** 写评价: in our own app, once for an order; the reward is for the words, whatever the stars. */
export const submitReview = action('review.submit', {
  input: v.strictObject({
    requestId: RequestId,
    channel: v.picklist(CHANNELS),
    orderNo: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    stars: v.picklist([1, 2, 3, 4, 5]),
    text: v.pipe(
      v.string(),
      v.maxLength(LETTERS_MAX * CHARACTERS_PER_LETTER),
      v.check(isReadable, '评价里有看不见的字符，请重新输入'),
      v.transform(plainText),
      v.check((text) => lettersIn(text) <= LETTERS_MAX, `评价最多 ${LETTERS_MAX} 个字`),
    ),
  }),
  output: v.strictObject({
    earned: Points,
    growthEarned: Growth,
    /** Points that the daily cap kept back. */
    missed: Count,
    paidToDeficit: Points,
    balance: Points,
  }),
  refusals: [
    ...(['REVIEW_NOT_OFFERED', 'REVIEW_TOO_SHORT', 'REVIEW_NOT_ALLOWED'] as const),
    ...(['ORDER_NOT_REVIEWABLE', 'ORDER_REVIEWED', 'REVIEWS_USED_UP'] as const),
  ],
})
