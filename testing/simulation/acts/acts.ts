import * as v from 'valibot'
import type { Action, OutputOf } from '../../../cloudfunctions/contracts/action'
import * as correction from '../../../cloudfunctions/contracts/books/correction'
import * as reconciliation from '../../../cloudfunctions/contracts/books/reconciliation'
import { openCheckIn } from '../../../cloudfunctions/contracts/check-in/check-in'
import * as claim from '../../../cloudfunctions/contracts/claim/claim'
import * as review from '../../../cloudfunctions/contracts/claim/claim-review'
import { openWallet, showCoupon } from '../../../cloudfunctions/contracts/coupon/coupon'
import { validateCoupon } from '../../../cloudfunctions/contracts/coupon/write-off'
import { simulateEarning } from '../../../cloudfunctions/contracts/earning/earning'
import { endDuty, openDuty } from '../../../cloudfunctions/contracts/guide/duty'
import { enrolGuide } from '../../../cloudfunctions/contracts/guide/guide'
import { makeDutyCode, makeVisitCode } from '../../../cloudfunctions/contracts/guide/shop'
import { openStatement } from '../../../cloudfunctions/contracts/ledger/statement'
import { openMall, openReward } from '../../../cloudfunctions/contracts/mall/mall'
import * as redemption from '../../../cloudfunctions/contracts/mall/redemption'
import { join, openJoin } from '../../../cloudfunctions/contracts/member/join'
import { rotateKeys } from '../../../cloudfunctions/contracts/member/key-rotation'
import { leave, openLeave } from '../../../cloudfunctions/contracts/member/leave'
import { changePhone } from '../../../cloudfunctions/contracts/member/phone'
import { openProfile, setBirthday } from '../../../cloudfunctions/contracts/member/profile'
import { resolveAlert } from '../../../cloudfunctions/contracts/message/alert'
import * as notice from '../../../cloudfunctions/contracts/message/notice'
import { commitImport, previewImport } from '../../../cloudfunctions/contracts/order/order-import'
import * as printCode from '../../../cloudfunctions/contracts/print-code/print-code'
import { calculateGiveBack } from '../../../cloudfunctions/contracts/programme/program'
import { decideApproval, listApprovals } from '../../../cloudfunctions/contracts/staff/approval'
import { enrolStaff } from '../../../cloudfunctions/contracts/staff/staff'
import { openReviews, submitReview } from '../../../cloudfunctions/contracts/task/review'
import { openInvite, openTasks } from '../../../cloudfunctions/contracts/task/task'
import { openTier, setManualTier } from '../../../cloudfunctions/contracts/tier/tier'
import { consentVersion } from '../../brand-cloud'

type Facts = Record<string, unknown>

/** How an act is sent, and which fields of its answer the model predicts. */
export interface Act {
  audience: 'member' | 'guide' | 'staff'
  action: Action
  input(about: string, requestId: string): object
  shown(ok: unknown): Facts
}

const operator = '店长'
const BY = { operator, reason: '和客人核对过' }

function act<A extends Action>(
  audience: Act['audience'],
  action: A,
  input: Act['input'],
  shown: (ok: OutputOf<A>) => Facts = () => ({}),
): Act {
  return {
    audience,
    action,
    input,
    shown: (ok) => shown(v.parse(action.output, ok) as OutputOf<A>),
  }
}

const empty = () => ({})
const byOperator = () => ({ operator })
const sum = (parts: { points: number }[]) => parts.reduce((all, { points }) => all + points, 0)

/** What members do besides the great actions: they look, and give facts about themselves. */
const MEMBER_ACTS: Record<string, Act> = {
  'check-in.open': act('member', openCheckIn, empty, ({ joined, checkedDays }) => ({
    joined,
    days: checkedDays.length,
  })),
  'claim.list': act('member', claim.listClaims, empty),
  'claim.recognise': act(
    'member',
    claim.recogniseOrderNo,
    (orderNo) => ({ orderNo }),
    (ok) => ({
      isNumber: ok.candidates.length > 0,
    }),
  ),
  'claim.submit': act('member', claim.submitClaim, (orderNo, requestId) => ({
    requestId,
    orderNo,
  })),
  'claim.withdraw': act(
    'member',
    claim.withdrawClaim,
    (orderNo, requestId) => ({ requestId, channel: 'tmall', orderNo }),
    (ok) => ({ state: ok.claim.state }),
  ),
  'coupon.wallet': act(
    'member',
    openWallet,
    (tab) => ({ tab }),
    (ok) => ({
      coupons: ok.coupons.length,
    }),
  ),
  'coupon.show': act(
    'member',
    showCoupon,
    (couponId) => ({ couponId }),
    ({ code }) => ({ code }),
  ),
  'statement.open': act(
    'member',
    openStatement,
    () => ({ filter: 'all' }),
    (ok) => ({
      balance: ok.balance,
      deficit: ok.deficit,
      expiring: sum(ok.expiring),
    }),
  ),
  'mall.open': act('member', openMall, empty, (ok) => ({
    balance: ok.balance,
    left: ok.rewards.map(({ rewardId, left }) => `${rewardId} ${left}`).sort(),
  })),
  'mall.reward': act(
    'member',
    openReward,
    (rewardId) => ({ rewardId }),
    (ok) => ({
      balance: ok.balance,
      left: ok.reward.left,
    }),
  ),
  'redemption.list': act('member', redemption.listRedemptions, empty, (ok) => ({
    goods: ok.redemptions.length,
  })),
  'redemption.showPickUp': act('member', redemption.showPickUp, (redemptionId) => ({
    redemptionId,
  })),
  'join.open': act('member', openJoin, empty, ({ joined }) => ({ joined })),
  'join.join': act('member', join, (about, requestId) => ({
    requestId,
    consentVersion: about === 'old' ? '1999-01-01' : consentVersion(),
    ...(about === 'old' ? {} : { phoneCode: about }),
  })),
  'leave.open': act('member', openLeave, empty, ({ points, pending, coupons, goods }) => ({
    points,
    pending,
    coupons,
    goods,
  })),
  'leave.leave': act('member', leave, (_, requestId) => ({ requestId, points: 0, pending: 0 })),
  'phone.change': act(
    'member',
    changePhone,
    (phone, requestId) => ({
      requestId,
      phoneCode: phone,
    }),
    (ok) => ({ end: ok.phoneMasked.slice(-2) }),
  ),
  'profile.open': act('member', openProfile, empty, ({ birthday, reward }) => ({
    birthday,
    reward,
  })),
  'profile.setBirthday': act(
    'member',
    setBirthday,
    (birthday, requestId) => ({ requestId, birthday }),
    ({ birthday, earned, balance }) => ({ birthday, earned, balance }),
  ),
  'notice.list': act('member', notice.listNotices, empty),
  'notice.read': act('member', notice.readNotices, () => ({ ids: ['of-nobody'] })),
  'notice.subscribe': act(
    'member',
    notice.subscribe,
    (_, requestId) => ({
      requestId,
      templateIds: ['a-template-of-nobody'],
    }),
    ({ counted }) => ({ counted }),
  ),
  'review.open': act('member', openReviews, empty),
  'review.submit': act('member', submitReview, (orderNo, requestId) => ({
    requestId,
    channel: 'tmall',
    orderNo,
    stars: 5,
    text: '面包很软，孩子也爱吃，下次还会再来买。',
  })),
  'task.openInvite': act('member', openInvite, empty),
  'task.open': act('member', openTasks, empty),
  'tier.open': act('member', openTier, empty, ({ tier }) => ({ tier: tier.id })),
}

const GUIDE_ACTS: Record<string, Act> = {
  'duty.open': act('guide', openDuty, empty, ({ duty }) => ({ shop: duty?.shopId ?? null })),
  'duty.end': act(
    'guide',
    endDuty,
    (_, requestId) => ({ requestId }),
    ({ ended }) => ({ ended }),
  ),
  'write-off.validate': act(
    'guide',
    validateCoupon,
    (code) => ({ code }),
    ({ code }) => ({ code }),
  ),
}

const STAFF_ACTS: Record<string, Act> = {
  'redemption.extendPickUp': act('staff', redemption.extendPickUp, (about) => {
    const [redemptionId, lastDay, shopId] = about.split(' ')
    return { ...BY, redemptionId, lastDay, shopId }
  }),
  'guide.enrol': act('staff', enrolGuide, (about) => {
    const [memberId, name, shop = ''] = about.split(' ')
    const shops = shop.split(',')
    return { operator, memberId, name, number: '0318', shops, active: true }
  }),
  'staff.enrol': act('staff', enrolStaff, (memberId) => ({
    operator,
    memberId,
    name: '小周',
    active: true,
  })),
  'shop.makeDutyCode': act('staff', makeDutyCode, (shopId) => ({ operator, shopId })),
  'shop.makeVisitCode': act('staff', makeVisitCode, (shopId) => ({ operator, shopId })),
  'alert.resolve': act('staff', resolveAlert, (alertId) => ({ operator, alertId, note: '看过了' })),
  'reconciliation.run': act('staff', reconciliation.runReconciliation, () => ({
    operator,
    full: false,
  })),
  'reconciliation.open': act('staff', reconciliation.openReconciliation, byOperator),
  'key-rotation.run': act('staff', rotateKeys, byOperator),
  'claim.openQueue': act('staff', review.openClaimQueue, byOperator),
  'claim.decide': act('staff', review.decideClaim, (claimId) => ({
    ...BY,
    claimId,
    approve: false,
  })),
  'approval.list': act('staff', listApprovals, byOperator),
  'approval.decide': act('staff', decideApproval, (approvalId) => ({
    operator,
    approvalId,
    approve: true,
  })),
  'earning.simulate': act('staff', simulateEarning, (about) => ({
    operator,
    channel: 'tmall',
    ...(about === '' ? {} : { memberId: about }),
    items: [{ title: '全麦吐司 450g', paidFen: 12_345 }],
  })),
  'program.calculate': act('staff', calculateGiveBack, byOperator),
  'print-code.makeBatch': act('staff', printCode.makeCodeBatch, (_, requestId) => ({
    operator,
    requestId,
    name: '又一批',
    points: 5,
    count: 2,
  })),
  'print-code.activate': act('staff', printCode.activateCodeBatch, (batchId) => ({
    operator,
    batchId,
  })),
  'print-code.void': act('staff', printCode.voidCodeBatch, (batchId) => ({ operator, batchId })),
  'tier.setManual': act('staff', setManualTier, (about) => {
    const [memberId, tier, until] = about.split(' ')
    return { ...BY, memberId, tier, until }
  }),
  'correction.reverse': act('staff', correction.reverseEntry, (memberId) => ({
    ...BY,
    memberId,
    entry: 900_000,
  })),
  'order-import.preview': act('staff', previewImport, (fileId) => ({ operator, fileId })),
  'order-import.commit': act('staff', commitImport, (importId) => ({ operator, importId })),
}

export const ACTS: Readonly<Record<string, Act>> = { ...MEMBER_ACTS, ...GUIDE_ACTS, ...STAFF_ACTS }
