import { newAccount, type Account } from '../account/account'
import { dueNotices, isQuietHour, makeNotice, messageData, noticeText } from './notice'
import {
  acceptedAfterFailure,
  acceptedOf,
  countAccepts,
  newSubscriptions,
} from '../account/subscription'

const STEPS = [30, 7, 1]
const lot = { expiresOn: '2026-11-30', points: 80 }

function accountWith(...lots: { expiresOn: string; points: number }[]): Account {
  const who = { brand: 'b', memberId: 'm', nickname: '林', phoneTail: '', phoneMasked: null }
  const fresh = newAccount({ ...who, consentVersion: '1', joinedAt: 0 })
  return { ...fresh, lots, balance: lots.reduce((sum, { points }) => sum + points, 0) }
}

test.each([
  ['2026-10-30', []],
  ['2026-10-31', [30]],
  ['2026-11-22', [30]],
  ['2026-11-23', [7]],
  ['2026-11-28', [7]],
  ['2026-11-29', [1]],
  ['2026-11-30', [1]],
  ['2026-12-01', []],
])('on %s the nearest step of a lot that ends on 30 November is %j', (today, days) => {
  expect(dueNotices(accountWith(lot), STEPS, today).map((due) => due.days)).toEqual(days)
})

test('each lot has its own notice, with its own points', () => {
  const account = accountWith(lot, { expiresOn: '2026-12-20', points: 5 })
  expect(dueNotices(account, STEPS, '2026-11-29')).toEqual([
    { expiresOn: '2026-11-30', points: 80, days: 1 },
    { expiresOn: '2026-12-20', points: 5, days: 30 },
  ])
  expect(dueNotices(account, [], '2026-11-29')).toEqual([])
})

test('the natural key names the account, the day and the step', () => {
  const notice = makeNotice(accountWith(lot), { ...lot, days: 7 }, 'tpl', 1_763_600_000_000)
  expect(notice).toMatchObject({ _id: 'b:m:expiry:2026-11-30:7', state: 'inbox', queue: 'none' })
})

test('the member reads how many points, until when and what to do', () => {
  expect(noticeText(lot, '积分')).toEqual({
    title: '积分快到期了',
    text: '你有 80 积分用到 2026年11月30日当天为止，过后会清零。请在这之前到积分商城兑换。',
  })
})

test('the fields of the subscription message carry their names and keep to their length', () => {
  const fields = { points: 'number4', date: 'time2', hint: 'thing1' }
  const data = messageData({ ...lot, days: 7 }, fields)
  expect(data).toMatchObject({ number4: { value: '80' }, time2: { value: '2026年11月30日' } })
  expect(data.thing1?.value.length).toBeLessThanOrEqual(20)
})

test.each([
  ['07:59', true],
  ['08:00', false],
  ['21:59', false],
  ['22:00', true],
  ['00:00', true],
])('at %s in Shanghai the phone stays quiet: %s', (time, quiet) => {
  expect(isQuietHour(Date.parse(`2026-11-20T${time}:00+08:00`))).toBe(quiet)
})

test('N2: an accept adds one to its template and to no other, also under an odd name', () => {
  const request = { requestId: 'r', about: 'h' }
  const once = countAccepts(newSubscriptions(), ['a', '__proto__'], request)
  expect([acceptedOf(once, 'a'), acceptedOf(once, '__proto__')]).toEqual([1, 1])
  expect([acceptedOf(once, 'b'), acceptedOf(once, 'toString')]).toEqual([0, 0])
  expect(acceptedOf(countAccepts(once, ['a'], request), 'a')).toBe(2)
})

test('N2: 43101 leaves nothing, another refusal gives the accept back, a lost answer does not', () => {
  expect(acceptedAfterFailure(3, 43101)).toBe(0)
  expect(acceptedAfterFailure(3, 47003)).toBe(4)
  expect(acceptedAfterFailure(3, null)).toBe(3)
})
