import { hadBefore } from './tier-gift-had'

test('L13: a gift from an earlier membership counts for its own cycle, and the next cycle brings one again', () => {
  const had = [{ tier: 'up', until: '2026-12-31', before: true as const }]
  expect(hadBefore(had, { tier: 'up', cycle: '2026-11-01' })).toBe(true)
  expect(hadBefore(had, { tier: 'up', cycle: '2027-01-01' })).toBe(false)
  expect(hadBefore(had, { tier: 'top', cycle: '2026-11-01' })).toBe(false)
  expect(
    hadBefore([{ tier: 'up', until: '2026-12-31' }], { tier: 'up', cycle: '2026-11-01' }),
  ).toBe(false)
  expect(hadBefore(undefined, { tier: 'up', cycle: '2026-11-01' })).toBe(false)
})
