import { cycleOf } from './task'
import type { CountedTask } from '../account/account-parts'

const CAMPAIGN: CountedTask = {
  id: 'eleven',
  kind: 'orders',
  title: '双 11 下 3 单',
  about: '',
  window: 'once',
  from: '2026-11-01',
  to: '2026-11-11',
  goal: 3,
  points: 60,
  growth: 5,
  leastFen: 1000,
}

test('T7: a campaign window is its own days, the last one too', () => {
  const days = ['2026-10-31', '2026-11-01', '2026-11-11', '2026-11-12']
  const cycles = days.map((day) => cycleOf(CAMPAIGN, day))
  const window = { cycle: 'once', lastDay: '2026-11-11' }
  expect(cycles).toEqual([null, window, window, null])
})
