import { startOfDay } from '../business-day'
import type { Order } from '../order/order'
import { countClaim, pointsToday, refuseClaim } from './claim'
import { settle } from './settlement'
import { at, claimed, HOUR, lin, orderOf, rulesWith } from '../../../testing/scenes/claims'

test('E6: the daily cap counts an order on the day of its claim, not on the day it posts', () => {
  const rules = rulesWith({ postDays: 14 }, 400)
  const first = claimed(lin, orderOf('1'), rules, at('2026-11-20'))
  expect(first.order.claim).toMatchObject({ state: 'pending', postsOn: '2026-11-24' })
  expect(pointsToday(first.account, at('2026-11-20'))).toBe(300)
  // 100 of the 400 are left on the day of the claim.
  const second = claimed(first.account, orderOf('2'), rules, at('2026-11-20'))
  expect(second.order.claim.pendingPoints).toBe(100)
  const posted = settle(first.order, second.account, rules, at('2026-11-24'))
  expect(posted?.claim).toMatchObject({ state: 'credited', points: 300, pendingPoints: 0 })
  // Posting used nothing of that day's cap, so an order claimed on it gets all of it.
  const account = posted?.account ?? lin
  expect(pointsToday(account, at('2026-11-24'))).toBe(0)
  const third = claimed(account, orderOf('3', { paidFen: 90_000 }), rules, at('2026-11-24'))
  expect(third.order.claim.points).toBe(400)
})

test('O5: an order can be claimed for the set number of days after its payment, to the last second', () => {
  const rules = rulesWith({ windowDays: 180 })
  for (const [boughtOn, lastDay] of [
    ['2026-01-01', '2026-06-30'],
    ['2026-01-31', '2026-07-30'],
    ['2027-08-31', '2028-02-27'],
  ] as const) {
    const order = orderOf('1', { paidAt: startOfDay(boughtOn) + 24 * HOUR - 1 })
    const end = startOfDay(lastDay) + 24 * HOUR
    expect(refuseClaim(order, lin, rules, end - 1)).toBeNull()
    expect(refuseClaim(order, lin, rules, end)).toEqual({
      refused: 'CLAIM_WINDOW_OVER',
      detail: { days: 180 },
    })
  }
  const undated = orderOf('1', { paidAt: null, createdAt: null })
  expect(refuseClaim(undated, lin, rules, at('2030-01-01'))).toBeNull()
  const unpaidYet = orderOf('1', { paidAt: null, createdAt: at('2026-01-01') })
  expect(refuseClaim(unpaidYet, lin, rules, at('2026-07-01'))).toMatchObject({
    refused: 'CLAIM_WINDOW_OVER',
  })
})

test('a claim is refused first for the order itself, then for its date, then for the number of claims today', () => {
  const rules = rulesWith({ perDay: 1 })
  const now = at('2026-11-20')
  expect(refuseClaim(orderOf('1', { status: 'unpaid' }), lin, rules, now)).toEqual({
    refused: 'ORDER_UNPAID',
  })
  expect(refuseClaim(orderOf('1', { status: 'closed' }), lin, rules, now)).toEqual({
    refused: 'ORDER_CLOSED',
  })
  const busy = countClaim(lin, now)
  expect(refuseClaim(orderOf('1'), busy, rules, now)).toEqual({
    refused: 'CLAIM_LIMIT_REACHED',
    detail: { perDay: 1 },
  })
  expect(refuseClaim(orderOf('1'), busy, rules, at('2026-11-21'))).toBeNull()
})

test('E3: an order posts a set number of days after it was finished, per channel or for all', () => {
  const now = at('2026-11-20')
  const rules = rulesWith({ postDays: 11, postDaysByChannel: { jd: 20 } })
  const postsOn = (change: Partial<Order>) =>
    claimed(lin, orderOf('1', change), rules, now).order.claim.postsOn
  expect(postsOn({})).toBe('2026-11-21')
  expect(postsOn({ channel: 'jd' })).toBe('2026-11-30')
  // No report says when it was finished, so the day counts on which the first one said that it is.
  expect(postsOn({ completedAt: undefined, finishedBy: at('2026-11-18') })).toBe('2026-11-29')
  expect(postsOn({ completedAt: undefined })).toBe('2026-12-01')
})

test('E3: on its day an order posts, and on the day before it does not', () => {
  const rules = rulesWith({ postDays: 11 })
  const held = claimed(lin, orderOf('1'), rules, at('2026-11-20'))
  expect(held.account).toMatchObject({ balance: 0, pending: 300, growth: 0 })
  expect(settle(held.order, held.account, rules, startOfDay('2026-11-21') - 1)).toBeNull()
  const posted = settle(held.order, held.account, rules, startOfDay('2026-11-21'))
  expect(posted?.account).toMatchObject({ balance: 300, pending: 0, growth: 300 })
  expect(posted?.entries.map(({ _id }) => _id)).toEqual(['b:m:order:tmall:1:earn'])
})

test('E4: refunds take back in proportion, step by step, each under a key of its own', () => {
  const rules = rulesWith({})
  const now = at('2026-11-20')
  const first = claimed(lin, orderOf('1'), rules, now)
  const half = settle({ ...first.order, refundedFen: 15_050 }, first.account, rules, now)
  expect(half?.account).toMatchObject({ balance: 149, growth: 149, deficit: 0 })
  expect(half?.entries).toMatchObject([
    { _id: 'b:m:order:tmall:1:settle:1', of: 'b:m:order:tmall:1:earn', points: -151 },
  ])
  const order = { ...first.order, claim: half?.claim ?? first.order.claim, refundedFen: 30_000 }
  const whole = settle(order, half?.account ?? lin, rules, now)
  expect(whole?.account).toMatchObject({ balance: 0, growth: 0, deficit: 0 })
  expect(whole?.entries).toMatchObject([{ _id: 'b:m:order:tmall:1:settle:2', points: -149 }])
  expect(whole?.claim).toMatchObject({ points: 0, growth: 0, settlements: 3 })
})
