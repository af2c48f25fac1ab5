import type * as v from 'valibot'
import type { RedemptionView } from '../../contracts/mall/redemption'
import { assert } from '../assert'
import { businessDay } from '../business-day'
import { isOver } from './pick-up'
import { refuseOwnCancel, type Made } from './redemption-cancel'

/** 兑换单, as the member sees it. */
export function redemptionView(made: Made, now: number): v.InferOutput<typeof RedemptionView> {
  const cancellable = refuseOwnCancel(made, now) === null
  if ('code' in made) {
    const { _id, issuedAt, redemption } = made
    assert(redemption !== null, 'this coupon came from the mall')
    const state = made.cancelled ? ('cancelled' as const) : ('fulfilled' as const)
    return {
      redemptionId: _id,
      rewardId: redemption.rewardId,
      name: redemption.name,
      picture: redemption.picture,
      kind: 'coupon' as const,
      points: redemption.points,
      state,
      placedAt: issuedAt,
      couponId: _id,
      shopName: null,
      cancellable,
      pickUp: null,
      poolCode: null,
    }
  }
  const { _id, rewardId, name, picture, points, state, placedAt, shopName } = made
  const { lastDay, handedOver, held } = made
  return {
    redemptionId: _id,
    rewardId,
    name,
    picture,
    kind: held ? ('code' as const) : ('goods' as const),
    points,
    state,
    placedAt,
    couponId: null,
    shopName: held ? null : shopName,
    cancellable,
    pickUp: held
      ? null
      : {
          lastDay,
          isOver: isOver(made, businessDay(now)),
          handedOver: handedOver && {
            at: handedOver.at,
            shopName: handedOver.shopName,
            guideName: handedOver.guideName,
          },
        },
    poolCode: held ? { shownAt: held.shownAt, lastDay: held.lastDay, howTo: held.howTo } : null,
  }
}
