import { visitorGate } from '../../platform/door/caller-gate'
import { door } from '../../platform/door/door'
import { handleCheckIn, handleOpenCheckIn } from './check-in'
import { handleRecognise, handleSubmitClaim } from './claim/claim'
import { handleListClaims } from './claim/claim-list'
import { handleWithdrawClaim } from './claim/claim-withdraw'
import { handleShowCoupon, handleWallet } from './coupon'
import { handleHome } from './home'
import { handleJoin, handleOpenJoin } from './join'
import { handleLeave, handleOpenLeave } from './leave'
import { handleMakeUp } from './make-up'
import { handleMall, handleReward } from './mall'
import { handleShowPickUp } from './pick-up'
import { handleShowCode } from './pool-code'
import { handleCollectCode } from './print-code'
import { handleChangePhone } from './phone'
import { handleOpenProfile, handleSetBirthday } from './profile'
import { handleListNotices, handleReadNotices, handleSubscribe } from './notice'
import { handleCancelRedemption, handleListRedemptions, handleRedeem } from './redemption'
import {
  handleCancelReservation,
  handleCheckReservation,
  handlePayReservation,
  handleReserve,
} from './reservation'
import { handleOpenReviews, handleSubmitReview } from './review'
import { handleStatement } from './statement'
import { handleOpenTier } from './tier'
import { handleCollectTask, handleOpenInvite, handleOpenTasks, handleVisitShop } from './task'

/** 会员: all actions of a consumer on the phone. */
export const main = door(visitorGate, [
  handleHome,
  handleOpenJoin,
  handleJoin,
  handleOpenCheckIn,
  handleCheckIn,
  handleMakeUp,
  handleRecognise,
  handleSubmitClaim,
  handleWithdrawClaim,
  handleListClaims,
  handleStatement,
  handleListNotices,
  handleReadNotices,
  handleSubscribe,
  handleMall,
  handleReward,
  handleRedeem,
  handleCancelRedemption,
  handleReserve,
  handlePayReservation,
  handleCheckReservation,
  handleCancelReservation,
  handleListRedemptions,
  handleShowPickUp,
  handleShowCode,
  handleWallet,
  handleShowCoupon,
  handleCollectCode,
  handleOpenProfile,
  handleSetBirthday,
  handleChangePhone,
  handleOpenLeave,
  handleLeave,
  handleOpenTier,
  handleOpenTasks,
  handleCollectTask,
  handleVisitShop,
  handleOpenInvite,
  handleOpenReviews,
  handleSubmitReview,
])
