import { startOfDay } from '../../cloudfunctions/domain/business-day'
import { newPickUp } from '../../cloudfunctions/domain/mall/pick-up'
import type { Redemption } from '../../cloudfunctions/domain/mall/redemption'

/** Friday, 20 November 2026, 01:00 in Shanghai. */
export const NOW = startOfDay('2026-11-20') + 3_600_000

/** Goods that wait in a shop to be picked up. */
export const goods: Redemption = {
  _id: 'b:m:r1',
  brand: 'b',
  account: 'b:m',
  memberName: 'n',
  requestId: 'r1',
  inputHash: 'h',
  rewardId: 'box',
  name: '礼盒',
  picture: 'box',
  points: 100,
  state: 'placed',
  placedAt: NOW,
  shopId: 'hubin',
  shopName: '湖滨店',
  shard: 3,
  cancellable: true,
  ...newPickUp('b:m:r1', 'key', 3, '2026-11-20'),
}
/** The guide who hands them over. */
export const by = {
  requestId: 'g1',
  at: NOW + 5,
  businessDay: '2026-11-20',
  shopId: 'hubin',
  shopName: '湖滨店',
  guideId: 'b:g',
  guideName: 'shen',
}
