import fc from 'fast-check'
import { addDays } from '../business-day'
import { decideCheckIn, type CheckInRules } from './check-in'
import { lastDayOf, lengthOf } from './check-in-run'
import { makeUpDay as decideMakeUp, makeUpsLeft, refuseMakeUp } from './make-up'
import { type CheckInState, type Gift, newCheckInState } from '../account/account-parts'

const rules: CheckInRules = {
  cycleDays: 7,
  rewards: [5, 5, 5, 5, 5, 10, 50],
  milestones: [
    { day: 3, points: 0, growth: 4, coupon: { templateId: 'coffee', title: '咖啡' } },
    { day: 7, points: 30, growth: 0, coupon: null },
  ],
  monthly: [
    { days: 3, points: 7, growth: 0, coupon: null },
    { days: 10, points: 20, growth: 5, coupon: { templateId: 'coffee', title: '咖啡' } },
  ],
  makeUp: { cost: 20, perMonth: 3, withinDays: 7 },
}
const START = '2026-11-02'

function checkIn(state: CheckInState, day: string, ladder = rules) {
  const decision = decideCheckIn(state, ladder, day)
  if ('refused' in decision) throw new Error(`${day} is done`)
  return decision
}

function makeUpDay(state: CheckInState, day: string, today: string): CheckInState {
  return decideMakeUp(state, rules, day, today).state
}

/** Days in a row, up to the newest day. */
function streakOf({ runs }: CheckInState): number {
  const run = runs.at(-1)
  return run ? lengthOf(run) : 0
}

function after(days: string[]): CheckInState {
  return days.reduce((state, day) => checkIn(state, day).state, newCheckInState())
}

test('C6: a made-up day joins the streaks on both sides of the gap', () => {
  const state = after(['2026-11-02', '2026-11-03', '2026-11-05'])
  expect(streakOf(state)).toBe(1)
  const joined = makeUpDay(state, '2026-11-04', '2026-11-05')
  expect(streakOf(joined)).toBe(4)
  expect(checkIn(joined, '2026-11-06').streakDays).toBe(5)
})

test('C6: making up yesterday keeps the streak that today continues', () => {
  const state = makeUpDay(after(['2026-11-02', '2026-11-03']), '2026-11-04', '2026-11-05')
  expect(checkIn(state, '2026-11-05').streakDays).toBe(4)
})

test('a gap of two days needs both, in whichever order', () => {
  const state = after(['2026-11-02', '2026-11-05'])
  const one = makeUpDay(state, '2026-11-03', '2026-11-05')
  expect(streakOf(one)).toBe(1)
  expect(streakOf(makeUpDay(one, '2026-11-04', '2026-11-05'))).toBe(4)
  const other = makeUpDay(state, '2026-11-04', '2026-11-05')
  expect(streakOf(other)).toBe(2)
  expect(streakOf(makeUpDay(other, '2026-11-03', '2026-11-05'))).toBe(4)
})

test('a day that is done, today, too long ago, before joining or over the limit is refused', () => {
  const state = after(['2026-11-02', '2026-11-12'])
  const ask = (day: string) => refuseMakeUp(state, rules, day, START, '2026-11-12')
  expect(ask('2026-11-02')).toEqual({ refused: 'DAY_NOT_MISSED' })
  expect(ask('2026-11-12')).toEqual({ refused: 'DAY_NOT_MISSED' })
  expect(ask('2026-11-01')).toEqual({ refused: 'DAY_NOT_MISSED' })
  expect(ask('2026-11-04')).toEqual({ refused: 'MAKE_UP_TOO_LATE', detail: { withinDays: 7 } })
  expect(ask('2026-11-05')).toBeNull()
  const used = ['2026-11-05', '2026-11-06', '2026-11-07'].reduce(
    (now, day) => makeUpDay(now, day, '2026-11-12'),
    state,
  )
  expect(refuseMakeUp(used, rules, '2026-11-08', START, '2026-11-12')).toEqual({
    refused: 'MAKE_UP_LIMIT_REACHED',
    detail: { perMonth: 3 },
  })
  const off = { ...rules, makeUp: null }
  expect(refuseMakeUp(state, off, '2026-11-05', START, '2026-11-12')).toEqual({
    refused: 'MAKE_UP_NOT_OFFERED',
  })
})

test('C5: each monthly step pays once, in addition to the streak', () => {
  let state = newCheckInState()
  const monthly: number[] = []
  for (let i = 0; i < 12; i++) {
    const decision = checkIn(state, addDays(START, i))
    state = decision.state
    monthly.push(decision.monthlyEarned)
  }
  expect(monthly).toEqual([0, 0, 7, 0, 0, 0, 0, 0, 0, 20, 0, 0])
})

test('a made-up day that completes a monthly step pays it immediately', () => {
  const state = after(['2026-11-02', '2026-11-05'])
  expect(decideMakeUp(state, rules, '2026-11-03', '2026-11-05')).toMatchObject({
    monthlyEarned: 7,
    steps: [{ days: 3 }],
  })
})

test('the streak after any make-up is the unbroken run that the calendar shows', () => {
  const day = fc.record({ comes: fc.boolean(), makesUp: fc.integer({ min: 0, max: 7 }) })
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 45 }), (days) => {
      let state = newCheckInState()
      const done = new Set<string>()
      for (const [i, { comes, makesUp }] of days.entries()) {
        const today = addDays(START, i)
        const missed = addDays(today, -makesUp)
        if (refuseMakeUp(state, rules, missed, START, today) === null) {
          state = makeUpDay(state, missed, today)
          done.add(missed)
        }
        if (comes) {
          state = checkIn(state, today).state
          done.add(today)
        }
        let run = 0
        const last = lastDayOf(state)
        while (last && done.has(addDays(last, -run))) run++
        expect(streakOf(state)).toBe(run)
      }
    }),
    { numRuns: 500 },
  )
})

/** Everything that has a value, counted apart: more of one cannot make up for less of another. */
interface Value {
  points: number
  growth: number
  coupons: number
}

const none: Value = { points: 0, growth: 0, coupons: 0 }

function add(value: Value, earned: number, gifts: readonly Gift[]): Value {
  return {
    points: value.points + earned,
    growth: value.growth + gifts.reduce((sum, { growth }) => sum + growth, 0),
    coupons: value.coupons + gifts.filter(({ coupon }) => coupon).length,
  }
}

/** Everything that a check-in brought. */
function addVisit(value: Value, visit: ReturnType<typeof checkIn>): Value {
  const gifts = [...(visit.milestone ? [visit.milestone] : []), ...visit.steps]
  return add(value, visit.earned + visit.monthlyEarned, gifts)
}

/** Any ladder that staff may publish: it never falls, and milestones may be on any day. */
const anyLadder = fc
  .record({
    steps: fc.array(fc.nat(20), { minLength: 7, maxLength: 7 }),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
  })
  .map(({ steps, days }) => {
    let reward = 0
    const coupon = { templateId: 'coffee', title: '咖啡' }
    return {
      ...rules,
      rewards: steps.map((step) => (reward += step)),
      milestones: days.sort().map((day) => ({ day, points: 40, growth: 3, coupon })),
    }
  })

test('C4: skipping and making up never pays more than coming every day', () => {
  const day = fc.record({ comes: fc.boolean(), makesUp: fc.integer({ min: 0, max: 7 }) })
  const days = fc.array(day, { minLength: 1, maxLength: 70 })
  fc.assert(
    fc.property(fc.oneof(fc.constant(rules), anyLadder), days, (ladder, visits) => {
      let [skipper, faithful] = [newCheckInState(), newCheckInState()]
      let [has, could] = [none, none]
      for (const [i, { comes, makesUp }] of visits.entries()) {
        const today = addDays(START, i)
        const every = checkIn(faithful, today, ladder)
        faithful = every.state
        could = addVisit(could, every)
        const missed = addDays(today, -makesUp)
        if (refuseMakeUp(skipper, ladder, missed, START, today) === null) {
          const made = decideMakeUp(skipper, ladder, missed, today)
          skipper = made.state
          has = add(has, made.monthlyEarned, made.steps)
        }
        if (!comes) continue
        const visit = checkIn(skipper, today, ladder)
        skipper = visit.state
        has = addVisit(has, visit)
        expect(has.points).toBeLessThanOrEqual(could.points)
        expect(has.growth).toBeLessThanOrEqual(could.growth)
        expect(has.coupons).toBeLessThanOrEqual(could.coupons)
      }
      expect(streakOf(skipper)).toBeLessThanOrEqual(streakOf(faithful))
    }),
    { numRuns: 1000 },
  )
})

test('C4: a member who comes three days and skips one gets the gift of the third day once a cycle', () => {
  let [state, coupons] = [newCheckInState(), 0]
  for (let i = 0; i < 28; i++) {
    if (i % 4 === 3) continue
    const visit = checkIn(state, addDays(START, i))
    state = visit.state
    if (visit.milestone?.coupon) coupons++
  }
  // Days 3, 11, 19 and 27; without the rule it would be every fourth day.
  expect(coupons).toBe(4)
})

test('C6: a make-up uses up the month in which it is done, whichever day it is for', () => {
  const [first, last] = ['2026-11-24', '2026-12-01']
  let state = after([first, last])
  const left = (today: string) => makeUpsLeft(state, rules, today)
  for (const day of ['2026-11-28', '2026-11-29', '2026-11-30']) {
    state = makeUpDay(state, day, last)
  }
  expect(state.makeUps).toEqual({ month: '2026-12', count: 3 })
  expect(left(last)).toBe(0)
  expect(refuseMakeUp(state, rules, '2026-11-27', START, last)).toEqual({
    refused: 'MAKE_UP_LIMIT_REACHED',
    detail: { perMonth: 3 },
  })
  expect(left('2026-12-31')).toBe(0)
  expect(left('2027-01-01')).toBe(3)
})
