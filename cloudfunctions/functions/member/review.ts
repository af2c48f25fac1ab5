import { openReviews, ReviewableOrder, submitReview } from '../../contracts/task/review'
import { assert } from '../../domain/assert'
import { businessDay } from '../../domain/business-day'
import { refuseUnagreed } from '../../domain/member/consent'
import { orderId, type Order } from '../../domain/order/order'
import {
  isReviewable,
  lettersOf,
  payReview,
  refuseReview,
  reviewId,
} from '../../domain/task/review'
import { firstTaskAnswer } from '../../domain/task/task-collect'
import { actionRules } from '../../workflows/programme/action-rules'
import { memberHandler, memberReader } from '../../platform/door/caller-gate'
import { findDocuments } from '../../platform/database/collection'
import { isAllowed } from '../../platform/wechat/content-check'
import { readable } from '../../platform/door/damaged'
import { contentHash } from '../../platform/ids'
import { taskOf } from '../../workflows/member/invite'
import { ownAccount } from '../../platform/door/member-account'
import { inForce } from '../../workflows/programme/publication'
import { transact } from '../../platform/database/transaction'

/** Only the newest claims are searched; older orders can no longer be reviewed. */
const CLAIMS_LOOKED_AT = 20

export const handleOpenReviews = memberReader(openReviews, async (_input, context) => {
  const { brand, now, accountId } = context
  const task = taskOf(await inForce(brand, now), 'review')
  if (!task) return { refused: 'REVIEW_NOT_OFFERED' }
  const found = await findDocuments('orders', {
    where: { 'claim.account': accountId },
    sort: [['claim.claimedAt', -1]],
    limit: CLAIMS_LOOKED_AT,
  })
  const open = found.filter((order) => isReviewable(order, accountId) && !order.claim?.review)
  const { title, about, points, growth, leastLetters, perDay } = task
  const orders = await readable(context, 'orders', open, ReviewableOrder, viewOf)
  return { title, about, points, growth, leastLetters, perDay, orders }
})

function viewOf({ channel, orderNo, items, paidAt, createdAt }: Order) {
  const at = paidAt ?? createdAt
  const boughtOn = at === null ? null : businessDay(at)
  return { channel, orderNo, items: items.map((item) => item.title).slice(0, 3), boughtOn }
}

export const handleSubmitReview = memberHandler(submitReview, async (input, context) => {
  const { brand, now, accountId, openId } = context
  const { requestId, channel, orderNo, stars, text } = input
  const rules = await inForce(brand, now)
  const task = taskOf(rules, 'review')
  if (!task) return { refused: 'REVIEW_NOT_OFFERED' }
  const least = task.leastLetters
  if (lettersOf(text) < least) return { refused: 'REVIEW_TOO_SHORT', detail: { least } }
  if (!(await isAllowed(text, openId))) return { refused: 'REVIEW_NOT_ALLOWED' }
  const id = orderId(brand, channel, orderNo)
  const about = `review:${id}:${contentHash({ stars, text })}`
  return transact(async (tx) => {
    const account = await ownAccount(tx, accountId)
    const again = firstTaskAnswer(account, requestId, about)
    const waits = again ?? refuseUnagreed(account, rules.program)
    if (waits) return tx.abort(waits)
    const order: Order | null = await tx.get('orders', id)
    const refusal = refuseReview(order, account, task, now)
    if (refusal) return tx.abort(refusal)
    assert(order?.claim != null, 'an order that is reviewed is claimed')
    const asked = { requestId, about, now }
    const { claim } = order
    const moved = payReview(account, { ...order, claim }, task, actionRules(rules, 'tasks'), asked)
    await tx.add('reviews', [
      { _id: reviewId(order, claim), brand, account: accountId, stars, text, at: now },
    ])
    await tx.put('orders', { ...order, claim: { ...claim, review: moved.paid } })
    await tx.add('ledger', moved.entries)
    await tx.put('accounts', moved.account)
    return moved.told
  })
})
