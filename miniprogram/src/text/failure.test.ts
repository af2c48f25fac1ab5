import { DOOR_REFUSALS } from '@contracts/action'
import { submitClaim } from '@contracts/claim/claim'
import { allActions, audienceOf } from '../../../testing/actions'
import { BUG } from './door'
import { failureOf } from './failure'

/** Actions that a phone can ask for: those of staff or timers alone have no words on the phone. */
const REFUSING = allActions().filter(
  (action) => ['member', 'guide'].includes(audienceOf(action)) && action.refusals.length > 0,
)

const cases = REFUSING.flatMap((action) =>
  [...action.refusals, ...DOOR_REFUSALS].map((refused) => [action.name, refused] as const),
)

test.each(cases)('%s refused with %s has a sentence of its own', (name, refused) => {
  const said = failureOf({ name }, { refused })
  expect(said.title).not.toBe(BUG.title)
  expect(`${said.title}${said.body}`).not.toMatch(/undefined|NaN|！|亲/)
  // The title says what happened; the body says why and what to do, in whole sentences.
  expect(said.title).toMatch(/[\u4e00-\u9fff]/)
  expect(said.title).not.toMatch(/。$/)
  expect(said.body).toMatch(/^[^。].*。$/)
})

test('each wrong number is refused with what it looks like', () => {
  const said = ['payment', 'alipay', 'parcel', 'phone', 'letters', 'emoji', 'tooLong', 'tooShort']
    .concat(['empty', 'damaged', 'unknown'])
    .map((looksLike) =>
      failureOf(submitClaim, { refused: 'NOT_AN_ORDER_NUMBER', detail: { looksLike } }),
    )
  expect(new Set(said.map(({ title }) => title)).size).toBe(said.length)
})

test('W7: an outage claims nothing that is unknown, a bug shows its reference', () => {
  const action = { name: 'claim.submit' }
  expect(failureOf(action, { unavailable: true, reference: '' }).body).not.toContain('没有变化')
  expect(failureOf(action, { bug: true, reference: 'E-1' })).toMatchObject({ reference: 'E-1' })
})

// The write-off page has a button of its own that leads to duty.
const own = cases.filter(([, refused]) => !['OFF_DUTY', ...DOOR_REFUSALS].includes(refused))

test.each(own)('%s refused with %s has a way on', (name, refused) => {
  expect(failureOf({ name }, { refused }).wayOut?.label).toMatch(/[\u4e00-\u9fff]/)
})

test('every refusal in the contracts of members and guides is checked here', () => {
  const names = REFUSING.map(({ name }) => name)
  expect(names.length).toBeGreaterThan(20)
  expect(names).toEqual(expect.arrayContaining(['claim.submit', 'write-off.writeOff']))
})
