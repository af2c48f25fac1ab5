import { newCheckInState, type CheckInState } from '../account/account-parts'
import { addDays } from '../business-day'
import {
  checkedDays,
  checkInStrip,
  decideCheckIn,
  firstMonth,
  giftShown,
  isMarked,
  lastCheckIn,
  type CheckInRules,
} from './check-in'
import { makeUpDay, makeUpsLeft, missedDays, refuseMakeUp } from './make-up'

const coffee = { templateId: 'coffee', title: '咖啡' }
const rules: CheckInRules = {
  cycleDays: 7,
  rewards: [5, 5, 5, 5, 5, 10, 50],
  milestones: [
    { day: 3, points: 4, growth: 2, coupon: coffee },
    { day: 7, points: 30, growth: 0, coupon: null },
  ],
  monthly: [
    { days: 1, points: 1, growth: 0, coupon: null },
    { days: 3, points: 7, growth: 0, coupon: null },
  ],
  makeUp: { cost: 20, perMonth: 1, withinDays: 3 },
}
const START = '2026-11-02'

function checkIn(state: CheckInState, day: string) {
  const decision = decideCheckIn(state, rules, day)
  if ('refused' in decision) throw new Error(`${day} is done`)
  return decision
}

/** The state after some days, each given as a number of days after the start. */
function after(...days: number[]): CheckInState {
  return days.reduce((state, day) => checkIn(state, addDays(START, day)).state, newCheckInState())
}
const strip = (state: CheckInState, day: number) => checkInStrip(state, rules, addDays(START, day))
const states = (state: CheckInState, day: number) =>
  strip(state, day)
    .days.map((each) => each.state)
    .join(' ')

test('before the first check-in the strip begins today and shows what each day will bring', () => {
  const first = strip(newCheckInState(), 0)
  expect(first).toMatchObject({
    today: START,
    checkedInToday: false,
    streakDays: 0,
    cycleDays: 7,
  })
  expect(first.days.map(({ day }) => day)).toEqual(
    [0, 1, 2, 3, 4, 5, 6].map((i) => addDays(START, i)),
  )
  expect(first.days.map(({ points }) => points)).toEqual([5, 5, 9, 5, 5, 10, 80])
  const gift = { growth: 2, couponTitle: '咖啡' }
  expect(first.days.map((each) => each.gift)).toEqual([null, null, gift, null, null, null, null])
  expect(states(newCheckInState(), 0)).toBe('today ahead ahead ahead ahead ahead ahead')
})

test('the strip marks the days that are done, and today until it is', () => {
  expect(states(after(0), 0)).toBe('done ahead ahead ahead ahead ahead ahead')
  expect(states(after(0), 1)).toBe('done today ahead ahead ahead ahead ahead')
  expect(states(after(0, 1), 1)).toBe('done done ahead ahead ahead ahead ahead')
  expect(strip(after(0, 1), 2)).toMatchObject({ checkedInToday: false, streakDays: 2 })
  expect(strip(after(0, 1), 1)).toMatchObject({ checkedInToday: true, streakDays: 2 })
})

test('after a missed day the strip begins anew today', () => {
  const broken = strip(after(0, 1), 3)
  expect(broken).toMatchObject({ streakDays: 0, checkedInToday: false })
  expect(broken.days[0]).toMatchObject({ day: addDays(START, 3), state: 'today' })
  const later = strip(after(0, 1, 3), 3)
  expect(later).toMatchObject({ streakDays: 1 })
  expect(later.days[0]).toMatchObject({ day: addDays(START, 3), state: 'done' })
})

test('a full cycle stays on the strip until midnight, and the streak goes on in the next one', () => {
  const full = after(0, 1, 2, 3, 4, 5, 6)
  expect(states(full, 6)).toBe('done done done done done done done')
  expect(strip(full, 6).streakDays).toBe(7)
  const next = strip(full, 7)
  expect(next).toMatchObject({ streakDays: 7, checkedInToday: false })
  expect(next.days[0]).toMatchObject({ day: addDays(START, 7), state: 'today', points: 5 })
  expect(strip(full, 8).streakDays).toBe(0)
  const six = strip(after(0, 1, 2, 3, 4, 5), 6)
  expect(six.days[0]?.day).toBe(START)
})

test('C4: a milestone that was paid less than a cycle ago is not on the strip a second time', () => {
  const again = strip(after(0, 1, 2, 4), 4)
  expect(again.days[2]).toMatchObject({ day: addDays(START, 6), points: 5, gift: null })
  const paid = strip(after(0, 1, 2), 2)
  expect(paid.days[2]).toMatchObject({ points: 9, gift: { couponTitle: '咖啡' } })
  expect(strip(after(0, 1, 2), 7).days[2]?.points).toBe(9)
})

test('a gift of points alone is shown by its points', () => {
  const gift = { points: 5, growth: 0, coupon: null }
  expect(giftShown(null)).toBeNull()
  expect(giftShown(gift)).toBeNull()
  expect(giftShown({ ...gift, growth: 3 })).toEqual({ growth: 3, couponTitle: null })
  expect(giftShown({ ...gift, coupon: coffee })).toEqual({ growth: 0, couponTitle: '咖啡' })
})

test('L13: a day that an earlier membership has had is not paid again', () => {
  const back = { ...newCheckInState(), doneBefore: addDays(START, 2) }
  expect(lastCheckIn(back)).toBe(addDays(START, 2))
  expect(lastCheckIn(newCheckInState())).toBeNull()
  expect(decideCheckIn(back, rules, addDays(START, 2))).toEqual({ refused: 'ALREADY_CHECKED_IN' })
  const next = checkIn(back, addDays(START, 3)).state
  expect(lastCheckIn(next)).toBe(addDays(START, 3))
  expect(strip(back, 2).checkedInToday).toBe(true)
  expect(strip(back, 3).checkedInToday).toBe(false)
})

test('C5: all 31 days of a month count, and the calendar shows each', () => {
  let state = newCheckInState()
  const every = { ...rules, monthly: [{ days: 31, points: 9, growth: 0, coupon: null }] }
  const steps: number[] = []
  for (let date = 1; date <= 31; date++) {
    const day = `2027-01-${String(date).padStart(2, '0')}`
    expect(isMarked(state, day)).toBe(false)
    const decision = decideCheckIn(state, every, day)
    if ('refused' in decision) throw new Error('a new day is open')
    state = decision.state
    steps.push(decision.monthlyEarned)
    expect(isMarked(state, day)).toBe(true)
  }
  expect(checkedDays(state, '2027-01')).toEqual(Array.from({ length: 31 }, (_, i) => i + 1))
  expect(checkedDays(state, '2027-02')).toEqual([])
  expect(steps).toEqual([...Array<number>(30).fill(0), 9])
})

test('C5: a step is paid once a month, also when an older month was made up in between', () => {
  const wide = { ...rules, makeUp: { cost: 20, perMonth: 9, withinDays: 14 } }
  let state = newCheckInState()
  for (const day of ['2026-12-01', '2026-12-02', '2026-12-03']) state = checkIn(state, day).state
  state = makeUpDay(state, wide, '2026-11-30', '2026-12-03').state
  state = checkIn(state, '2027-01-01').state
  expect(makeUpDay(state, wide, '2026-12-25', '2027-01-02').steps).toEqual([])
  // The first day of a month is a step of its own here.
  expect(checkIn(newCheckInState(), '2026-12-01').steps.map(({ days }) => days)).toEqual([1])
  const both = {
    ...rules,
    monthly: rules.monthly.map((each) => ({ ...each, days: each.days + 1 })),
  }
  const first = decideCheckIn(newCheckInState(), both, '2026-12-01')
  expect(first).toMatchObject({ steps: [], monthlyEarned: 0 })
})

test('the calendar goes back two years, and not to before joining', () => {
  expect(firstMonth('2020-05-06', '2026-11-20')).toBe('2024-11')
  expect(firstMonth('2026-05-06', '2026-11-20')).toBe('2026-05')
  let state = newCheckInState()
  for (let i = 0; i < 26; i++) {
    const [year, month] = [2024 + Math.floor((i + 9) / 12), ((i + 9) % 12) + 1]
    state = checkIn(state, `${year}-${String(month).padStart(2, '0')}-05`).state
  }
  expect(Object.keys(state.months)).toHaveLength(25)
  expect([checkedDays(state, '2024-10'), checkedDays(state, '2024-11')]).toEqual([[], [5]])
})

test('C6: missed days are offered newest first, as far back as the programme says', () => {
  const state = after(0, 3)
  const offered = (day: number, joined = 0) =>
    missedDays(state, rules, addDays(START, joined), addDays(START, day))
  expect(offered(4)).toEqual([
    { day: addDays(START, 2), streakDays: 2 },
    { day: addDays(START, 1), streakDays: 1 },
  ])
  expect(offered(5).map(({ day }) => day)).toEqual([addDays(START, 4), addDays(START, 2)])
  // The day of joining counts, and none before it.
  expect(offered(4, 2).map(({ day }) => day)).toEqual([addDays(START, 2)])
  const none = { ...rules, makeUp: null }
  expect(missedDays(state, none, START, addDays(START, 4))).toEqual([])
  expect(makeUpsLeft(state, none, addDays(START, 4))).toBe(0)
})

test('C6: make-ups of another month leave this one’s number whole', () => {
  const [gap, today] = [addDays(START, 2), addDays(START, 4)]
  const used = { ...after(0, 3), makeUps: { month: '2026-10', count: 1 } }
  expect(makeUpsLeft(used, rules, today)).toBe(1)
  expect(refuseMakeUp(used, rules, gap, START, today)).toBeNull()
  const made = makeUpDay(used, rules, gap, today)
  expect(made.state.makeUps).toEqual({ month: '2026-11', count: 1 })
  expect(made.streakDays).toBe(2)
  expect(refuseMakeUp(made.state, rules, addDays(START, 1), START, today)).toEqual({
    refused: 'MAKE_UP_LIMIT_REACHED',
    detail: { perMonth: 1 },
  })
})
