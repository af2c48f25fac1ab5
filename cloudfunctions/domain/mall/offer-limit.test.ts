import * as v from 'valibot'
import type { LimitRules } from '../../contracts/mall/offer'
import { limits as limitsSchema } from '../../contracts/mall/offer'
import { countedDown, countedUp, limitsFor, reachedOf, takenOf } from './offer-limit'

const list = (...given: Partial<LimitRules>[]) => v.parse(limitsSchema, given)
const limit = (period: LimitRules['period'], count: number, change: Partial<LimitRules> = {}) => ({
  who: 'each' as const,
  period,
  count,
  ...change,
})

function limitsOn(today: string, own: LimitRules[], whole: LimitRules[] = [], tier = 'sand') {
  const reward = { limits: whole, perMember: null }
  return limitsFor('mug', reward, { id: 'rich', limits: own }, () => tier, today)
}
const keysOn = (today: string) =>
  limitsOn(
    today,
    list(limit('day', 1), limit('week', 1), limit('month', 1), limit('ever', 1)),
  ).each.map(({ key }) => key)

test('M4: a day, a week from Monday and a month of the calendar are counted apart', () => {
  // A Monday that begins a week, at the end of a month.
  expect(keysOn('2026-11-30')).toEqual([
    'mug:rich@2026-11-30',
    'mug:rich@w2026-11-30',
    'mug:rich@2026-11',
    'mug:rich',
  ])
  expect(keysOn('2026-12-01').slice(1, 3)).toEqual(['mug:rich@w2026-11-30', 'mug:rich@2026-12'])
  expect(keysOn('2026-11-29')[1]).toBe('mug:rich@w2026-11-23')
  expect(keysOn('2027-01-03').slice(1, 3)).toEqual(['mug:rich@w2026-12-28', 'mug:rich@2027-01'])
})

test('M4: the reward is counted over its offers, and members of a tier apart from all', () => {
  const { each, all } = limitsOn(
    '2026-11-30',
    list(limit('ever', 5), limit('ever', 9, { who: 'all', tiers: ['tower', 'sand'] })),
    list(limit('month', 2), limit('day', 3, { who: 'all' })),
  )
  const taken = takenOf('mug', 'rich', { each, all })
  expect(taken).toEqual({
    offerId: 'rich',
    each: ['mug', 'mug@2026-11', 'mug:rich'],
    all: ['mug@2026-11-30', 'mug:rich#sand+tower'],
  })
  const other = limitsOn('2026-11-30', list(limit('ever', 9, { who: 'all', tiers: ['tower'] })))
  expect(other.all).toEqual([])
})

test('M4: counts go up by one, lose what is over, and come back to what they were', () => {
  const before = { 'mug:rich@2026-10': 2, 'mug:rich@w2026-11-16': 1, mug: 4, 'mug:rich@2026-11': 1 }
  const keys = ['mug', 'mug:rich@2026-11', 'mug:rich@2026-11-30']
  const after = countedUp(before, keys, '2026-11-30')
  expect(after).toEqual({ mug: 5, 'mug:rich@2026-11': 2, 'mug:rich@2026-11-30': 1 })
  expect(countedDown(after, keys)).toEqual({ mug: 4, 'mug:rich@2026-11': 1 })
  // In the next month the place of this one is gone, and no other is given back for it.
  const next = countedUp(after, ['mug', 'mug:rich@2026-12'], '2026-12-02')
  expect(countedDown(next, keys)).toEqual({ mug: 5, 'mug:rich@2026-12': 1 })
})

test('M4: a request from before midnight that is written after one of the new day empties neither day', () => {
  const late = ['mug:rich@2026-11-30', 'mug:rich@2026-11', 'mug:rich@w2026-11-23']
  const full = { 'mug:rich@2026-11-30': 100, 'mug:rich@2026-11': 300, 'mug:rich@w2026-11-23': 200 }
  const fresh = ['mug:rich@2026-12-01', 'mug:rich@2026-12', 'mug:rich@w2026-11-30']
  const first = countedUp(full, fresh, '2026-12-01')
  expect(first).toMatchObject({ 'mug:rich@2026-11-30': 100, 'mug:rich@2026-11': 300 })
  const second = countedUp(first, late, '2026-11-30')
  expect(second).toMatchObject({ 'mug:rich@2026-12-01': 1, 'mug:rich@2026-12': 1 })
  expect(second['mug:rich@2026-11-30']).toBe(101)
})

test('M4: the first limit that is full is named, and a damaged count is full', () => {
  const { each } = limitsOn('2026-11-30', list(limit('day', 1), limit('month', 3)))
  expect(reachedOf(each, {})).toBeNull()
  expect(reachedOf(each, { 'mug:rich@2026-11': 2 })).toBeNull()
  expect(reachedOf(each, { 'mug:rich@2026-11': 3 })).toEqual({ limit: 3, period: 'month' })
  const odd = { 'mug:rich@2026-11-30': 'none' } as unknown as Record<string, number>
  expect(reachedOf(each, odd)).toEqual({ limit: 1, period: 'day' })
})
