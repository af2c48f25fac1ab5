import fc from 'fast-check'
import { addDays } from '../business-day'
import { checkedDays, checkInStrip, decideCheckIn } from './check-in'
import { newCheckInState } from '../account/account-parts'

const rules = {
  cycleDays: 7,
  rewards: [5, 5, 5, 5, 5, 10, 50],
  milestones: [],
  monthly: [],
  makeUp: null,
}
const START = '2026-02-20'

test('C1: each day pays at most once, whichever are tried, and the streak restarts after a gap', () => {
  const tries = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 80 })
  fc.assert(
    fc.property(tries, (gaps) => {
      let state = newCheckInState()
      let [day, streak, last] = [START, 0, '']
      for (const gap of gaps) {
        day = addDays(day, gap)
        const decision = decideCheckIn(state, rules, day)
        if (day === last) {
          expect(decision).toEqual({ refused: 'ALREADY_CHECKED_IN' })
          continue
        }
        streak = last !== '' && addDays(last, 1) === day ? streak + 1 : 1
        last = day
        if ('refused' in decision) throw new Error('a new day is open')
        expect(decision.streakDays).toBe(streak)
        expect(decision.earned).toBe(rules.rewards[(streak - 1) % 7])
        state = decision.state
        expect(checkInStrip(state, rules, day).checkedInToday).toBe(true)
      }
    }),
  )
})

test('a clock that went back does not pay a day again', () => {
  const first = decideCheckIn(newCheckInState(), rules, '2026-03-01')
  if ('refused' in first) throw new Error('a new day is open')
  expect(decideCheckIn(first.state, rules, '2026-02-28')).toEqual({ refused: 'ALREADY_CHECKED_IN' })
})

test('29 February is a day of the streak and of the calendar', () => {
  let state = newCheckInState()
  for (const day of ['2028-02-28', '2028-02-29', '2028-03-01']) {
    const decision = decideCheckIn(state, rules, day)
    if ('refused' in decision) throw new Error('a new day is open')
    state = decision.state
  }
  expect(checkInStrip(state, rules, '2028-03-01').streakDays).toBe(3)
  expect(checkedDays(state, '2028-02')).toEqual([28, 29])
})
