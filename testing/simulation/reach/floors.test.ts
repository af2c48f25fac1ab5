import { Coverage } from '../coverage'
import { shortagesOf } from './floors'

const FLOORS = { 'mall.open: ok': 10 }

test('what happened too seldom is named with its count and the least', () => {
  const counted = new Coverage()
  counted.count('mall.open: ok', 9)
  expect(shortagesOf(counted, 10_000, FLOORS)).toEqual([
    'mall.open: ok: 9 times, at least 10 are wanted',
  ])
  counted.count('mall.open: ok')
  expect(shortagesOf(counted, 10_000, FLOORS)).toEqual([])
})

test('the least is in proportion to the actions of the run', () => {
  const counted = new Coverage()
  counted.count('mall.open: ok', 5)
  expect(shortagesOf(counted, 5_000, FLOORS)).toEqual([])
  expect(shortagesOf(counted, 20_000, FLOORS)).toHaveLength(1)
})
