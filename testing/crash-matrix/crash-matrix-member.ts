import { checkIn, makeUp } from '../../cloudfunctions/contracts/check-in/check-in'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import {
  cancelReservation,
  checkReservation,
  payReservation,
  reserve,
} from '../../cloudfunctions/contracts/mall/reservation'
import { join } from '../../cloudfunctions/contracts/member/join'
import { setBirthday } from '../../cloudfunctions/contracts/member/profile'
import { readNotices, subscribe } from '../../cloudfunctions/contracts/message/notice'
import { TEMPLATE } from '../scenes/notices'
import { consentVersion, requestId, TODAY } from '../brand-cloud'
import { as, id, type MatrixAction } from './crash-matrix-row'
import {
  makeNotice,
  OFFERED,
  ORDERS,
  payForToast,
  putOnCashOffer,
  putOnOffer,
  RESERVED,
  reserveToast,
  untilExpiry,
  YESTERDAY,
} from './crash-matrix-world'

/** A new person joins in each cell. */
export const joining = {
  action: join,
  openid: (cell: string) => `wx-join-${cell}`,
}

/** Rows for what a member does every day. */
export const MEMBER_ROWS: MatrixAction[] = [
  {
    ...joining,
    title: 'join',
    input: () => ({ requestId: id('join'), consentVersion: consentVersion(), nickname: '新人' }),
  },
  {
    ...joining,
    title: 'join with a phone',
    // A phone code works once: at a retry the platform gives a new one.
    input: (_world, cell) => ({
      requestId: id('join'),
      consentVersion: consentVersion(),
      nickname: '新人',
      phoneCode: `phone-13800000427-${cell}-${requestId()}`,
    }),
  },
  {
    title: 'check-in',
    action: checkIn,
    openid: as('lin'),
    input: () => ({ requestId: id('check-in') }),
  },
  {
    title: 'profile.setBirthday',
    action: setBirthday,
    openid: as('lin'),
    input: () => ({ requestId: id('birthday'), birthday: '02-29' }),
  },
  {
    title: 'make-up',
    action: makeUp,
    openid: as('lin'),
    input: () => ({ requestId: id('make-up'), day: YESTERDAY }),
  },
  {
    title: 'claim of an imported order',
    action: submitClaim,
    openid: as('lin'),
    input: () => ({ requestId: id('claim-open'), orderNo: ORDERS.open }),
  },
  {
    title: 'claim that waits',
    action: submitClaim,
    openid: as('lin'),
    input: () => ({ requestId: id('claim-waits'), orderNo: ORDERS.fresh }),
  },
  {
    title: 'redeem a coupon',
    mayRepeat: 'a member may redeem it more than once',
    action: redeem,
    openid: as('lin'),
    input: () => ({ requestId: id('redeem-coupon'), rewardId: 'off-20', points: 200 }),
  },
  {
    title: 'redeem an offer with limits',
    action: redeem,
    openid: as('lin'),
    arrange: putOnOffer,
    input: () => ({ requestId: id('redeem-offer'), ...OFFERED }),
  },
  {
    title: 'reserve for points and cash',
    mayRepeat: 'a member may reserve it more than once',
    action: reserve,
    openid: as('lin'),
    arrange: putOnCashOffer,
    input: () => ({ requestId: id('reserve'), ...RESERVED }),
    forgetAnswer: ['payment', 'now'],
  },
  {
    title: 'a payment is found by asking',
    action: checkReservation,
    openid: as('lin'),
    arrange: payForToast,
    input: ({ reservationId }) => ({ reservationId }),
    forgetAnswer: ['now'],
  },
  {
    title: 'a payment is found on the way to pay',
    action: payReservation,
    openid: as('lin'),
    arrange: payForToast,
    input: ({ reservationId }) => ({ reservationId }),
  },
  {
    title: 'cancel before it is paid',
    action: cancelReservation,
    openid: as('lin'),
    arrange: reserveToast,
    input: ({ reservationId }) => ({ reservationId }),
    forgetAnswer: ['now'],
  },
  {
    title: 'redeem goods',
    mayRepeat: 'a member may redeem it more than once',
    action: redeem,
    openid: as('lin'),
    input: () => ({
      requestId: id('redeem-goods'),
      rewardId: 'mug',
      points: 680,
      shopId: 'hubin',
    }),
  },
]

/** Rows about the inbox. */
export const NOTICE_ROWS: MatrixAction[] = [
  {
    title: 'notice.subscribe',
    mayRepeat: 'each accept of the member counts',
    action: subscribe,
    openid: as('lin'),
    arrange: (world) => untilExpiry(world, -10),
    input: () => ({ requestId: id('subscribe'), templateIds: [TEMPLATE] }),
    // The same WeChat id is encrypted differently each time.
    forget: { members: ['openIdEncrypted'] },
  },
  {
    title: 'notice.read',
    inSteps: 'the notices are marked, then the account is',
    action: readNotices,
    openid: as('lin'),
    arrange: makeNotice,
    input: ({ notices }) => ({ ids: notices, through: { at: TODAY, count: 1 } }),
  },
]
