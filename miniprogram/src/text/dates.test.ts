import {
  addDays,
  daysBetween,
  daysInMonth,
  daysUntil,
  dayWithYear,
  dottedDay,
  weekdayOf,
} from './dates'

test('a business day is Shanghai’s: 16:00 UTC is already the next day there', () => {
  expect(dottedDay(Date.UTC(2026, 10, 21, 15, 59))).toBe('2026.11.21')
  expect(dottedDay(Date.UTC(2026, 10, 21, 16, 0))).toBe('2026.11.22')
})

test('from one second before midnight to after it is one day', () => {
  const last = Date.UTC(2026, 10, 21, 15, 59, 59)
  expect(daysBetween(last, last + 1000)).toBe(1)
  expect(daysBetween(last - 3_600_000, last)).toBe(0)
})

test('a day of next year is never written without its year', () => {
  expect(dayWithYear('2027-11-30', '2026-11-20')).toBe('2027 年 11 月 30 日')
  expect(dayWithYear('2026-12-31', '2026-11-20')).toBe('12 月 31 日')
})

test('the days until a date are counted across months and years', () => {
  expect(daysUntil('2026-12-30', '2027-01-02')).toBe(3)
})

test('the calendar knows leap years and weekdays', () => {
  expect(daysInMonth('2028-02')).toBe(29)
  expect(daysInMonth('2027-02')).toBe(28)
  expect(weekdayOf('2026-11-22')).toBe('日')
})

test('the day before the first of a month is the last of the month before', () => {
  expect(addDays('2026-12-01', -1)).toBe('2026-11-30')
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
})
