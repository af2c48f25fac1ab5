import type { CapSettings } from '../../contracts/earning/cap-settings'
import { newAccount } from '../account/account'
import { startOfDay } from '../business-day'
import { earnForAction, type ActionReward } from './action-reward'
import { roomFor, underCaps } from './cap'

const TODAY = startOfDay('2026-11-20')
const TOMORROW = startOfDay('2026-11-21')
const NONE: CapSettings = {
  checkInPerDay: null,
  printCodePerDay: null,
  taskPerDay: null,
  interactionPerDay: null,
}

const newcomer = () => {
  const shown = { phoneTail: '', phoneMasked: null, consentVersion: '1' }
  return newAccount({ brand: 'b', memberId: 'm', nickname: 'n', joinedAt: TODAY, ...shown })
}
const lin = newcomer()

function earnBy(
  account: typeof lin,
  action: ActionReward['action'],
  points: number,
  caps: CapSettings,
  now = TODAY,
) {
  const happened = { what: 'adjustment' as const, facts: {} }
  const rules = { version: 1, caps, expiry: ROLLING, expiryVersion: 1, afterGrowth: undefined }
  const reward = { action, key: `${action}:${account.seq}`, points, growth: 0, happened }
  return earnForAction(account, reward, rules, { requestId: null, now })
}
const ROLLING = { policy: 'rolling', months: 12 } as const

test('a daily cap counts the points given, never the points asked for', () => {
  const caps = { ...NONE, checkInPerDay: 3, interactionPerDay: 10 }
  const first = earnBy(lin, 'check-in', 50, caps)
  expect(first).toMatchObject({ earned: 3, hit: { of: 'check-in', limit: 3, missed: 47 } })
  // 3 of 10 are used and not 50, so 7 are left.
  const second = earnBy(first.account, 'profile', 30, caps)
  expect(second).toMatchObject({ earned: 7, hit: { of: 'interaction', limit: 10, missed: 23 } })
  expect(earnBy(second.account, 'task', 1, caps)).toMatchObject({ earned: 0 })
  expect(second.account.balance).toBe(10)
})

test('all points up to the cap are given, and the first one above it is missed', () => {
  const caps = { ...NONE, taskPerDay: 20 }
  expect(underCaps(lin, caps, 'task', 20, TODAY)).toEqual({ points: 20, hit: null })
  expect(underCaps(lin, caps, 'task', 21, TODAY)).toEqual({
    points: 20,
    hit: { of: 'task', limit: 20, missed: 1 },
  })
})

test('the tightest of two caps holds, whichever it is', () => {
  const caps = { ...NONE, taskPerDay: 20, interactionPerDay: 30 }
  expect(roomFor(lin, caps, 'task', TODAY)).toEqual({ of: 'task', limit: 20, left: 20 })
  const used = earnBy(lin, 'profile', 25, caps).account
  expect(roomFor(used, caps, 'task', TODAY)).toEqual({ of: 'interaction', limit: 30, left: 5 })
})

test('each action has its own cap, and a printed code does not count as an interaction', () => {
  const caps = { checkInPerDay: 1, printCodePerDay: 2, taskPerDay: 3, interactionPerDay: 4 }
  expect(roomFor(lin, caps, 'check-in', TODAY)).toMatchObject({ of: 'check-in', left: 1 })
  expect(roomFor(lin, caps, 'print-code', TODAY)).toMatchObject({ of: 'print-code', left: 2 })
  expect(roomFor(lin, caps, 'task', TODAY)).toMatchObject({ of: 'task', left: 3 })
  expect(roomFor(lin, caps, 'profile', TODAY)).toMatchObject({ of: 'interaction', left: 4 })
  const code = earnBy(lin, 'print-code', 2, caps).account
  expect(roomFor(code, caps, 'profile', TODAY)).toMatchObject({ left: 4 })
  expect(roomFor(code, caps, 'print-code', TODAY)).toMatchObject({ left: 0 })
  expect(code.earnedToday).toEqual({
    day: '2026-11-20',
    interaction: 0,
    byAction: { 'print-code': 2 },
  })
})

test('the points of each action are counted separately, and added to its earlier ones', () => {
  let own = earnBy(lin, 'check-in', 2, NONE).account
  own = earnBy(own, 'task', 3, NONE).account
  own = earnBy(own, 'check-in', 4, NONE).account
  expect(own.earnedToday?.byAction).toEqual({ 'check-in': 6, task: 3 })
  const tight = { ...NONE, printCodePerDay: 5, interactionPerDay: 1 }
  expect(roomFor(lin, tight, 'print-code', TODAY)).toEqual({ of: 'print-code', limit: 5, left: 5 })
})

test('a cap that was lowered below what is used leaves no room, never a negative one', () => {
  const used = earnBy(lin, 'task', 20, NONE).account
  const caps = { ...NONE, taskPerDay: 5 }
  expect(roomFor(used, caps, 'task', TODAY)).toMatchObject({ left: 0 })
  expect(underCaps(used, caps, 'task', 7, TODAY)).toEqual({
    points: 0,
    hit: { of: 'task', limit: 5, missed: 7 },
  })
})

test('what was used ends with its day', () => {
  const caps = { ...NONE, taskPerDay: 20 }
  const used = earnBy(lin, 'task', 20, caps).account
  expect(earnBy(used, 'task', 5, caps)).toMatchObject({ earned: 0 })
  const next = earnBy(used, 'task', 5, caps, TOMORROW)
  expect(next).toMatchObject({ earned: 5, hit: null })
  expect(next.account.earnedToday).toEqual({
    day: '2026-11-21',
    interaction: 5,
    byAction: { task: 5 },
  })
})

test('without a cap nothing is missed, however much it is', () => {
  expect(roomFor(lin, NONE, 'task', TODAY)).toBeNull()
  expect(underCaps(lin, NONE, 'task', 1_000_000, TODAY)).toEqual({ points: 1_000_000, hit: null })
})
