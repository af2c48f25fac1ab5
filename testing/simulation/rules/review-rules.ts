import type { Outcome } from '../ask'
import type { Member } from '../world/member'
import type { World } from '../world/world'
import type { ActAsk } from './act-rule'
import { pay, taskOf, toldBefore } from './task-rules'

/** The words of a review, by what is wrong with them. */
export const REVIEWS: Readonly<Record<string, string>> = {
  good: '面包很软，孩子也爱吃，下次还会再来买。',
  short: '好。',
  // A sentence that WeChat publishes for trying its check.
  risky: '特3456书yuuo莞6543李zxcz蒜7782法fgnv级，面包很软',
}

/** How many letters the short one has. */
const SHORT = 1

/** Words about an own finished order, once for each and a few a day; `about` is the order, the words. */
export function review(world: World, member: Member, ask: ActAsk): Outcome {
  const task = taskOf(world, 'review')
  if (!task) return { refused: 'REVIEW_NOT_OFFERED' }
  const [orderNo = '', words = ''] = ask.about.split(' ')
  if (words === 'short' && SHORT < task.leastLetters) return { refused: 'REVIEW_TOO_SHORT' }
  if (words === 'risky') return { refused: 'REVIEW_NOT_ALLOWED' }
  const about = `review ${ask.about}`
  const again = toldBefore(member, ask.requestId, about)
  if (again) return again
  const order = world.orders.get(orderNo)
  const isOwn = order?.holder?.who === ask.who && order.state === 'credited'
  if (!isOwn || order.paidFen <= order.refundedFen) return { refused: 'ORDER_NOT_REVIEWABLE' }
  if (order.review) return { refused: 'ORDER_REVIEWED' }
  const { today } = world
  const count = member.reviews.day === today ? member.reviews.count : 0
  if (count >= task.perDay) return { refused: 'REVIEWS_USED_UP' }
  const told = pay(world, member, task)
  member.reviews = { day: today, count: count + 1 }
  order.review = { points: told.earned, growth: task.growth }
  member.taskRequests.set(ask.requestId, { about, told })
  return { ok: told }
}
