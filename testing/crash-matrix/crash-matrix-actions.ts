import type { Action } from '../../cloudfunctions/contracts/action'
import { checkIn, makeUp } from '../../cloudfunctions/contracts/check-in/check-in'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { adjustPoints, reverseEntry } from '../../cloudfunctions/contracts/books/correction'
import { endDuty, startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { handOver } from '../../cloudfunctions/contracts/mall/hand-over'
import { runDue } from '../../cloudfunctions/contracts/programme/job'
import { join } from '../../cloudfunctions/contracts/member/join'
import { readNotices, subscribe } from '../../cloudfunctions/contracts/message/notice'
import { commitImport } from '../../cloudfunctions/contracts/order/order-import'
import { setBirthday } from '../../cloudfunctions/contracts/member/profile'
import { collectCode } from '../../cloudfunctions/contracts/print-code/print-code'
import { checkPublications } from '../../cloudfunctions/contracts/programme/program'
import {
  cancelByStaff,
  cancelRedemption,
  extendPickUp,
  redeem,
} from '../../cloudfunctions/contracts/mall/redemption'
import { setManualTier } from '../../cloudfunctions/contracts/tier/tier'
import { submitReview } from '../../cloudfunctions/contracts/task/review'
import { collectTask, visitShop } from '../../cloudfunctions/contracts/task/task'
import { writeOff } from '../../cloudfunctions/contracts/coupon/write-off'
import { TEMPLATE } from '../scenes/notices'
import { consentVersion, requestId, TODAY } from '../brand-cloud'
import { CLAIM_ROWS, IMPORT_CALL } from './crash-matrix-claims'
import { IDENTITY_ROWS } from './crash-matrix-identity'
import { jobRows } from './crash-matrix-jobs'
import { STAFF_ROWS } from './crash-matrix-staff'
import {
  adjustFirst,
  BY,
  editDrafts,
  makeNotice,
  ORDERS,
  placeGoods,
  previewSecondFile,
  reachTask,
  refundTask,
  untilExpiry,
  withTiers,
  YESTERDAY,
  type World,
} from './crash-matrix-world'

/** A row of the matrix. */
export interface MatrixAction {
  title: string
  action: Action
  /** Who calls; a new person for each cell if the action makes the person. */
  openid?: (cell: string) => string
  input(world: World, cell: string): object
  arrange?(world: World): Promise<void>
  /** The answer counts what this one call did and there is no request id: a retry counts less. */
  countsOneCall?: true
  /** The fields that hold such counts, by collection. */
  forget?: Record<string, string[]>
}

const id = (name: string) => `crash-matrix-${name}`
const as = (name: string) => () => `wx-${name}`
const joining = {
  action: join,
  openid: (cell: string) => `wx-join-${cell}`,
}

export const MATRIX: MatrixAction[] = [
  {
    title: 'order-import.commit',
    action: commitImport,
    input: ({ importId }) => ({ operator: '店长', importId }),
    arrange: previewSecondFile,
    countsOneCall: true,
    forget: { imports: IMPORT_CALL },
  },
  {
    title: 'program.check',
    action: checkPublications,
    input: () => ({ operator: '店长' }),
    arrange: editDrafts,
    countsOneCall: true,
  },
  {
    title: 'job.runDue',
    action: runDue,
    input: () => ({}),
    countsOneCall: true,
  },
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
      ...{ requestId: id('join'), consentVersion: consentVersion(), nickname: '新人' },
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
    action: redeem,
    openid: as('lin'),
    input: () => ({ requestId: id('redeem-coupon'), rewardId: 'off-20', points: 200 }),
  },
  {
    title: 'redeem goods',
    action: redeem,
    openid: as('lin'),
    input: () => ({
      ...{ requestId: id('redeem-goods'), rewardId: 'mug', points: 680, shopId: 'hubin' },
    }),
  },
  ...jobRows(ORDERS.open),
  ...CLAIM_ROWS,
  ...IDENTITY_ROWS,
  ...STAFF_ROWS,
  {
    title: 'print-code.collect',
    action: collectCode,
    openid: as('lin'),
    input: ({ printedCode }) => ({ requestId: id('collect-code'), code: printedCode }),
  },
  {
    title: 'task.collect',
    action: collectTask,
    openid: as('lin'),
    input: () => ({ requestId: id('collect-task'), task: 'first', cycle: 'once' }),
    arrange: reachTask,
  },
  {
    title: 'task.visitShop',
    action: visitShop,
    openid: as('lin'),
    input: () => ({ requestId: id('visit'), code: 'HUBIN2026' }),
  },
  {
    title: 'review.submit',
    action: submitReview,
    openid: as('lin'),
    // The demo brand offers this task; the order has to be finished and claimed.
    arrange: reachTask,
    input: () => ({
      ...{ requestId: id('review'), channel: 'tmall', orderNo: ORDERS.open, stars: 4 },
      text: '早上现烤的，外脆里软，孩子吃了两片。',
    }),
  },
  {
    ...joining,
    title: 'join by invitation',
    input: ({ inviteCode }, cell) => ({
      ...{ requestId: id('join'), consentVersion: consentVersion(), nickname: '新人' },
      ...{ inviter: inviteCode, phoneCode: `phone-13800000428-${cell}-${requestId()}` },
    }),
  },
  {
    title: 'task, taken back',
    action: commitImport,
    input: ({ importId }) => ({ operator: '店长', importId }),
    arrange: refundTask,
    countsOneCall: true,
    forget: { imports: IMPORT_CALL },
  },
  {
    title: 'guide.enrol',
    action: enrolGuide,
    input: ({ fang }) => ({
      ...{ operator: '店长', memberId: fang, name: '方圆', number: '0319' },
      ...{ shops: ['hubin'], active: true },
    }),
  },
  {
    title: 'notice.subscribe',
    action: subscribe,
    openid: as('lin'),
    arrange: (world) => untilExpiry(world, -10),
    input: () => ({ requestId: id('subscribe'), templateIds: [TEMPLATE] }),
    // The same WeChat id is encrypted differently each time.
    forget: { members: ['openIdEncrypted'] },
  },
  {
    title: 'notice.read',
    action: readNotices,
    openid: as('lin'),
    arrange: makeNotice,
    input: ({ notices }) => ({ ids: notices, through: { at: TODAY, count: 1 } }),
  },
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
    title: 'cancel a coupon',
    action: cancelRedemption,
    openid: as('lin'),
    input: ({ couponCode }) => ({
      ...{ requestId: id('cancel-coupon'), redemptionId: `shanyu:${couponCode}` },
    }),
  },
  {
    title: 'cancel by staff',
    action: cancelByStaff,
    input: ({ redemptionId }) => ({
      ...{ ...BY, requestId: id('cancel-by-staff'), redemptionId },
    }),
    arrange: placeGoods,
  },
  {
    title: 'correction.adjust',
    action: adjustPoints,
    input: ({ memberId }) => ({ ...BY, memberId, requestId: id('adjust'), points: 30 }),
  },
  {
    title: 'correction.reverse',
    action: reverseEntry,
    input: ({ memberId, entry }) => ({ ...BY, memberId, entry }),
    arrange: adjustFirst,
  },
  {
    title: 'tier.setManual',
    action: setManualTier,
    input: ({ memberId }) => ({ ...BY, memberId, tier: 'dengding', until: '2027-06-30' }),
    arrange: withTiers,
  },
]
