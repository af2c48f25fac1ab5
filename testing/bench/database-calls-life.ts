import { checkIn, makeUp, openCheckIn } from '../../cloudfunctions/contracts/check-in/check-in'
import {
  listClaims,
  recogniseOrderNo,
  submitClaim,
  withdrawClaim,
} from '../../cloudfunctions/contracts/claim/claim'
import { openWallet, showCoupon } from '../../cloudfunctions/contracts/coupon/coupon'
import { endDuty, openDuty, startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
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
import { codeReward, someCodes } from '../scenes/code-pools'
import { importFile, tmallExport } from '../scenes/import-orders'
import { shanghai, TEMPLATE } from '../scenes/notices'
import { makeCodes } from '../scenes/print-codes'
import {
  consentVersion,
  DAY_MS,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../brand-cloud'
import type { Count } from './database-calls'

/** The people whose calls are counted, and what they hold when counting begins. */
export interface Life {
  brand: BrandCloud
  lin: Asker
  shen: Asker
  printedCode: string
  /** A coupon's code and the code of goods, for the guide. */
  couponCode: string
  pickUpCode: string
}

const ORDERS = ['1930679858170640101', '4930679858170640102', '1930679858170640103'] as const
const UNKNOWN = '1930679858170640999'
const id = () => ({ requestId: requestId() })

/** Counted on the account and on the stock. */
const OFFER = {
  id: 'month',
  price: { points: 10 },
  limits: [
    { who: 'each', period: 'month', count: 2 },
    { who: 'all', period: 'day', count: 50 },
  ],
}

/** Everything that happened before counting, so that each counted call finds a warm instance. */
export async function pastLife(brand: BrandCloud): Promise<Life> {
  await brand.edit('programs', 'shanyu', { notices: { templateId: TEMPLATE } })
  await brand.edit('catalog', 'shanyu:toast', { points: null, offers: [OFFER] })
  await codeReward(brand, 'parking', { codes: someCodes(16) })
  const cash = { id: 'cash', price: { points: 10, fen: 100 } }
  await brand.edit('catalog', 'shanyu:off-20', { points: null, offers: [cash] })
  brand.cloud.clock.set(TODAY - 5 * DAY_MS)
  const lin = await brand.member('cost')
  brand.cloud.clock.set(TODAY)
  const shen = await enrolled(brand)
  const file = tmallExport(ORDERS.map((orderNo) => ({ orderNo, paid: '900.00' })))
  await importFile(brand, 'cost.csv', file)
  const { codes } = await makeCodes(brand, { count: 1 })
  await lin.get(openHome, {})
  return { brand, lin, shen, printedCode: codes[0] ?? '', couponCode: '', pickUpCode: '' }
}

async function enrolled(brand: BrandCloud): Promise<Asker> {
  const { memberId } = await brand.member('cost-guide')
  const entry = { memberId, name: '沈清', number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  const shen = brand.guide('cost-guide')
  await shen.get(openDuty, {})
  return shen
}

export async function memberLife(life: Life, count: Count): Promise<void> {
  await joining(life.brand, count)
  await earning(life, count)
  await spending(life, count)
}

async function joining(brand: BrandCloud, count: Count): Promise<void> {
  for (const [title, name] of [
    ['join with a phone', 'cost-first'],
    ['join, a phone of another member', 'cost-second'],
  ] as const) {
    const who = brand.person(name)
    await who.get(openJoin, {})
    count('open the joining page', who)
    const form = { ...id(), consentVersion: consentVersion() }
    await who.get(join, { ...form, phoneCode: `phone-13800000426-${name}` })
    count(title, who)
    for (const _ of [1, 2]) await who.get(openReward, { rewardId: 'mug' })
    count('reward, short of points', who)
  }
}

async function earning({ lin, printedCode }: Life, count: Count): Promise<void> {
  await lin.get(openHome, {})
  count('home', lin)
  await lin.get(openCheckIn, {})
  count('check-in page', lin)
  await lin.get(checkIn, id())
  count('check-in', lin)
  await claiming(lin, count)
  await lin.get(openStatement, { filter: 'all' })
  count('statement', lin)
  await lin.get(makeUp, { ...id(), day: '2026-11-18' })
  count('make up a day', lin)
  await lin.get(openTasks, {})
  count('tasks', lin)
  await lin.get(collectTask, { ...id(), task: 'month-orders', cycle: '2026-11' })
  count('collect a task', lin)
  await lin.get(visitShop, { ...id(), code: 'HUBIN2026' })
  count('visit a shop', lin)
  await lin.get(openInvite, {})
  count('open the invitation', lin)
  await lin.get(openReviews, {})
  count('reviews', lin)
  const text = '早上现烤的，外脆里软，孩子一口气吃了两片，下次还来。'
  await lin.get(submitReview, { ...id(), channel: 'tmall', orderNo: ORDERS[0], stars: 4, text })
  count('review an order', lin)
  await lin.get(collectCode, { ...id(), code: printedCode })
  count('collect a printed code', lin)
}

async function claiming(lin: Asker, count: Count): Promise<void> {
  const [plain, ambiguous, third] = ORDERS
  await lin.get(recogniseOrderNo, { orderNo: plain })
  count('recognise an order number', lin)
  await lin.get(submitClaim, { ...id(), orderNo: plain })
  count('claim', lin)
  await lin.get(submitClaim, { ...id(), orderNo: ambiguous })
  count('claim, ambiguous shape', lin)
  await lin.get(submitClaim, { ...id(), orderNo: third })
  await lin.get(submitClaim, { ...id(), orderNo: UNKNOWN })
  count('claim, waiting', lin)
  await lin.get(withdrawClaim, { ...id(), channel: 'tmall', orderNo: UNKNOWN })
  count('withdraw a claim', lin)
  await lin.get(listClaims, {})
  count('claims', lin)
}

async function spending(life: Life, count: Count): Promise<void> {
  const { lin } = life
  await lin.get(openMall, {})
  count('mall', lin)
  await lin.get(openReward, { rewardId: 'coffee' })
  count('reward', lin)
  const { redemption } = await lin.get(redeem, { ...id(), rewardId: 'coffee', points: 120 })
  count('redeem a coupon', lin)
  const mug = { rewardId: 'mug', points: 680, shopId: 'hubin' }
  const { redemption: goods } = await lin.get(redeem, { ...id(), ...mug })
  count('redeem goods', lin)
  const { redemption: parking } = await lin.get(redeem, {
    ...id(),
    rewardId: 'parking',
    points: 60,
  })
  count('redeem a code', lin)
  await lin.get(showPoolCode, { redemptionId: parking.redemptionId, reveal: true })
  count('see a redeemed code', lin)
  await lin.get(cancelRedemption, { ...id(), redemptionId: goods.redemptionId })
  count('cancel goods', lin)
  const offered = { rewardId: 'toast', offerId: 'month', points: 10 }
  const { redemption: toast } = await lin.get(redeem, { ...id(), ...offered })
  count('redeem an offer with limits', lin)
  await lin.get(cancelRedemption, { ...id(), redemptionId: toast.redemptionId })
  count('cancel an offer with limits', lin)
  await reserving(lin, count)
  const { redemption: fetched } = await lin.get(redeem, { ...id(), ...mug })
  life.pickUpCode = (await lin.get(showPickUp, { redemptionId: fetched.redemptionId })).code ?? ''
  count('show a pick-up code', lin)
  await lin.get(listRedemptions, {})
  count('redemptions', lin)
  await lin.get(openWallet, { tab: 'usable' })
  count('wallet', lin)
  await lin.get(openTier, {})
  count('tier', lin)
  life.couponCode = (await lin.get(showCoupon, { couponId: redemption.couponId ?? '' })).code
  count('show a code', lin)
}

async function reserving(lin: Asker, count: Count): Promise<void> {
  const gift = { rewardId: 'off-20', offerId: 'cash', points: 10, fen: 100 }
  const { reservation } = await lin.get(reserve, { ...id(), ...gift })
  const { reservationId } = reservation
  count('reserve', lin)
  await lin.get(payReservation, { reservationId })
  count('pay again', lin)
  await lin.get(checkReservation, { reservationId })
  count('check an open payment', lin)
  await lin.get(cancelReservation, { reservationId })
  count('cancel an open payment', lin)
}

export async function guideLife({ shen, ...codes }: Life, count: Count): Promise<void> {
  await shen.get(startDuty, { ...id(), shopCode: 'HB2026QD01' })
  count('go on duty', shen)
  await shen.get(openDuty, {})
  count('guide workbench', shen)
  await shen.get(writeOff, { ...id(), code: codes.couponCode })
  count('write-off', shen)
  await shen.get(validateCoupon, { code: codes.pickUpCode })
  count('check a pick-up code', shen)
  await shen.get(handOver, { ...id(), code: codes.pickUpCode })
  count('hand over', shen)
  await shen.get(endDuty, id())
  count('go off duty', shen)
}

/** What a member sets and reads about themselves up to leaving; a notice comes after months. */
export async function settingLife({ brand, lin }: Life, count: Count): Promise<void> {
  await lin.get(openProfile, {})
  count('profile', lin)
  await lin.get(setBirthday, { ...id(), birthday: '05-04' })
  count('set the birthday', lin)
  await lin.get(changePhone, { ...id(), phoneCode: 'phone-13800000427-cost' })
  count('change the phone', lin)
  await lin.get(subscribe, { ...id(), templateIds: [TEMPLATE] })
  count('accept notices', lin)
  brand.cloud.clock.set(shanghai('11-01'))
  await brand.job('notices')
  await lin.get(openHome, {})
  const { notices } = await lin.get(listNotices, {})
  count('notices', lin)
  await lin.get(readNotices, { ids: notices.map(({ noticeId }) => noticeId) })
  count('mark a notice as read', lin)
  await lin.get(openLeave, {})
  count('open the leaving page', lin)
  await lin.get(leave, { ...id(), points: 99_999, pending: 99_999 })
  count('leave', lin)
}
