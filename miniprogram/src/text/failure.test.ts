import { DOOR_REFUSALS, type Action } from '@contracts/action'
import { checkIn, makeUp } from '@contracts/check-in/check-in'
import { submitClaim, withdrawClaim } from '@contracts/claim/claim'
import { showCoupon } from '@contracts/coupon/coupon'
import { startDuty } from '@contracts/guide/duty'
import { handOver } from '@contracts/mall/hand-over'
import { openHome } from '@contracts/member/home'
import { join } from '@contracts/member/join'
import { leave } from '@contracts/member/leave'
import { openReward } from '@contracts/mall/mall'
import { changePhone } from '@contracts/member/phone'
import { collectCode } from '@contracts/print-code/print-code'
import { setBirthday } from '@contracts/member/profile'
import { cancelRedemption, redeem, showPickUp } from '@contracts/mall/redemption'
import { openReviews, submitReview } from '@contracts/task/review'
import { collectTask, openInvite, visitShop } from '@contracts/task/task'
import { validateCoupon, writeOff } from '@contracts/coupon/write-off'
import { allActions, audienceOf } from '../../../testing/actions'
import { BUG } from './door'
import { failureOf } from './failure'

const REFUSING: Action[] = [
  checkIn,
  makeUp,
  submitClaim,
  withdrawClaim,
  showCoupon,
  startDuty,
  cancelRedemption,
  collectCode,
  join,
  leave,
  changePhone,
  collectTask,
  openInvite,
  visitShop,
  openReviews,
  submitReview,
  openReward,
  redeem,
  showPickUp,
  handOver,
  openHome,
  setBirthday,
  validateCoupon,
  writeOff,
]

const cases = REFUSING.flatMap((action) =>
  [...action.refusals, ...DOOR_REFUSALS].map((refused) => [action.name, refused] as const),
)

test.each(cases)('%s refused with %s has a sentence of its own', (name, refused) => {
  const said = failureOf({ name }, { refused })
  expect(said.title).not.toBe(BUG.title)
  expect(`${said.title}${said.body}`).not.toMatch(/undefined|NaN|！|亲/)
  // The title says what happened, the body why and what to do, in whole sentences.
  expect(said.title).toMatch(/[\u4e00-\u9fff]/)
  expect(said.title).not.toMatch(/。$/)
  expect(said.body).toMatch(/^[^。].*。$/)
})

test('each wrong number is told what it looks like', () => {
  const said = ['payment', 'alipay', 'parcel', 'phone', 'letters', 'emoji', 'tooLong', 'tooShort']
    .concat(['empty', 'damaged', 'unknown'])
    .map((looksLike) =>
      failureOf(submitClaim, { refused: 'NOT_AN_ORDER_NUMBER', detail: { looksLike } }),
    )
  expect(new Set(said.map(({ title }) => title)).size).toBe(said.length)
})

test('W7: an outage claims nothing that is not known, a bug brings its number', () => {
  const action = { name: 'claim.submit' }
  expect(failureOf(action, { unavailable: true, reference: '' }).body).not.toContain('没有变化')
  expect(failureOf(action, { bug: true, reference: 'E-1' })).toMatchObject({ reference: 'E-1' })
})

// The write-off page has a button of its own that leads to duty.
const own = cases.filter(([, refused]) => !['OFF_DUTY', ...DOOR_REFUSALS].includes(refused))

test.each(own)('%s refused with %s has a way on', (name, refused) => {
  expect(failureOf({ name }, { refused }).wayOut?.label).toMatch(/[\u4e00-\u9fff]/)
})

test('every refusal of the member’s and the guide’s contracts is held to this', () => {
  const refusing = phoneActions().filter(({ refusals }) => refusals.length > 0)
  expect(refusing.map(({ name }) => name).sort()).toEqual(REFUSING.map(({ name }) => name).sort())
})

/** What a phone may ask: actions that only staff or timers ask have no words on the phone. */
function phoneActions(): Action[] {
  return allActions().filter((action) => ['member', 'guide'].includes(audienceOf(action)))
}
