import { streakAfter } from './streak-after'

const at = (today: string, checkedInToday: boolean, streakDays: number) => ({
  today,
  checkedInToday,
  streakDays,
})

test('a day between two runs joins them', () => {
  const seen = { '2026-11': [12, 13, 15, 16, 17] }
  expect(streakAfter('2026-11-14', at('2026-11-17', true, 3), seen)).toBe(6)
})

test('yesterday joins the earlier run while today is still open', () => {
  const seen = { '2026-11': [14, 15, 16] }
  expect(streakAfter('2026-11-17', at('2026-11-18', false, 0), seen)).toBe(4)
})

test('a day with another gap before the streak leaves it as it is', () => {
  const seen = { '2026-11': [12, 15, 16] }
  expect(streakAfter('2026-11-13', at('2026-11-16', true, 2), seen)).toBe(2)
})

test('without the month before, a run that reaches into it has no number yet', () => {
  const strip = at('2026-12-03', true, 2)
  expect(streakAfter('2026-12-01', strip, { '2026-12': [2, 3] })).toBeNull()
  expect(streakAfter('2026-12-01', strip, { '2026-12': [2, 3], '2026-11': [29, 30] })).toBe(5)
})
