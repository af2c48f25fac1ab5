import * as v from 'valibot'
import { checkIn, openCheckIn } from './check-in'

const requestId = 'a-request-id-0001'

test('a check-in names its request and nothing else: no day, no points, no member', () => {
  expect(v.is(checkIn.input, { requestId })).toBe(true)
  for (const extra of [{ day: '2026-11-22' }, { points: 50 }, { memberId: 'x' }]) {
    expect(v.is(checkIn.input, { requestId, ...extra })).toBe(false)
  }
})

test('a request id is 16 to 64 letters, digits, - and _', () => {
  const fits = (id: unknown) => v.is(checkIn.input, { requestId: id })
  expect(['x'.repeat(16), 'x'.repeat(64), 'A-z_0123456789-_'].every(fits)).toBe(true)
  const wrong = [
    '',
    'short',
    'x'.repeat(65),
    'with a space 0123',
    '中文中文中文中文中文中文中文中文',
    null,
    {},
  ]
  expect(wrong.some(fits)).toBe(false)
})

test('a month is a month of the calendar', () => {
  const fits = (month: string) => v.is(openCheckIn.input, { month })
  expect([fits('2026-11'), fits('2026-13'), fits('2026-1'), fits('11-2026')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})
