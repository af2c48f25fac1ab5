import * as v from 'valibot'
import { action } from '../action'
import { AmountFen, Instant, Points, RequestId, Slug } from '../scalars'

/** 待付款: points and a piece of the stock are held for a member until it is paid, or time is over. */
export const ReservationView = v.strictObject({
  reservationId: v.string(),
  rewardId: Slug,
  name: v.string(),
  picture: v.string(),
  kind: v.picklist(['coupon', 'goods']),
  points: Points,
  fen: AmountFen,
  state: v.picklist(['reserved', 'fulfilled', 'released']),
  /** Until then it can be paid. */
  payBy: Instant,
  /** Where to pick up the goods. */
  shopName: v.nullable(v.string()),
  /** What it became: the id of goods, or of a coupon; null until it is paid. */
  redemptionId: v.nullable(v.string()),
  /** Cash on its way back; null where none is to go back. */
  refund: v.nullable(v.picklist(['underWay', 'done', 'failed'])),
})

/** What WeChat is given to let the member pay. */
export const PaymentView = v.strictObject({
  timeStamp: v.string(),
  nonceStr: v.string(),
  package: v.string(),
  signType: v.string(),
  paySign: v.string(),
})

/** 预留: the price is fixed, points and stock are held; WeChat then asks the member for the cash. */
export const reserve = action('reservation.reserve', {
  input: v.strictObject({
    requestId: RequestId,
    rewardId: Slug,
    offerId: Slug,
    /** The price that the member saw and agreed to; if it has changed, the action is refused. */
    points: Points,
    fen: AmountFen,
    /** The shop of collection; needed for goods. */
    shopId: v.optional(Slug),
  }),
  output: v.strictObject({
    now: Instant,
    reservation: ReservationView,
    payment: PaymentView,
    balance: Points,
  }),
  refusals: [
    'PAY_NOT_OPEN',
    'REWARD_NOT_FOUND',
    'OFFER_GONE',
    'OFFER_NOT_YOURS',
    'OFFER_USED_UP',
    'NOT_ON_SALE_YET',
    'PRICE_CHANGED',
    'POINTS_SHORT',
    'SOLD_OUT',
    'MEMBER_LIMIT_REACHED',
    'SHOP_NEEDED',
    'SHOP_NOT_FOUND',
    'RESERVATION_OVER',
    'ALREADY_PAID',
  ],
})

const ReservationId = v.pipe(v.string(), v.minLength(1), v.maxLength(200))

/** 去付款: the payment of a reservation that is still open, for a phone that lost it. */
export const payReservation = action('reservation.pay', {
  input: v.strictObject({ reservationId: ReservationId }),
  output: v.strictObject({ now: Instant, reservation: ReservationView, payment: PaymentView }),
  refusals: ['PAY_NOT_OPEN', 'RESERVATION_NOT_FOUND', 'RESERVATION_OVER', 'ALREADY_PAID'],
})

/** 看付款结果: asks WeChat Pay itself, because a callback may be late or lost. */
export const checkReservation = action('reservation.check', {
  input: v.strictObject({ reservationId: ReservationId }),
  output: v.strictObject({ now: Instant, reservation: ReservationView, balance: Points }),
  refusals: ['PAY_NOT_OPEN', 'RESERVATION_NOT_FOUND'],
})

/** 不买了: the order is closed at WeChat Pay, then points and stock go back, once. */
export const cancelReservation = action('reservation.cancel', {
  input: v.strictObject({ reservationId: ReservationId }),
  output: v.strictObject({ now: Instant, reservation: ReservationView, balance: Points }),
  refusals: ['PAY_NOT_OPEN', 'RESERVATION_NOT_FOUND', 'ALREADY_PAID'],
})
