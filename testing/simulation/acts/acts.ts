import { openCheckIn } from '../../../cloudfunctions/contracts/check-in/check-in'
import * as claim from '../../../cloudfunctions/contracts/claim/claim'
import { openWallet, showCoupon } from '../../../cloudfunctions/contracts/coupon/coupon'
import { validateCoupon } from '../../../cloudfunctions/contracts/coupon/write-off'
import { endDuty, openDuty } from '../../../cloudfunctions/contracts/guide/duty'
import { openStatement } from '../../../cloudfunctions/contracts/ledger/statement'
import { openMall, openReward } from '../../../cloudfunctions/contracts/mall/mall'
import * as redemption from '../../../cloudfunctions/contracts/mall/redemption'
import * as reservation from '../../../cloudfunctions/contracts/mall/reservation'
import { join, openJoin } from '../../../cloudfunctions/contracts/member/join'
import { leave, openLeave } from '../../../cloudfunctions/contracts/member/leave'
import { changePhone } from '../../../cloudfunctions/contracts/member/phone'
import { openProfile, setBirthday } from '../../../cloudfunctions/contracts/member/profile'
import * as notice from '../../../cloudfunctions/contracts/message/notice'
import { openReviews, submitReview } from '../../../cloudfunctions/contracts/task/review'
import { openInvite, openTasks } from '../../../cloudfunctions/contracts/task/task'
import { openTier } from '../../../cloudfunctions/contracts/tier/tier'
import { consentVersion } from '../../brand-cloud'
import { openHome } from '../../../cloudfunctions/contracts/member/home'
import { act, empty, type Act } from './act'
import type { OutputOf } from '../../../cloudfunctions/contracts/action'
import { FRIEND } from '../rules/invite-rules'
import { wishIn } from '../rules/reservation-rules'
import { REVIEWS } from '../rules/review-rules'
import { DESK_ACTS } from './desk-acts'

const sum = (parts: { points: number }[]) => parts.reduce((all, { points }) => all + points, 0)

const ofReservation = (reservationId: string) => ({ reservationId })
const heldShown = ({
  reservation: { state, refund, redemptionId },
  balance,
}: OutputOf<typeof reservation.checkReservation>) => ({
  state,
  refund,
  balance,
  redemption: redemptionId,
})

/** What members do besides the great actions: they look, and give facts about themselves. */
const MEMBER_ACTS: Record<string, Act> = {
  'home.open': act('member', openHome, empty, ({ card }) => ({
    balance: card?.balance ?? null,
    tier: card?.tier.id ?? null,
  })),
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
      lines: ok.lines.map(({ seq, source }) => `${seq} ${source}`),
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
    waiting: ok.waiting.length,
  })),
  'reservation.reserve': act(
    'member',
    reservation.reserve,
    (about, requestId) => {
      const { reward: rewardId, offer: offerId, points, fen, shop } = wishIn(about)
      const where = shop === '' ? {} : { shopId: shop }
      return { requestId, rewardId, offerId, points, fen, ...where }
    },
    ({ reservation: { reservationId: id, points, fen, state }, balance }) => ({
      id,
      points,
      fen,
      state,
      balance,
    }),
  ),
  'reservation.pay': act(
    'member',
    reservation.payReservation,
    ofReservation,
    ({ reservation: { points, fen, state } }) => ({ points, fen, state }),
  ),
  'reservation.check': act('member', reservation.checkReservation, ofReservation, heldShown),
  'reservation.cancel': act('member', reservation.cancelReservation, ofReservation, heldShown),
  'redemption.showPickUp': act('member', redemption.showPickUp, (redemptionId) => ({
    redemptionId,
  })),
  'redemption.showCode': act(
    'member',
    redemption.showPoolCode,
    (about) => {
      const [redemptionId, reveal] = about.split(' ')
      return { redemptionId, reveal: reveal === 'reveal' }
    },
    ({ code }) => ({ isSeen: code !== null }),
  ),
  'join.open': act('member', openJoin, empty, ({ joined }) => ({ joined })),
  'join.join': act(
    'member',
    join,
    (about, requestId) => {
      if (about === 'old') return { requestId, consentVersion: '1999-01-01' }
      const [word, inviter, phone] = about.split(' ')
      const agreed = { requestId, consentVersion: consentVersion() }
      return word === FRIEND
        ? { ...agreed, inviter, phoneCode: `phone-${phone}` }
        : { ...agreed, phoneCode: about }
    },
    ({ memberId, balance }) => ({ memberId, balance }),
  ),
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
  'review.open': act('member', openReviews, empty, ({ points }) => ({ points })),
  'review.submit': act(
    'member',
    submitReview,
    (about, requestId) => {
      const [orderNo, words = ''] = about.split(' ')
      return { requestId, channel: 'tmall', orderNo, stars: 5, text: REVIEWS[words] }
    },
    (ok) => ({ ...ok }),
  ),
  'task.openInvite': act('member', openInvite, empty, ({ points, today, code }) => ({
    points,
    today,
    code,
  })),
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

export const ACTS: Readonly<Record<string, Act>> = { ...MEMBER_ACTS, ...GUIDE_ACTS, ...DESK_ACTS }
