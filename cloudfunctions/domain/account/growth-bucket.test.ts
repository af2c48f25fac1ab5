import { addGrowth, anniversaryIn, growthBetween, knownBuckets, withGrowth } from './growth-bucket'
import { countsFrom, cycleAt, isForEver } from './tier-cycle'

const JOINED_ON = '2024-02-29'

test('29 February is celebrated on the 28th of a common year, also in 2100', () => {
  const days = [2024, 2025, 2028, 2100, 2400].map((year) => anniversaryIn(year, JOINED_ON))
  expect(days).toEqual(['2024-02-29', '2025-02-28', '2028-02-29', '2100-02-28', '2400-02-29'])
  expect(anniversaryIn(2027, '2026-11-20')).toBe('2027-11-20')
})

test('growth is kept by month, and the month of joining is split on the day', () => {
  const joinedOn = '2026-11-20'
  let buckets = addGrowth([], 5, '2027-11-19', joinedOn)
  buckets = addGrowth(buckets, 7, '2027-11-20', joinedOn)
  buckets = addGrowth(buckets, 1, '2027-11-30', joinedOn)
  buckets = addGrowth(buckets, 2, '2027-12-01', joinedOn)
  buckets = addGrowth(buckets, -3, '2027-12-31', joinedOn)
  expect(buckets).toEqual([
    { from: '2027-11-01', growth: 5 },
    { from: '2027-11-20', growth: 8 },
    { from: '2027-12-01', growth: -1 },
  ])
})

test('buckets are sorted by month in whatever order they were added, and none is older than 25 months', () => {
  const late = addGrowth([{ from: '2027-12-01', growth: 1 }], 2, '2027-01-05', '2026-11-20')
  expect(late.map(({ from }) => from)).toEqual(['2027-01-01', '2027-12-01'])
  const old = [
    { from: '2025-10-01', growth: 1 },
    { from: '2025-11-01', growth: 2 },
  ]
  expect(addGrowth(old, 3, '2027-12-15', '2026-11-20')).toEqual([
    { from: '2025-11-01', growth: 2 },
    { from: '2027-12-01', growth: 3 },
  ])
})

test('growth from before months were kept counts on the day it is first needed, and no growth needs no bucket', () => {
  expect(knownBuckets({ growth: 40 }, '2027-05-05', '2026-11-20')).toEqual([
    { from: '2027-05-01', growth: 40 },
  ])
  expect(knownBuckets({ growth: 0 }, '2027-05-05', '2026-11-20')).toEqual([])
  const known = [{ from: '2027-01-01', growth: 3 }]
  expect(knownBuckets({ growth: 40, growthBuckets: known }, '2027-05-05', '2026-11-20')).toBe(known)
  const holder = { growth: 40, joinedAt: Date.parse('2026-11-20T10:00:00+08:00') }
  expect(withGrowth(holder, -10, '2027-06-01')).toEqual({
    growth: 30,
    growthBuckets: [{ from: '2027-06-01', growth: 30 }],
  })
})

test('growth between two days includes both, and is never below zero', () => {
  const buckets = [
    { from: '2027-01-01', growth: 5 },
    { from: '2027-02-01', growth: 7 },
    { from: '2027-03-01', growth: -9 },
  ]
  expect(growthBetween(buckets, '2027-01-01', '2027-02-01')).toBe(12)
  expect(growthBetween(buckets, '2027-01-02', '2027-02-28')).toBe(7)
  expect(growthBetween(buckets, '2027-01-01', '2027-03-01')).toBe(3)
  expect(growthBetween(buckets, '2027-03-01', '2027-12-31')).toBe(0)
})

test('a cycle begins on its first day and not before, and the next one follows on its last', () => {
  const year = cycleAt({ kind: 'calendarYear' }, '2027-12-31', JOINED_ON)
  expect(year).toEqual({ from: '2027-01-01', to: '2027-12-31' })
  const turn = (day: string) => cycleAt({ kind: 'anniversary' }, day, '2026-11-20')
  expect(turn('2027-11-19')).toEqual({ from: '2026-11-20', to: '2027-11-19' })
  expect(turn('2027-11-20')).toEqual({ from: '2027-11-20', to: '2028-11-19' })
  const rolling = { kind: 'rolling', months: 3 } as const
  expect(cycleAt(rolling, '2027-11-20', JOINED_ON)).toEqual({
    from: '2027-11-01',
    to: '2028-01-31',
  })
  expect(isForEver(cycleAt({ kind: 'none' }, '2027-11-20', JOINED_ON))).toBe(true)
  expect(isForEver(year)).toBe(false)
})

test('a rolling window counts from the first of its oldest month, any other from its cycle', () => {
  const cycle = { from: '2027-02-28', to: '2028-02-28' }
  expect(countsFrom({ kind: 'rolling', months: 3 }, cycle, '2027-11-20')).toBe('2027-09-01')
  expect(countsFrom({ kind: 'anniversary' }, cycle, '2027-11-20')).toBe('2027-02-28')
})
