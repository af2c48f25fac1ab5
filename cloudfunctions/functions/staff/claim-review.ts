import { decideClaim, openClaimQueue } from '../../contracts/claim-review'
import type { Account } from '../../domain/account'
import { assert } from '../../domain/assert'
import { businessDay } from '../../domain/business-day'
import { openClaim } from '../../domain/claim'
import type { WaitingClaim } from '../../domain/waiting-claim'
import type { Order } from '../../domain/order'
import { claimRules, writeSettled } from '../../platform/claim-settlement'
import { _ } from '../../platform/cloud'
import { countDocuments, findDocuments, getMany } from '../../platform/collection'
import { inForce } from '../../platform/publication'
import { staffHandler } from '../../platform/staff-gate'
import { transact } from '../../platform/transaction'

const SHOWN = 50
const DAY_MS = 24 * 60 * 60 * 1000

export const handleOpenClaimQueue = staffHandler(openClaimQueue, async (_input, { brand, now }) => {
  const queue = { brand, state: 'review' }
  const since = (from: number, to: number) =>
    countDocuments('claims', { ...queue, 'review.queuedAt': _.and(_.gt(from), _.lte(to)) })
  const [claims, upToOneDay, upToThreeDays, longer, alerts] = await Promise.all([
    findDocuments('claims', { where: queue, sort: [['review.queuedAt', 1]], limit: SHOWN }),
    since(now - DAY_MS, now),
    since(now - 3 * DAY_MS, now - DAY_MS),
    since(0, now - 3 * DAY_MS),
    findDocuments('alerts', { where: { brand, topic: 'claim', state: 'open' }, limit: SHOWN }),
  ])
  const alarms = alerts.map(({ subject, sentence, lastSeenAt }) => ({
    ...{ memberId: memberOf(subject, brand), sentence, lastSeenAt },
  }))
  const waiting = { upToOneDay, upToThreeDays, longer }
  return { claims: await evidenceOf(claims, brand), waiting, alarms }
})

async function evidenceOf(claims: WaitingClaim[], brand: string) {
  const orders = await getMany('orders', [...new Set(claims.map(orderOf))])
  const accounts = await getMany('accounts', [...new Set(claims.map(({ account }) => account))])
  return claims.flatMap((claim) => {
    const [order, account] = [orders.get(orderOf(claim)), accounts.get(claim.account)]
    return order && account ? [viewOf(claim, order, account, brand)] : []
  })
}

function viewOf(claim: WaitingClaim, order: Order, account: Account, brand: string) {
  const { _id, claimedAt, proof, review } = claim
  const { channel, orderNo, status, paidFen, refundedFen, paidAt, phoneTail, claim: held } = order
  const holder = held && {
    ...{ memberId: memberOf(held.account, brand), claimedAt: held.claimedAt },
  }
  return {
    ...{ claimId: _id, why: review?.why ?? ('unproven' as const) },
    ...{ memberId: account.memberId, nickname: account.nickname, phoneTail: account.phoneTail },
    ...{ claimedAt, queuedAt: review?.queuedAt ?? claimedAt, proof: proof ?? null },
    order: {
      ...{ channel, orderNo, status, paidFen, refundedFen, phoneTail, holder },
      paidOn: paidAt === null ? null : businessDay(paidAt),
    },
  }
}

function orderOf({ review }: WaitingClaim): string {
  return review?.order ?? ''
}

function memberOf(account: string, brand: string): string {
  return account.slice(brand.length + 1)
}

export const handleDecideClaim = staffHandler(decideClaim, async (input, context) => {
  const { brand, now } = context
  const { claimId, approve: approved, reason } = input
  const operator = context.staffName ?? input.operator
  const rules = claimRules((await inForce(brand, now)).program)
  return transact(async (tx) => {
    const claim = await tx.get('claims', claimId)
    if (claim?.brand !== brand || !claim.review) {
      return tx.abort({ refused: 'CLAIM_NOT_FOUND' as const })
    }
    const { decision } = claim.review
    if (decision || claim.state !== 'review') {
      const same = decision?.operator === operator && decision.reason === reason
      const isAgain = same && decision.approved === approved
      return tx.abort(isAgain ? { claimId, approved } : { refused: 'CLAIM_DECIDED' as const })
    }
    const review = { ...claim.review, decision: { operator, approved, reason, at: now } }
    if (!approved) {
      await tx.put('claims', { ...claim, review, state: 'closed', reason: 'rejected' })
      return { claimId, approved }
    }
    const order = await tx.get('orders', review.order)
    if (!order) return tx.abort({ refused: 'ORDER_NOT_FOUND' as const })
    if (order.claim && order.claim.account !== claim.account) {
      return tx.abort({ refused: 'ORDER_TAKEN' as const })
    }
    if (order.status === 'unpaid') return tx.abort({ refused: 'ORDER_UNPAID' as const })
    if (order.status === 'closed') return tx.abort({ refused: 'ORDER_CLOSED' as const })
    await tx.put('claims', { ...claim, review, state: 'matched' })
    if (order.claim) return { claimId, approved }
    const account = await tx.get('accounts', claim.account)
    assert(account !== null, 'a claim belongs to an account')
    const given = { ...order, claim: openClaim(order, account, claim, rules) }
    await writeSettled(tx, given, rules, now, account)
    return { claimId, approved }
  })
})
