import { DOOR_REFUSALS, type Action } from '@contracts/action'
import { checkIn, makeUp } from '@contracts/check-in'
import { submitClaim } from '@contracts/claim'
import { showCoupon } from '@contracts/coupon'
import { startDuty } from '@contracts/duty'
import { join } from '@contracts/join'
import { openReward } from '@contracts/mall'
import { redeem } from '@contracts/redemption'
import { validateCoupon, writeOff } from '@contracts/write-off'
import { BUG } from './door'
import { failureOf } from './failure'

const REFUSING: Action[] = [
  checkIn,
  makeUp,
  submitClaim,
  showCoupon,
  startDuty,
  join,
  openReward,
  redeem,
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
})

test('each wrong number is told what it looks like', () => {
  const said = ['payment', 'alipay', 'parcel', 'phone', 'letters', 'emoji', 'tooLong', 'tooShort']
    .concat(['empty', 'damaged', 'unknown'])
    .map((looksLike) =>
      failureOf(submitClaim, { refused: 'NOT_AN_ORDER_NUMBER', detail: { looksLike } }),
    )
  expect(new Set(said.map(({ title }) => title)).size).toBe(said.length)
})

test('an outage says that points are safe, a bug brings its number', () => {
  const action = { name: 'claim.submit' }
  expect(failureOf(action, { unavailable: true, reference: '' }).body).toContain('积分没有变化')
  expect(failureOf(action, { bug: true, reference: 'E-1' })).toMatchObject({ reference: 'E-1' })
})
