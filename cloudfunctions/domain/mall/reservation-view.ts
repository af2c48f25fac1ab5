import type * as v from 'valibot'
import type { ReservationView } from '../../contracts/mall/reservation'
import type { Reservation } from './reservation'

/** 待付款, as the member sees it. */
export function reservationView(reservation: Reservation): v.InferOutput<typeof ReservationView> {
  const { _id, rewardId, name, picture, kind, points, fen } = reservation
  const { state, payBy, shopName, made, refund } = reservation
  return {
    reservationId: _id,
    rewardId,
    name,
    picture,
    kind,
    points,
    fen,
    state,
    payBy,
    shopName: kind === 'goods' ? shopName : null,
    redemptionId: made,
    refund: refund && (refund.state === 'owed' ? 'underWay' : refund.state),
  }
}
