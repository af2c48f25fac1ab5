import fc from 'fast-check'
import { expiresOn, expiryView } from './expiry'

const yearEnd = { policy: 'fixedDate', on: '12-31', yearsLater: 0, leastDays: 90 } as const

test('L2: rolling points expire at the end of the month, a set number of months later', () => {
  const policy = { policy: 'rolling', months: 12 } as const
  expect(expiresOn(policy, '2026-11-20')).toBe('2027-11-30')
  expect(expiresOn({ ...policy, months: 1 }, '2028-01-31')).toBe('2028-02-29')
})

test('L2: points expire on the fixed day; those earned too close to it, or after it, a year later', () => {
  expect(expiresOn(yearEnd, '2026-10-02')).toBe('2026-12-31')
  expect(expiresOn(yearEnd, '2026-10-03')).toBe('2027-12-31')
  expect(expiresOn({ ...yearEnd, leastDays: 0 }, '2026-12-31')).toBe('2026-12-31')
  expect(expiresOn({ ...yearEnd, yearsLater: 1 }, '2026-10-03')).toBe('2027-12-31')
  const june = { ...yearEnd, on: '06-30', leastDays: 0 }
  expect(expiresOn(june, '2026-06-30')).toBe('2026-06-30')
  expect(expiresOn(june, '2026-07-01')).toBe('2027-06-30')
  expect(expiresOn({ ...june, leastDays: 366 }, '2026-07-01')).toBe('2028-06-30')
})

test('a fixed day leaves at least the minimum number of days, and never a year more than needed', () => {
  const day = fc
    .date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const years = fc.integer({ min: 0, max: 3 })
  const days = fc.integer({ min: 0, max: 366 })
  fc.assert(
    fc.property(day, years, days, (earned, yearsLater, leastDays) => {
      const last = expiresOn({ policy: 'fixedDate', on: '03-31', yearsLater, leastDays }, earned)
      const lives = (Date.parse(last) - Date.parse(earned)) / 86_400_000
      expect(last.slice(5)).toBe('03-31')
      expect(lives).toBeGreaterThanOrEqual(leastDays)
      const before = `${Number(last.slice(0, 4)) - 1}-03-31`
      const shorter = (Date.parse(before) - Date.parse(earned)) / 86_400_000
      const tooEarly = Number(before.slice(0, 4)) < Number(earned.slice(0, 4)) + yearsLater
      expect(tooEarly || shorter < leastDays).toBe(true)
    }),
  )
})

test('a member is not shown the settings of the staff', () => {
  const settings = { ...yearEnd, graceDays: 7 }
  expect(expiryView(settings)).toEqual(yearEnd)
})

test('for rolling points a member is told how many months they live, and nothing else', () => {
  const settings = { policy: 'rolling' as const, months: 12, graceDays: 7 }
  expect(expiryView(settings)).toEqual({ policy: 'rolling', months: 12 })
})
