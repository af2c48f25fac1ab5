import type { OfferRules } from '../../contracts/mall/offer'
import {
  cancelReservation,
  checkReservation,
  payReservation,
  reserve,
} from '../../contracts/mall/reservation'
import type { RewardRules } from '../../contracts/mall/reward'
import { assert } from '../../domain/assert'
import { spendable } from '../../domain/account/account'
import type { BusinessDay } from '../../domain/business-day'
import { refuseUnagreed } from '../../domain/member/consent'
import { offersOf } from '../../domain/mall/offer'
import { takenOf } from '../../domain/mall/offer-limit'
import { termsOf } from '../../domain/mall/offer-terms'
import { redeemReward, refuseRedeem } from '../../domain/mall/redemption'
import {
  firstDue,
  isOpen,
  PAY_WITHIN_MS,
  reservationId,
  type Reservation,
} from '../../domain/mall/reservation'
import { reservationView } from '../../domain/mall/reservation-view'
import { refuseOther, REUSED } from '../../domain/once-only'
import { memberHandler, type MemberContext } from '../../platform/door/caller-gate'
import { getDocument } from '../../platform/database/collection'
import { transact, type Transaction } from '../../platform/database/transaction'
import { isRefused } from '../../platform/door/door'
import { ownAccount, readOwnAccount } from '../../platform/door/member-account'
import { isDuplicate } from '../../platform/failures'
import { contentHash } from '../../platform/ids'
import { PayRefused, Unverified, type PayDriver } from '../../platform/pay/driver'
import { payDriver } from '../../platform/pay/settings'
import { tradeNumber } from '../../platform/personal-data'
import { payerOf } from '../../workflows/mall/payment'
import { endReservation, settleAsked } from '../../workflows/mall/reservation-end'
import { refuseShop } from '../../workflows/mall/shop-of-collection'
import { takeStock } from '../../workflows/mall/stock'
import { inForce, type InForce } from '../../workflows/programme/publication'

const NOT_OPEN = { refused: 'PAY_NOT_OPEN' as const }
const NOT_FOUND = { refused: 'RESERVATION_NOT_FOUND' as const }
const OVER = { refused: 'RESERVATION_OVER' as const }
const PAID = { refused: 'ALREADY_PAID' as const }

interface ReserveRequest {
  requestId: string
  rewardId: string
  offerId: string
  points: number
  fen: number
  shopId?: string
}

/** What is reserved, with everything that is known before the transaction opens. */
interface Plan {
  request: ReserveRequest
  inputHash: string
  outTradeNo: string
  reward: RewardRules
  offer: OfferRules
  version: number
  shards: number
  rules: InForce
  driver: PayDriver
}

export const handleReserve = memberHandler(reserve, async (request, context) => {
  const driver = payDriver()
  if (!driver) return NOT_OPEN
  const { brand, now, today, accountId } = context
  const rules = await inForce(brand, now)
  const found = rules.rewards.get(request.rewardId)
  const inputHash = contentHash({ ...request, requestId: '' })
  const outTradeNo = tradeNumber(`${accountId}:${request.requestId}`)
  const first = () => firstReservation(reservationId(brand, outTradeNo), inputHash, today)
  const refusal = found?.rules.onSale
    ? refuseShop(request, found.rules, rules)
    : { refused: 'REWARD_NOT_FOUND' as const }
  const offer = found && offersOf(found.rules).find(({ id }) => id === request.offerId)
  const made =
    !found || refusal || !offer
      ? ((await first()) ?? refusal ?? { refused: 'OFFER_GONE' as const })
      : await reserveOnce(
          { request, inputHash, outTradeNo, ...planOf(found), offer, rules, driver },
          context,
          first,
        )
  if ('refused' in made) return made
  const refused = refusePaying(made.reservation, now)
  if (refused) return refused
  return payable(made.reservation, driver, context, { balance: made.balance })
})

function planOf({
  rules: reward,
  version,
  shards,
}: {
  rules: RewardRules
  version: number
  shards: number
}) {
  return { reward, version, shards }
}

type First = () => ReturnType<typeof firstReservation>

async function reserveOnce(plan: Plan, context: MemberContext, first: First) {
  try {
    const result = await transact((tx) => reserveInside(tx, plan, context))
    // A refusal may be caused by our own earlier success, whose answer then counts.
    return isRefused(result) ? ((await first()) ?? result) : result
  } catch (thrown) {
    // Without a reservation the same id has redeemed something for points alone.
    if (isDuplicate(thrown)) return (await first()) ?? REUSED
    throw thrown
  }
}

async function reserveInside(tx: Transaction, plan: Plan, context: MemberContext) {
  const { request, reward, offer, version, shards, rules } = plan
  const { requestId, rewardId, points, fen } = request
  const { now, today, accountId, brand } = context
  const account = await ownAccount(tx, accountId)
  // Decided again here: what the member was shown may have changed since.
  const terms = termsOf(offer, { rewardId, reward, account, rules: rules.program.rules, now })
  const refusal =
    refuseUnagreed(account, rules.program) ?? refuseRedeem(account, terms, { points, fen }, now)
  if (refusal) return tx.abort(refusal)
  // What costs no cash is redeemed; nobody waits for a payment of nothing.
  if (fen === 0) return tx.abort({ refused: 'PRICE_CHANGED' as const, detail: { points } })
  const taken = takenOf(rewardId, offer.id, terms.limits)
  const start = requestId.charCodeAt(0) + requestId.charCodeAt(1)
  const limits = terms.limits.all
  const from = { reward: `${brand}:${rewardId}`, shards, start, limits, taken, today }
  const stock = await takeStock(tx, { ...from, isPool: false })
  if ('refused' in stock) return tx.abort(stock)
  const reservation = newReservation({ ...plan, ...stock, taken }, context)
  const cause = {
    requestId,
    ref: reservation._id,
    now,
    ruleVersion: version,
    expiryVersion: rules.program.versions.expiry,
  }
  const moved = redeemReward(account, reward, { points: terms.points, taken }, cause)
  await tx.put('accounts', moved.account)
  await tx.add('ledger', moved.entries)
  await tx.add('reservations', [reservation])
  return { reservation, balance: moved.account.balance }
}

function newReservation(
  plan: Plan & Pick<Reservation, 'shard' | 'taken'>,
  { brand, accountId, openId, now }: MemberContext,
): Reservation {
  const { request, reward, offer, outTradeNo, driver, inputHash, shard, taken, rules } = plan
  const { requestId, rewardId, points, fen, shopId = '' } = request
  const { name, picture, kind, cancellable, pickUpDays } = reward
  assert(kind !== 'code', 'codes cost no cash')
  const payBy = now + PAY_WITHIN_MS
  return {
    _id: reservationId(brand, outTradeNo),
    brand,
    account: accountId,
    requestId,
    inputHash,
    rewardId,
    name,
    picture,
    kind,
    points,
    fen,
    shard,
    taken,
    cancellable,
    pickUpDays,
    shopId,
    shopName: rules.shops.get(shopId)?.rules.name ?? '',
    templateId: offer.couponTemplate,
    outTradeNo,
    appId: driver.appId,
    mchId: driver.mchId,
    payer: payerOf(openId),
    state: 'reserved',
    reservedAt: now,
    payBy,
    dueAt: firstDue(payBy),
    made: null,
    paid: null,
    refund: null,
  }
}

/** What this request reserved before, or null when it reserved nothing. */
async function firstReservation(id: string, inputHash: string, today: BusinessDay) {
  const reservation = await getDocument('reservations', id)
  if (!reservation) return null
  const reused = refuseOther(reservation.inputHash, inputHash)
  if (reused) return reused
  const account = await readOwnAccount(reservation.account)
  return { reservation, balance: spendable(account, today).points }
}

function refusePaying(reservation: Reservation, now: number) {
  if (isOpen(reservation, now)) return null
  return reservation.state === 'fulfilled' ? PAID : OVER
}

/** WeChat Pay makes the payment; asked again it gives the same one. */
async function payable<M extends object>(
  reservation: Reservation,
  driver: PayDriver,
  { now, openId }: MemberContext,
  more: M,
) {
  const { outTradeNo, fen, name, payBy } = reservation
  try {
    const payment = await driver.prepay(
      { outTradeNo, fen, description: name, openId, expiresAt: payBy },
      now,
    )
    const { timeStamp, nonceStr, package: prepay, signType, paySign } = payment
    const shown = { timeStamp, nonceStr, package: prepay, signType, paySign }
    return { now, reservation: reservationView(reservation), payment: shown, ...more }
  } catch (thrown) {
    if (!(thrown instanceof PayRefused)) throw thrown
    // Refused where it was paid or closed meanwhile.
    const settled = await settleAsked(reservation, driver, now)
    if (settled.state === 'reserved') throw thrown
    return settled.state === 'fulfilled' ? PAID : OVER
  }
}

async function own(id: string, { brand, accountId }: MemberContext): Promise<Reservation | null> {
  // Read as well, so that nobody does anything for a member who has left.
  const known = id.startsWith(`${brand}:trade:`)
  const [reservation] = await Promise.all([
    known ? getDocument('reservations', id) : null,
    readOwnAccount(accountId),
  ])
  // Another member's gets the same answer as one that does not exist.
  return reservation?.account === accountId ? reservation : null
}

export const handlePayReservation = memberHandler(payReservation, async (input, context) => {
  const driver = payDriver()
  if (!driver) return NOT_OPEN
  const reservation = await own(input.reservationId, context)
  if (!reservation) return NOT_FOUND
  return refusePaying(reservation, context.now) ?? payable(reservation, driver, context, {})
})

export const handleCheckReservation = memberHandler(checkReservation, async (input, context) => {
  const driver = payDriver()
  if (!driver) return NOT_OPEN
  const { now } = context
  const reservation = await own(input.reservationId, context)
  if (!reservation) return NOT_FOUND
  const isWaiting = reservation.state === 'reserved'
  const settled = isWaiting ? await settleAsked(reservation, driver, now) : reservation
  return shown(settled, context)
})

export const handleCancelReservation = memberHandler(cancelReservation, async (input, context) => {
  const driver = payDriver()
  if (!driver) return NOT_OPEN
  const reservation = await own(input.reservationId, context)
  if (!reservation) return NOT_FOUND
  const isWaiting = reservation.state === 'reserved'
  const ended = isWaiting ? await endReservation(reservation, driver, context.now) : reservation
  if (ended.state === 'fulfilled') return PAID
  if (ended.state === 'reserved') throw new Unverified('WeChat Pay does not close the order now')
  return shown(ended, context)
})

async function shown(reservation: Reservation, { now, today, accountId }: MemberContext) {
  const account = await readOwnAccount(accountId)
  const balance = spendable(account, today).points
  return { now, reservation: reservationView(reservation), balance }
}
