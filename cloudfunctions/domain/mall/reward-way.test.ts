import { wayTo, type WayFacts } from './reward-way'

type Row = WayFacts['rows'][number]

const row = (change: Partial<Row>): Row => ({
  id: 'one',
  kind: 'orders',
  group: 'shopping',
  title: '下单',
  about: '',
  points: 10,
  growth: 0,
  inviteePoints: 0,
  count: 0,
  goal: 1,
  cycle: null,
  state: 'open',
  until: null,
  ...change,
})
const daily = row({ id: 'daily', kind: 'daily', title: '每日签到', points: 5 })
const profile = row({ id: 'profile', kind: 'profile', title: '填生日', points: 20 })
const visit = row({ id: 'visit', kind: 'visit', title: '到店签到', points: 8, goal: 3 })
const ordered = row({ kind: 'orders', title: '下 2 单', points: 100, goal: 2 })
const waiting = row({
  id: 'month',
  kind: 'check-in',
  title: '月签到',
  points: 30,
  state: 'collectable',
})

const facts = (gap: number, change: Partial<WayFacts> = {}): WayFacts => ({
  gap,
  today: '2026-11-20',
  isCheckedIn: false,
  rows: [],
  room: null,
  pending: [],
  rate: { points: 1, perFen: 100, most: null },
  ...change,
})

const told = (way: ReturnType<typeof wayTo>) => way.steps.map(({ kind, points }) => [kind, points])

test('M6: the shortest list that closes the gap is shown, and of two of one length the easier one', () => {
  const rows = [daily, profile, visit, ordered, waiting]
  expect(told(wayTo(facts(5, { rows })))).toEqual([['collect', 30]])
  expect(told(wayTo(facts(4, { rows: [daily, profile, ordered] })))).toEqual([['daily', 5]])
  expect(told(wayTo(facts(25, { rows: [daily, profile, visit] })))).toEqual([
    ['daily', 5],
    ['profile', 20],
  ])
  expect(told(wayTo(facts(60, { rows })))).toEqual([['orders', 100]])
  expect(wayTo(facts(5, { rows })).short).toBe(5)
  // Two orders of one task are two things to do.
  expect(told(wayTo(facts(25, { rows: [ordered, daily, profile] })))).toEqual([
    ['daily', 5],
    ['profile', 20],
  ])
})

test('M6: an order at the base rate closes what the best steps leave, rounded up to whole fen', () => {
  const rate = { points: 3, perFen: 200, most: 95 }
  expect(wayTo(facts(100, { rows: [daily], rate })).steps).toEqual([
    { kind: 'daily', title: '每日签到', points: 5, count: 1, on: null, paidFen: null },
    { kind: 'claim', title: '认领订单', points: 95, count: 1, on: null, paidFen: 6334 },
  ])
  // One order may not bring that much, so no amount is named.
  const capped = wayTo(facts(100, { rows: [daily], rate: { ...rate, most: 94 } }))
  expect(capped.steps.at(-1)).toMatchObject({ kind: 'claim', points: 95, paidFen: null })
  // A brand whose orders bring nothing is promised nothing.
  const nothing = { points: 0, perFen: 100, most: null }
  expect(told(wayTo(facts(100, { rows: [daily], rate: nothing })))).toEqual([['daily', 5]])
})

test('M6: pending points count with their day, the earliest first, and need no tap', () => {
  const pending = [
    { points: 40, on: '2026-12-03' },
    { points: 40, on: '2026-11-25' },
  ]
  const { steps } = wayTo(facts(30, { rows: [ordered], pending }))
  expect(steps).toEqual([
    { kind: 'pending', title: '订单积分', points: 40, count: 1, on: '2026-11-25', paidFen: null },
  ])
  // Several orders are one step, on the day of the last one, so many small ones send nobody to buy.
  const many = Array.from({ length: 8 }, (_, i) => ({ points: 30, on: `2026-12-0${i + 1}` }))
  const { steps: coming } = wayTo(facts(150, { rows: [ordered], pending: many }))
  expect(coming).toEqual([
    expect.objectContaining({ kind: 'pending', points: 150, on: '2026-12-05' }),
  ])
})

test('M6: no step promises more than today’s caps leave', () => {
  const rows = [profile, visit, daily]
  const few = { left: 6, limit: 30, perDay: 30 }
  // Together they may bring 6 today, so an order closes the rest.
  expect(told(wayTo(facts(20, { rows, room: few })))).toEqual([
    ['profile', 6],
    ['claim', 14],
  ])
  const none = { left: 0, limit: 30, perDay: 30 }
  expect(told(wayTo(facts(20, { rows, room: none })))).toEqual([['claim', 20]])
  // A task above the whole cap brings the cap.
  const room = { left: 30, limit: 30, perDay: 30 }
  expect(told(wayTo(facts(30, { rows: [ordered], room })))).toEqual([['orders', 30]])
  // On a later day another cap may be the tightest.
  const later = { left: 40, limit: 100, perDay: 50 }
  expect(told(wayTo(facts(50, { rows: [ordered], room: later })))).toEqual([['orders', 50]])
})

test('M6: a reward that waits to be collected is a step only where the cap of today takes all of it', () => {
  const room = { left: 20, limit: 50, perDay: 50 }
  expect(told(wayTo(facts(20, { rows: [waiting], room })))).toEqual([['claim', 20]])
  expect(told(wayTo(facts(20, { rows: [waiting], room: { ...room, left: 30 } })))).toEqual([
    ['collect', 30],
  ])
  // Above the whole cap it is taken alone, and brings the cap.
  expect(
    told(wayTo(facts(20, { rows: [waiting], room: { left: 25, limit: 25, perDay: 25 } }))),
  ).toEqual([['collect', 25]])
})

test('M6: what is done, counts nothing or can no longer be reached in its days is no step', () => {
  const gone = [
    row({ kind: 'daily', state: 'done' }),
    row({ kind: 'claim', state: 'info', points: 0 }),
    row({ kind: 'review', state: 'info', points: 15 }),
    row({ kind: 'follow', state: 'info', points: 0 }),
    row({ kind: 'invite', points: 500 }),
  ]
  const month = (count: number) =>
    row({ kind: 'check-in', title: '签满 20 天', goal: 20, count, until: '2026-11-30', points: 50 })
  const kinds = (rows: Row[], isCheckedIn = false) =>
    wayTo(facts(50, { rows, isCheckedIn })).steps.map(({ kind }) => kind)
  expect(kinds(gone)).toEqual(['claim'])
  // Eleven days are left, with today.
  expect(kinds([month(9)])).toEqual(['check-in'])
  expect(kinds([month(8)])).toEqual(['claim'])
  expect(kinds([month(9)], true)).toEqual(['claim'])
  expect(kinds([month(10)], true)).toEqual(['check-in'])
})

test('M6: a step says how often it is still to be done', () => {
  const started = row({ kind: 'orders', title: '下 5 单', goal: 5, count: 2, points: 60 })
  expect(wayTo(facts(50, { rows: [started] })).steps).toMatchObject([{ count: 3, points: 60 }])
})
