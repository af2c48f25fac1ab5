import { stepInWords, type WayStep } from './reward-way'

const step = (change: Partial<WayStep>): WayStep => ({
  kind: 'daily',
  title: '每日签到',
  points: 5,
  count: 1,
  on: null,
  paidFen: null,
  ...change,
})

test('M6: every step is said with its numbers', () => {
  const said = (change: Partial<WayStep>) => stepInWords(step(change))
  expect(said({})).toBe('每日签到')
  expect(said({ kind: 'pending', on: '2026-12-03' })).toBe('12 月 3 日到账的订单积分')
  expect(said({ kind: 'claim', paidFen: 123_401 })).toBe('认领实付约 1,235 元的订单')
  expect(said({ kind: 'claim', paidFen: null })).toBe('认领几笔订单，分几次攒')
  expect(said({ kind: 'check-in', title: '签满 20 天', count: 3 })).toBe('签满 20 天，还差 3 天')
  expect(said({ kind: 'orders', title: '下 2 单', count: 1 })).toBe('下 2 单，还差 1 单')
  expect(said({ kind: 'collect', title: '月签到' })).toBe('月签到，已经达成')
})
