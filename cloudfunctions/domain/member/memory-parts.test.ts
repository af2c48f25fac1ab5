import type { RememberedField } from '../account/account-retention'
import { stricter, withMemory } from './memory'
import type { MemoryParts } from './memory-parts'

const day = '2026-11-20'
const before = '2026-11-19'
const spring = { task: 'spring', cycle: '', done: 1, paid: { entry: '', points: 0, growth: 0 } }
const autumn = { ...spring, task: 'autumn' }
const noVisit = { visits: { day: '', shops: [] }, invites: { day: '', count: 0 } }

/** For one part: what one memory says, what another says, and the stricter of both. */
const MEETINGS: [string, RememberedField, unknown, unknown, unknown][] = [
  ['debts', 'deficit', 5, 9, 9],
  ['limited rewards', 'redeemed', { a: 1, b: 2 }, { a: 3 }, { a: 3, b: 2 }],
  ['rewards called so', 'redeemed', { constructor: 1 }, { a: 1 }, { a: 1, constructor: 1 }],
  [
    'the points of a day',
    'earnedToday',
    { day, interaction: 5, byAction: { checkIn: 5 } },
    { day, interaction: 3, byAction: { checkIn: 1, review: 2 } },
    { day, interaction: 5, byAction: { checkIn: 5, review: 2 } },
  ],
  [
    'days of points',
    'earnedToday',
    { day, interaction: 1, byAction: {} },
    { day: before, interaction: 30, byAction: {} },
    { day, interaction: 1, byAction: {} },
  ],
  [
    'check-ins',
    'checkIn',
    {
      lastDay: day,
      milestonesOn: { 7: before },
      monthly: { '2026-11': 5 },
      makeUps: { month: '2026-11', count: 1 },
    },
    {
      lastDay: before,
      milestonesOn: { 7: day, 3: before },
      monthly: { '2026-11': 10 },
      makeUps: { month: '2026-11', count: 2 },
    },
    {
      lastDay: day,
      milestonesOn: { 7: day, 3: before },
      monthly: { '2026-11': 10 },
      makeUps: { month: '2026-11', count: 2 },
    },
  ],
  [
    'the claims of a day',
    'claims',
    { day, count: 2, points: 80 },
    { day, count: 3, points: 50 },
    { day, count: 3, points: 80 },
  ],
  [
    'locks of claims',
    'claimWatch',
    { wrong: 3, wrongSince: 50, lockedUntil: 0, hourSince: 7, inHour: 2 },
    { wrong: 1, wrongSince: 90, lockedUntil: 900, hourSince: 1, inHour: 1 },
    { wrong: 3, wrongSince: 90, lockedUntil: 900, hourSince: 7, inHour: 2 },
  ],
  ['wrong labels', 'printCodes', { day, wrong: 2 }, { day: before, wrong: 9 }, { day, wrong: 2 }],
  [
    'wrong codes of each kind',
    'wrongCodes',
    { till: { day, wrong: 4 }, visit: { day: before, wrong: 9 } },
    { till: { day, wrong: 7 }, visit: { day, wrong: 1 }, duty: { day, wrong: 2 } },
    { till: { day, wrong: 7 }, visit: { day, wrong: 1 }, duty: { day, wrong: 2 } },
  ],
  ['birthdays', 'birthdayYear', 2026, 2025, 2026],
  [
    'visits, invitations and rewards of tasks',
    'tasks',
    { ...noVisit, visits: { day, shops: ['hubin'] }, paid: [spring] },
    { visits: { day, shops: ['wulin'] }, invites: { day, count: 2 }, paid: [spring, autumn] },
    {
      visits: { day, shops: ['hubin', 'wulin'] },
      invites: { day, count: 2 },
      paid: [autumn, spring],
    },
  ],
  ['debts that were taken over', 'debtsMet', { a: 5, b: 1 }, { a: 7 }, { a: 7, b: 1 }],
  [
    'gifts of tiers',
    'tierGifts',
    [{ tier: 'up', until: day }],
    [
      { tier: 'up', until: before },
      { tier: 'top', until: day },
    ],
    [
      { tier: 'top', until: day },
      { tier: 'up', until: day },
    ],
  ],
  ['gifts', 'giftsHad', ['join'], ['profile', 'join'], ['join', 'profile']],
]

test('L13: a memory that has taken over all earlier memberships replaces them, so that a paid debt stays paid', () => {
  const kept = { _id: 'a', brand: 'b', lives: ['one', 'two'], parts: { deficit: 9 }, at: 1 }
  const later = { ...kept, lives: ['one', 'two', 'three'], parts: {}, at: 2 }
  expect(withMemory(kept, later)).toEqual(later)
  const other = { ...later, lives: ['one', 'three'] }
  expect(withMemory(kept, other).parts).toEqual({ deficit: 9 })
  const gifts = { ...later, lives: [], parts: { giftsHad: ['join' as const] } }
  expect(withMemory(gifts, gifts).parts).toEqual(gifts.parts)
})

/** The order of a set does not matter, so sets are sorted before they are compared. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inOrder(each)]))
}

test.each(MEETINGS)(
  'L13: when two memories meet, the stricter value counts, whichever came first: %s',
  (_what, field, one, other, both) => {
    const met = (a: unknown, b: unknown) =>
      inOrder(stricter({ [field]: a } as Partial<MemoryParts>, { [field]: b })[field])
    expect(met(one, other)).toEqual(both)
    expect(met(other, one)).toEqual(both)
  },
)
