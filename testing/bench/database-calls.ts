import type { Action } from '../../cloudfunctions/contracts/action'
import { checkIn, makeUp, openCheckIn } from '../../cloudfunctions/contracts/check-in/check-in'
import {
  listClaims,
  recogniseOrderNo,
  submitClaim,
  withdrawClaim,
} from '../../cloudfunctions/contracts/claim/claim'
import { openWallet, showCoupon } from '../../cloudfunctions/contracts/coupon/coupon'
import { endDuty, openDuty, startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { handOver } from '../../cloudfunctions/contracts/mall/hand-over'
import { openHome } from '../../cloudfunctions/contracts/member/home'
import { join, openJoin } from '../../cloudfunctions/contracts/member/join'
import { leave, openLeave } from '../../cloudfunctions/contracts/member/leave'
import { openMall, openReward } from '../../cloudfunctions/contracts/mall/mall'
import { listNotices, readNotices, subscribe } from '../../cloudfunctions/contracts/message/notice'
import { changePhone } from '../../cloudfunctions/contracts/member/phone'
import { collectCode } from '../../cloudfunctions/contracts/print-code/print-code'
import { openProfile, setBirthday } from '../../cloudfunctions/contracts/member/profile'
import {
  cancelRedemption,
  listRedemptions,
  redeem,
  showPickUp,
  showPoolCode,
} from '../../cloudfunctions/contracts/mall/redemption'
import {
  cancelReservation,
  checkReservation,
  payReservation,
  reserve,
} from '../../cloudfunctions/contracts/mall/reservation'
import { openReviews, submitReview } from '../../cloudfunctions/contracts/task/review'
import { openStatement } from '../../cloudfunctions/contracts/ledger/statement'
import {
  collectTask,
  openInvite,
  openTasks,
  visitShop,
} from '../../cloudfunctions/contracts/task/task'
import { openTier } from '../../cloudfunctions/contracts/tier/tier'
import { validateCoupon, writeOff } from '../../cloudfunctions/contracts/coupon/write-off'
import type { Asker, BrandCloud } from '../brand-cloud'
import { guideLife, memberLife, pastLife, settingLife } from './database-calls-life'

/** The exact cost of one use of an action. A change of the cost is written down here. */
interface Budget {
  title: string
  action: Action
  calls: number
}

const of = (title: string, action: Action, calls: number): Budget => ({ title, action, calls })

export const BUDGETS: readonly Budget[] = [
  of('open the joining page', openJoin, 1),
  of('join with a phone', join, 10),
  // Moving the phone from another member adds: the member, what is remembered, the account and a
  // message for each side.
  of('join, a phone of another member', join, 20),
  of('home', openHome, 2),
  of('check-in page', openCheckIn, 1),
  of('check-in', checkIn, 5),
  of('make up a day', makeUp, 5),
  // The rules are already in the instance, and the number alone shows its channel.
  of('recognise an order number', recogniseOrderNo, 0),
  of('claim', submitClaim, 8),
  of('claim, ambiguous shape', submitClaim, 8),
  of('claim, waiting', submitClaim, 8),
  of('withdraw a claim', withdrawClaim, 8),
  of('claims', listClaims, 3),
  of('statement', openStatement, 2),
  of('tasks', openTasks, 1),
  of('collect a task', collectTask, 5),
  of('visit a shop', visitShop, 5),
  of('open the invitation', openInvite, 1),
  of('reviews', openReviews, 2),
  of('review an order', submitReview, 8),
  of('collect a printed code', collectCode, 7),
  of('mall', openMall, 2),
  of('reward', openReward, 2),
  // Its steps are in what was read anyway; only points that are still to come cost one more.
  of('reward, short of points', openReward, 2),
  of('redeem a coupon', redeem, 8),
  of('redeem goods', redeem, 8),
  // Its limits are counted on documents that redeeming reads anyway.
  of('redeem an offer with limits', redeem, 8),
  of('cancel an offer with limits', cancelRedemption, 10),
  of('redeem a code', redeem, 8),
  // Its first sight, which is written.
  of('see a redeemed code', showPoolCode, 8),
  // Costs a redemption and, in addition, the entry that it burned.
  of('cancel goods', cancelRedemption, 10),
  of('reserve', reserve, 8),
  of('pay again', payReservation, 2),
  of('check an open payment', checkReservation, 4),
  // Closes the order at WeChat Pay, then gives points and stock back as a cancellation does.
  of('cancel an open payment', cancelReservation, 14),
  of('redemptions', listRedemptions, 3),
  of('show a pick-up code', showPickUp, 2),
  of('wallet', openWallet, 2),
  of('show a code', showCoupon, 2),
  of('tier', openTier, 1),
  of('profile', openProfile, 1),
  of('set the birthday', setBirthday, 5),
  of('change the phone', changePhone, 11),
  of('accept notices', subscribe, 6),
  of('notices', listNotices, 5),
  of('mark a notice as read', readNotices, 2),
  of('open the leaving page', openLeave, 6),
  // Closes all that the member has: coupons, a claim, an accepted template, orders.
  of('leave', leave, 54),
  of('guide workbench', openDuty, 3),
  of('go on duty', startDuty, 6),
  of('go off duty', endDuty, 5),
  of('check a pick-up code', validateCoupon, 5),
  // Reads the shop and the holder as they are now; the audit line is in the same transaction.
  of('write-off', writeOff, 8),
  of('hand over', handOver, 9),
]

export interface Cost extends Budget {
  /** The number of calls that was measured. */
  cost: number
}

/** Records what a person's last answer cost. */
export type Count = (title: string, who: Asker) => void

/** Database calls of every user action on a warm instance; transactions' start and commit count. */
export async function countDatabaseCalls(brand: BrandCloud): Promise<Cost[]> {
  const costs = new Map<string, number>()
  const count: Count = (title, who) => void costs.set(title, who.lastCalls())
  const life = await pastLife(brand)
  await memberLife(life, count)
  await guideLife(life, count)
  await settingLife(life, count)
  const unknown = [...costs.keys()].filter((title) => !BUDGETS.some((each) => each.title === title))
  if (unknown.length > 0) throw new Error(`${unknown.join()}: counted, but BUDGETS has no row`)
  return BUDGETS.map((budget) => ({ ...budget, cost: costs.get(budget.title) ?? -1 }))
}
