import {
  cancelRedemption,
  listRedemptions,
  redeem,
  RedemptionView,
} from '../../contracts/mall/redemption'
import type { RewardRules } from '../../contracts/mall/reward'
import { assert } from '../../domain/assert'
import { refuseUnagreed } from '../../domain/member/consent'
import { ReservationView } from '../../contracts/mall/reservation'
import type { Account } from '../../domain/account/account'
import { codesEnded } from '../../domain/mall/code-pool'
import { newPickUp, noPickUp } from '../../domain/mall/pick-up'
import { redeemKey, redeemReward, refuseRedeem } from '../../domain/mall/redemption'
import { refuseOther, REUSED } from '../../domain/once-only'
import { redeemedBy, refuseOwnCancel, type Made } from '../../domain/mall/redemption-cancel'
import { redemptionView } from '../../domain/mall/redemption-view'
import { reservationView } from '../../domain/mall/reservation-view'
import { STANDARD_OFFER, type OfferRules } from '../../contracts/mall/offer'
import { offersOf } from '../../domain/mall/offer'
import { takenOf, type Taken } from '../../domain/mall/offer-limit'
import { termsOf } from '../../domain/mall/offer-terms'
import { memberHandler, memberReader, type MemberContext } from '../../platform/door/caller-gate'
import { _ } from '../../platform/wechat/cloud'
import { findDocuments, getDocument } from '../../platform/database/collection'
import { readable } from '../../platform/door/damaged'
import { isRefused } from '../../platform/door/door'
import { isDuplicate } from '../../platform/failures'
import { contentHash } from '../../platform/ids'
import { ownAccount } from '../../platform/door/member-account'
import { pickUpCode, pickUpKey } from '../../platform/personal-data'
import { inForce, type InForce } from '../../workflows/programme/publication'
import { couponFor, withFreeCodes } from '../../workflows/coupon/issue-coupon'
import { cancelOnce } from '../../workflows/mall/redemption-cancel'
import { refuseShop } from '../../workflows/mall/shop-of-collection'
import { takeStock } from '../../workflows/mall/stock'
import { transact, type Transaction } from '../../platform/database/transaction'

const REDEMPTIONS_PER_PAGE = 20

interface RedeemRequest {
  requestId: string
  rewardId: string
  offerId?: string
  points: number
  shopId?: string
}

/** What is redeemed, with everything that is known before the transaction opens. */
interface Plan {
  request: RedeemRequest
  inputHash: string
  reward: RewardRules
  offer: OfferRules
  version: number
  shards: number
  rules: InForce
}

export const handleRedeem = memberHandler(redeem, async (request, context) => {
  const rules = await inForce(context.brand, context.now)
  const found = rules.rewards.get(request.rewardId)
  const inputHash = contentHash({ ...request, requestId: '' })
  const refusal = found ? refuseShop(request, found.rules, rules) : NOT_FOUND
  const isOver = !found?.rules.onSale || codesEnded(found.rules, context.today)
  if (isOver || refusal) {
    return (await firstAnswer(request, inputHash, context)) ?? refusal ?? NOT_FOUND
  }
  const { rules: reward, version, shards } = found
  const { offerId = STANDARD_OFFER } = request
  const offer = offersOf(reward).find(({ id }) => id === offerId)
  if (!offer) return (await firstAnswer(request, inputHash, context)) ?? OFFER_GONE
  const plan: Plan = { request, inputHash, reward, offer, version, shards, rules }
  return withFreeCodes(async (attempt) => {
    try {
      const result = await transact((tx) => redeemOnce(tx, plan, attempt, context))
      // A refusal may be caused by our own earlier success, whose answer then counts.
      return isRefused(result)
        ? ((await firstAnswer(request, inputHash, context)) ?? result)
        : result
    } catch (thrown) {
      const first = isDuplicate(thrown) ? await firstAnswer(request, inputHash, context) : null
      if (first) return first
      throw thrown
    }
  })
})

const NOT_FOUND = { refused: 'REWARD_NOT_FOUND' as const }
const OFFER_GONE = { refused: 'OFFER_GONE' as const }

async function redeemOnce(tx: Transaction, plan: Plan, attempt: number, context: MemberContext) {
  const { request, reward, offer, version, shards, rules } = plan
  const { requestId, rewardId, points } = request
  const { now, today, accountId, brand } = context
  const account = await ownAccount(tx, accountId)
  // Decided again here: what the member was shown may have changed since.
  const terms = termsOf(offer, { rewardId, reward, account, rules: rules.program.rules, now })
  const refusal =
    refuseUnagreed(account, rules.program) ?? refuseRedeem(account, terms, { points, fen: 0 }, now)
  if (refusal) return tx.abort(refusal)
  const taken = takenOf(rewardId, offer.id, terms.limits)
  const start = requestId.charCodeAt(0) + requestId.charCodeAt(1)
  const limits = terms.limits.all
  const isPool = reward.kind === 'code'
  const wanted = { reward: `${brand}:${rewardId}`, shards, start, limits, taken, today, isPool }
  const stock = await takeStock(tx, wanted)
  if ('refused' in stock) return tx.abort(stock)
  const made = await make(tx, account, { ...plan, ...stock, taken, attempt }, context)
  const expiryVersion = rules.program.versions.expiry
  const cause = { requestId, ref: made._id, now, ruleVersion: version, expiryVersion }
  const moved = redeemReward(account, reward, { points: terms.points, taken }, cause)
  await tx.put('accounts', moved.account)
  await tx.add('ledger', moved.entries)
  if ('code' in made) await tx.add('coupons', [made])
  else await tx.add('redemptions', [made])
  return { redemption: redemptionView(made, now), balance: moved.account.balance }
}

async function make(
  tx: Transaction,
  account: Account,
  {
    request,
    inputHash,
    reward,
    offer,
    rules,
    shard,
    seat,
    taken,
    attempt,
  }: Plan & { shard: number; seat: number | null; taken: Taken; attempt: number },
  { now, today }: MemberContext,
): Promise<Made> {
  const { requestId, rewardId, points } = request
  const { name, picture, cancellable } = reward
  const { brand, nickname: memberName } = account
  const paid = { requestId, inputHash, rewardId, name, picture, points, shard, taken, cancellable }
  if (reward.kind === 'coupon') {
    const templateId = offer.couponTemplate
    assert(templateId !== null, 'a coupon reward names its template')
    const entry = `${account._id}:${redeemKey(requestId)}`
    return couponFor(tx, account, { templateId, entry, redemption: paid }, { rules, now, attempt })
  }
  const shopId = request.shopId ?? ''
  const shopName = rules.shops.get(shopId)?.rules.name ?? ''
  const _id = `${account._id}:${requestId}`
  const placed = { _id, brand, account: account._id, memberName, ...paid, placedAt: now }
  if (seat !== null) {
    const held = { seat, shownAt: null, lastDay: reward.codeLastDay, howTo: reward.codeUse }
    return { ...placed, state: 'placed', shopId: '', shopName: '', ...noPickUp(_id), held }
  }
  return {
    ...placed,
    state: 'placed',
    shopId,
    shopName,
    ...newPickUp(_id, pickUpKey(brand, pickUpCode(_id)), reward.pickUpDays, today),
  }
}

/** The answer that this request got before, or null when it redeemed nothing. */
async function firstAnswer(
  request: RedeemRequest,
  inputHash: string,
  { accountId, brand, now }: MemberContext,
) {
  const entry = await getDocument('ledger', `${accountId}:${redeemKey(request.requestId)}`)
  if (!entry?.ref) return null
  const isGoods = entry.ref.startsWith(`${accountId}:`)
  // The same id reserved something that was to be paid in cash.
  if (entry.ref.startsWith(`${brand}:trade:`)) return REUSED
  const made = isGoods
    ? await getDocument('redemptions', entry.ref)
    : await getDocument('coupons', entry.ref)
  assert(made !== null, 'a redemption entry points at what it brought')
  const reused = refuseOther(redeemedBy(made)?.inputHash, inputHash)
  if (reused) return reused
  // The first answer, even when it was picked up or cancelled since.
  const state = isGoods ? ('placed' as const) : ('fulfilled' as const)
  const cancellable = redeemedBy(made)?.cancellable !== false
  const view = redemptionView(made, now)
  const pickUp = view.pickUp && { ...view.pickUp, isOver: false, handedOver: null }
  const poolCode = view.poolCode && { ...view.poolCode, shownAt: null }
  const redemption = { ...view, state, cancellable, pickUp, poolCode }
  return { redemption, balance: entry.balanceAfter }
}

/** Nobody has more of them at once: each holds points and a piece of the stock. */
const WAITING_MAX = 20

export const handleListRedemptions = memberReader(listRedemptions, async (input, context) => {
  const { accountId: account, now } = context
  const isFirstPage = input.before === undefined
  const where = { account, placedAt: _.lt(input.before ?? Number.MAX_SAFE_INTEGER) }
  const held = { where: { account, state: 'reserved' }, limit: WAITING_MAX }
  const [found, waiting] = await Promise.all([
    findDocuments('redemptions', {
      where,
      sort: [['placedAt', -1]],
      limit: REDEMPTIONS_PER_PAGE + 1,
    }),
    isFirstPage ? findDocuments('reservations', held) : [],
  ])
  const page = found.slice(0, REDEMPTIONS_PER_PAGE)
  const more = found.length > REDEMPTIONS_PER_PAGE
  return {
    redemptions: await readable(context, 'redemptions', page, RedemptionView, (each) =>
      redemptionView(each, now),
    ),
    waiting: await readable(context, 'reservations', waiting, ReservationView, reservationView),
    next: more ? (page.at(-1)?.placedAt ?? null) : null,
  }
})

export const handleCancelRedemption = memberHandler(cancelRedemption, (input, context) =>
  cancelOnce(
    {
      ...input,
      account: context.accountId,
      by: null,
      refuse: (made) => refuseOwnCancel(made, context.now),
    },
    context,
  ),
)
