import * as v from 'valibot'
import { ChannelId } from '../../contracts/claim/claim'
import { ClaimAlarm, openClaimQueue, ReviewView } from '../../contracts/claim/claim-review'
import { firstLetters } from '../../contracts/plain-text'
import { shownName } from '../../contracts/member/nickname'
import type { Account } from '../../domain/account/account'
import type { Alert } from '../../domain/message/alert'
import { businessDay } from '../../domain/business-day'
import { alertSentence } from '../../domain/message/alert-words'
import { maskedOrderNo } from '../../domain/claim/claim-facts'
import type { WaitingClaim } from '../../domain/claim/waiting-claim'
import type { Order } from '../../domain/order/order'
import { _ } from '../../platform/wechat/cloud'
import { countDocuments, findDocuments, getMany } from '../../platform/database/collection'
import { readable } from '../../platform/door/damaged'
import { staffHandler } from '../../platform/door/staff-gate'

const SHOWN = 50
const DAY_MS = 24 * 60 * 60 * 1000

export const handleOpenClaimQueue = staffHandler(openClaimQueue, async ({ after }, context) => {
  const { brand, now, staffName } = context
  const queue = { brand, state: 'review' }
  const since = (from: number, to: number) =>
    countDocuments('claims', { ...queue, 'review.queuedAt': _.and(_.gt(from), _.lte(to)) })
  // The position in the queue where the page before ended; claims without one come first.
  const where = after === undefined ? queue : { ...queue, 'review.place': _.gt(after) }
  const [found, upToOneDay, upToThreeDays, longer, alerts] = await Promise.all([
    findDocuments('claims', { where, sort: [['review.place', 1]], limit: SHOWN + 1 }),
    since(now - DAY_MS, now),
    since(now - 3 * DAY_MS, now - DAY_MS),
    since(0, now - 3 * DAY_MS),
    findDocuments('alerts', { where: { brand, topic: 'claim', state: 'open' }, limit: SHOWN }),
  ])
  const claims = found.slice(0, SHOWN)
  const next = found.length > SHOWN ? (claims.at(-1)?.review?.place ?? '') : null
  const waiting = { upToOneDay, upToThreeDays, longer }
  const orders = await getMany('orders', [...new Set(claims.map(orderOf))])
  const owners = [...claims.map(({ account }) => account), ...alerts.map(accountOf)]
  const accounts = await getMany('accounts', [...new Set(owners)])
  const whole = claims.flatMap((claim) => {
    const [order, account] = [orders.get(orderOf(claim)), accounts.get(claim.account)]
    return order && account ? [{ _id: claim._id, claim, order, account }] : []
  })
  const evidence = await readable(context, 'claims', whole, ReviewView, (each) =>
    viewOf(each.claim, each.order, each.account, brand),
  )
  const isPhone = staffName !== null
  const alarms = await readable(context, 'alerts', alerts, ClaimAlarm, (alert) =>
    alarmOf(alert, accounts.get(accountOf(alert)), isPhone),
  )
  const shown = isPhone ? evidence.map(masked) : evidence
  return { asOf: now, claims: shown, next, waiting, alarms }
})

/** The member it is about, or the first of those who claimed on one phone. */
function accountOf({ subject, members, brand }: Alert): string {
  return members?.[0] === undefined ? subject : `${brand}:${members[0]}`
}

/** Without a name nobody could tell one alert from another. */
function alarmOf(alert: Alert, account: Account | undefined, isPhone: boolean) {
  const { _id, brand, members, subject, lastSeenAt } = alert
  const sentence = alertSentence(alert)
  const name = shownName(account?.nickname ?? '')
  const member = account && {
    nickname: isPhone ? maskedName(name) : name,
    phoneTail: account.phoneTail,
  }
  const order = orderOfSubject(subject, brand, isPhone)
  const memberIds = members ?? (order ? [] : [memberOf(subject, brand)])
  return { alertId: _id, memberIds, member: member ?? null, order, sentence, lastSeenAt }
}

/** The id of an order consists of its brand, channel and number. */
function orderOfSubject(subject: string, brand: string, isPhone: boolean) {
  const [first, channel, orderNo] = subject.split(':')
  if (first !== brand || orderNo === undefined || !v.is(ChannelId, channel)) return null
  return { channel, orderNo: isPhone ? maskedOrderNo(orderNo) : orderNo }
}

function viewOf(claim: WaitingClaim, order: Order, account: Account, brand: string) {
  const { _id, claimedAt, proof, review } = claim
  const { channel, orderNo, status, paidFen, refundedFen, paidAt, phoneTail, claim: held } = order
  const holder = held && {
    memberId: memberOf(held.account, brand),
    claimedAt: held.claimedAt,
  }
  return {
    claimId: _id,
    why: review?.why ?? ('unproven' as const),
    memberId: account.memberId,
    nickname: shownName(account.nickname),
    phoneTail: account.phoneTail,
    claimedAt,
    queuedAt: review?.queuedAt ?? claimedAt,
    proof: proof ?? null,
    order: {
      channel,
      orderNo,
      status,
      paidFen,
      refundedFen,
      phoneTail,
      holder,
      paidOn: paidAt === null ? null : businessDay(paidAt),
    },
  }
}

/** Staff read a phone inside a shop, where others may see it. */
function masked({ nickname, order, ...rest }: v.InferOutput<typeof ReviewView>) {
  const { orderNo } = order
  const shown = { ...order, orderNo: maskedOrderNo(orderNo) }
  return { ...rest, nickname: maskedName(nickname), order: shown }
}

function maskedName(nickname: string): string {
  return `${firstLetters(nickname, 1)}**`
}

function orderOf({ review }: WaitingClaim): string {
  return review?.order ?? ''
}

function memberOf(account: string, brand: string): string {
  return account.slice(brand.length + 1)
}
