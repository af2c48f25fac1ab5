import { bars } from './bars'

const month = (at: number, points: number) => ({
  month: `2027-${String(at).padStart(2, '0')}`,
  points,
})

test('the bars add up to the balance, even if there are more months than bars', () => {
  const expiring = [1, 2, 3, 4, 5, 6, 7, 8].map((at) => month(at, at * 10))
  const drawn = bars(expiring)
  expect(drawn).toHaveLength(6)
  expect(drawn.reduce((sum, bar) => sum + bar.points, 0)).toBe(360)
  expect(drawn[5]?.label).toBe('6月起')
})

test('six months are six bars, and the last bar holds one month', () => {
  const drawn = bars([1, 2, 3, 4, 5, 6].map((at) => month(at, 5)))
  expect(drawn[5]).toMatchObject({ label: '6月', points: 5 })
})

test('a month with few points is still visible', () => {
  expect(bars([month(1, 1), month(2, 100_000)])[0]?.percent).toBeGreaterThan(0)
})
