import { accountId, assertAccount, newAccount, NEVER, spendable, type Account } from './account'
import { allOf, assertKinds, isNoKind, lessKinds, noKind } from './by-kind'
import { countOf, mostOf, withCount } from './counts'
import { addToLots, assertLots, splitExpired, takeFromLots } from './lot'

const JOINED = Date.parse('2026-11-20T10:00:00+08:00')
const who = {
  brand: 'b',
  memberId: 'm',
  nickname: 'lin',
  phoneTail: '12',
  phoneMasked: '138****0012',
  consentVersion: '3',
  joinedAt: JOINED,
}
const lot = (expiresOn: string, points: number) => ({ expiresOn, points })
const rich: Account = {
  ...newAccount(who),
  balance: 5,
  lots: [lot('2026-12-31', 2), lot('2027-01-31', 3)],
  nextExpiry: '2026-12-31',
}

test('a new account has no points and no debt, and its tier is due for assessment on the first day', () => {
  expect(newAccount(who)).toEqual({
    ...who,
    _id: 'b:m',
    seq: 0,
    balance: 0,
    lots: [],
    nextExpiry: NEVER,
    deficit: 0,
    growth: 0,
    nextTier: '2026-11-20',
    earnedByKind: { consumption: 0, reward: 0, interaction: 0 },
    pending: 0,
    checkIn: expect.objectContaining({ runs: [], ladders: [], last: null }),
    claims: { day: '', count: 0, points: 0 },
    redeemed: {},
    isGuide: false,
  })
  expect(accountId('b', 'm')).toBe('b:m')
})

test.each([
  ['the balance is the sum of the lots', { balance: 6 }],
  ['the balance', { balance: -5 }],
  ['the deficit', { deficit: -1 }],
  ['the deficit', { deficit: 0.5 }],
  ['the growth', { growth: -1 }],
  ['the pending points', { pending: -1 }],
  ['the number of entries', { seq: Number.NaN }],
  ['a lot', { balance: 0, lots: [lot('2026-12-31', -1), lot('2027-01-31', 1)] }],
  ['a lot is not empty', { lots: [lot('2026-12-31', 0), lot('2027-01-31', 5)] }],
  ['lots are sorted', { lots: [lot('2027-01-31', 3), lot('2026-12-31', 2)] }],
  ['one per day', { lots: [lot('2027-01-31', 3), lot('2027-01-31', 2)] }],
])('an account whose rules are broken is a bug: %s', (what, change) => {
  expect(() => assertAccount(rich)).not.toThrow()
  expect(() => assertAccount({ ...rich, ...change })).toThrow(what)
})

test('lots are checked one by one, each against the one before it', () => {
  expect(() => assertLots([])).not.toThrow()
  expect(() => assertLots([lot('2026-12-31', 0.5)])).toThrow('a lot is a safe integer')
  const days = ['2026-12-31', '2027-01-31', '2027-02-28']
  expect(() => assertLots(days.map((day) => lot(day, 1)))).not.toThrow()
  expect(() =>
    assertLots([lot('2027-01-31', 1), lot('2027-02-28', 1), lot('2027-02-28', 1)]),
  ).toThrow('one per day')
})

test('points that end today can be spent today, and not tomorrow', () => {
  expect(spendable(rich, '2026-12-31')).toEqual({ points: 5, lots: rich.lots })
  expect(spendable(rich, '2027-01-01')).toEqual({ points: 3, lots: [lot('2027-01-31', 3)] })
  expect(spendable(rich, '2027-02-01')).toEqual({ points: 0, lots: [] })
  expect(splitExpired(rich.lots, '2027-01-01').expired).toEqual([lot('2026-12-31', 2)])
})

test('added points join the lot of their day, and a lot without points is left out', () => {
  const added = addToLots(rich.lots, [
    lot('2027-01-31', 4),
    lot('2026-11-30', 1),
    lot('2028-01-31', 0),
  ])
  expect(added).toEqual([lot('2026-11-30', 1), lot('2026-12-31', 2), lot('2027-01-31', 7)])
  expect(addToLots(added, [lot('2026-12-31', -2)])).toEqual([
    lot('2026-11-30', 1),
    lot('2027-01-31', 7),
  ])
})

test('taking a whole lot leaves none of it, and taking too much takes everything', () => {
  expect(takeFromLots(rich.lots, 2)).toEqual({
    taken: [lot('2026-12-31', 2)],
    left: [lot('2027-01-31', 3)],
  })
  expect(takeFromLots(rich.lots, 0)).toEqual({ taken: [], left: rich.lots })
  expect(takeFromLots(rich.lots, 99)).toEqual({ taken: rich.lots, left: [] })
  expect(() => takeFromLots(rich.lots, -1)).toThrow('points to take')
})

test('the kinds are empty only if all are zero, and a kind that is not a whole number is a bug', () => {
  expect(isNoKind(noKind())).toBe(true)
  expect(isNoKind(allOf('reward', 1))).toBe(false)
  const cancelled = { consumption: 1, reward: -1, interaction: 0 }
  expect(isNoKind(cancelled)).toBe(false)
  expect(lessKinds(allOf('reward', 3), allOf('consumption', 2))).toEqual({
    consumption: -2,
    reward: 3,
    interaction: 0,
  })
  expect(() => assertKinds(allOf('reward', 0.5), 0.5)).toThrow('safe integer')
  expect(() => assertKinds(allOf('reward', 2), 3)).toThrow('add up')
})

test('counts drop zeros, and an id may be a name that every object inherits', () => {
  expect(countOf({ mug: 2 }, 'mug')).toBe(2)
  expect([countOf({}, 'mug'), countOf({}, 'constructor')]).toEqual([0, 0])
  expect(withCount({ mug: 1, box: 4 }, 'mug', 2)).toEqual({ box: 4, mug: 2 })
  expect(withCount({ mug: 1, box: 4 }, 'mug', 0)).toEqual({ box: 4 })
  expect(withCount({ mug: 1 }, 'mug', -1)).toEqual({})
  expect(mostOf({ mug: 1, box: 4 }, { mug: 3 })).toEqual({ mug: 3, box: 4 })
})
