import { writeOff } from '../../cloudfunctions/contracts/coupon/write-off'
import { endDuty, startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { handOver } from '../../cloudfunctions/contracts/mall/hand-over'
import {
  cancelByStaff,
  cancelRedemption,
  extendPickUp,
  redeem,
  showPoolCode,
} from '../../cloudfunctions/contracts/mall/redemption'
import { as, id, type MatrixAction } from './crash-matrix-row'
import { codeReward } from '../scenes/code-pools'
import { BY, placeGoods, redeemOffer, takeCode } from './crash-matrix-world'

/** Rows for the shop: duty, the till, pick-ups, and redemptions that end without one. */
export const GUIDE_ROWS: MatrixAction[] = [
  {
    title: 'duty.end',
    action: endDuty,
    openid: as('shen'),
    input: () => ({ requestId: id('duty-end') }),
    countsOneCall: true,
  },
  {
    title: 'duty.start',
    action: startDuty,
    openid: as('gu'),
    input: () => ({ requestId: id('duty-start'), shopCode: 'HB2026QD01' }),
  },
  {
    title: 'write-off',
    action: writeOff,
    openid: as('shen'),
    input: ({ couponCode }) => ({ requestId: id('write-off'), code: couponCode }),
  },
  {
    title: 'hand over goods',
    action: handOver,
    openid: as('shen'),
    input: ({ pickUpCode }) => ({ requestId: id('hand-over'), code: pickUpCode }),
    arrange: placeGoods,
  },
  {
    title: 'redemption.extendPickUp',
    action: extendPickUp,
    input: ({ redemptionId }) => ({ ...BY, redemptionId, lastDay: '2027-01-31' }),
    arrange: placeGoods,
  },
  {
    title: 'cancel goods',
    action: cancelRedemption,
    openid: as('lin'),
    input: ({ redemptionId }) => ({ requestId: id('cancel-goods'), redemptionId }),
    arrange: placeGoods,
  },
  {
    title: 'redeem a code',
    action: redeem,
    openid: as('lin'),
    input: () => ({ requestId: id('redeem-code'), rewardId: 'parking', points: 60 }),
    arrange: ({ brand }) => codeReward(brand, 'parking', { codes: ['A1', 'A2'], perMember: 1 }),
    forget: { pool_codes: ['codeEncrypted'] },
  },
  {
    title: 'redemption.showCode',
    action: showPoolCode,
    openid: as('lin'),
    input: ({ redemptionId }) => ({ redemptionId, reveal: true }),
    arrange: takeCode,
    forget: { pool_codes: ['codeEncrypted'] },
  },
  {
    title: 'cancel a code',
    action: cancelRedemption,
    openid: as('lin'),
    input: ({ redemptionId }) => ({ requestId: id('cancel-code'), redemptionId }),
    arrange: takeCode,
    forget: { pool_codes: ['codeEncrypted'] },
  },
  {
    title: 'cancel a coupon',
    action: cancelRedemption,
    openid: as('lin'),
    input: ({ couponCode }) => ({
      requestId: id('cancel-coupon'),
      redemptionId: `shanyu:${couponCode}`,
    }),
  },
  {
    title: 'cancel an offer with limits',
    action: cancelRedemption,
    openid: as('lin'),
    arrange: redeemOffer,
    input: ({ redemptionId }) => ({ requestId: id('cancel-offer'), redemptionId }),
  },
  {
    title: 'cancel by staff',
    action: cancelByStaff,
    input: ({ redemptionId }) => ({
      ...BY,
      requestId: id('cancel-by-staff'),
      redemptionId,
    }),
    arrange: placeGoods,
  },
]
