import fc from 'fast-check'
import {
  afterYear,
  type Birthday,
  birthdayAt,
  changeableFrom,
  isBirthday,
  tellBirthday,
} from './birthday'
import { addDays } from '../business-day'

test('29 February is celebrated on the 28th in common years, and its month is always February', () => {
  expect(isBirthday('02-29', '2028-02-29', 'day')).toBe(true)
  expect(isBirthday('02-29', '2028-02-28', 'day')).toBe(false)
  expect(isBirthday('02-29', '2027-02-28', 'day')).toBe(true)
  expect(isBirthday('02-29', '2027-03-01', 'day')).toBe(false)
  // 2100 is divisible by four but is not a leap year.
  expect(isBirthday('02-29', '2100-02-28', 'day')).toBe(true)
  expect(isBirthday('02-28', '2028-02-29', 'day')).toBe(false)
  expect(isBirthday('02-29', '2027-02-01', 'month')).toBe(true)
  expect(isBirthday('02-29', '2027-03-01', 'month')).toBe(false)
})

test('E7: however often a birthday is changed, every calendar year has at most one', () => {
  const telling = fc.record({
    wait: fc.integer({ min: 0, max: 500 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  fc.assert(
    fc.property(fc.array(telling, { minLength: 1, maxLength: 4 }), (tellings) => {
      let [known, today]: [Birthday | null, string] = [null, '2026-01-01']
      const celebrated: string[] = []
      // What a purchase of each day gets, decided on that day.
      const live = (to: string) => {
        for (; today < to; today = addDays(today, 1)) {
          const monthDay = birthdayAt(known, today)
          if (monthDay && isBirthday(monthDay, today, 'day')) celebrated.push(today)
        }
      }
      for (const { wait, month, day } of tellings) {
        live(addDays(today, wait))
        const two = (value: number) => String(value).padStart(2, '0')
        if (known && today < changeableFrom(known)) continue
        known = tellBirthday(known, `${two(month)}-${two(day)}`, today)
      }
      live(addDays(today, 800))
      const years = celebrated.map((day) => day.slice(0, 4))
      expect(new Set(years).size).toBe(years.length)
    }),
    { numRuns: 60 },
  )
})

test('a birthday does not count for purchases from before it was entered', () => {
  const told = tellBirthday(null, '11-10', '2026-11-12')
  expect(birthdayAt(told, '2026-11-10')).toBeNull()
  expect(birthdayAt(told, '2027-11-10')).toBe('11-10')
})

test('a birthday counts from the day it was entered, a changed one from the next year on', () => {
  const told = tellBirthday(null, '11-10', '2026-11-10')
  expect(told).toEqual({
    monthDay: '11-10',
    since: '2026-11-10',
    setOn: '2026-11-10',
    before: null,
  })
  expect(birthdayAt(told, '2026-11-10')).toBe('11-10')
  expect(changeableFrom(told)).toBe('2027-11-10')
  const changed = tellBirthday(told, '03-03', '2028-01-05')
  expect(changed).toEqual({
    monthDay: '03-03',
    since: '2026-11-10',
    setOn: '2028-01-05',
    before: '11-10',
  })
  expect(birthdayAt(changed, '2028-12-31')).toBe('11-10')
  expect(birthdayAt(changed, '2029-01-01')).toBe('03-03')
  // After a second change the birthday that counted in that year still counts to its end.
  const again = tellBirthday(changed, '07-07', '2029-02-01')
  expect([birthdayAt(again, '2029-12-31'), birthdayAt(again, '2030-01-01')]).toEqual([
    '03-03',
    '07-07',
  ])
  expect(birthdayAt(null, '2026-11-10')).toBeNull()
})

test('a person who had a birthday this year, left and came back has the next one next year', () => {
  const told = tellBirthday(null, '11-10', '2027-05-01')
  expect(afterYear(told, undefined)).toBe(told)
  expect(afterYear(told, 2026)).toBe(told)
  expect(afterYear(told, 2027)).toEqual({ ...told, since: '2028-01-01' })
  expect(afterYear(told, 2029)).toEqual({ ...told, since: '2030-01-01' })
  // A birthday that does not count yet is one that a change keeps all the same.
  const waiting = afterYear(told, 2027)
  expect(tellBirthday(waiting, '12-12', '2027-06-01').before).toBe('11-10')
})
