import * as fc from 'fast-check'
import { businessDay } from '../business-day'
import { countDay, isReached } from './task'
import { decideCollect } from './task-collect'
import {
  account,
  actionRules,
  claimRules,
  DAYS,
  Life,
  NOW,
  order,
  tasks,
} from '../../../testing/scenes/task-life'

const DAY_MS = 86_400_000
const TITLES = ['bread', 'cake', 'coffee', 'pastry', 'mug', 'bread 2']
const aHistory = fc.array(
  fc.record({
    title: fc.constantFrom(...TITLES),
    paidFen: fc.integer({ min: 0, max: 5000 }),
    refundFen: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5000 })),
    day: fc.constantFrom('2026-10-31', '2026-11-01', '2026-11-10', '2025-12-31', '2026-09-01'),
  }),
  { maxLength: 9 },
)

test('T7: events in any order give the same progress, and it agrees with the facts', () => {
  fc.assert(
    fc.property(aHistory, fc.infiniteStream(fc.nat()), (history, random) => {
      const made = history.map(({ title, paidFen, day }, i) => order(i, title, paidFen, day))
      const events = history.flatMap(({ refundFen }, i) => [
        (life: Life) => life.claim(made[i] ?? order(i, '', 0)),
        ...(refundFen > 0
          ? [(life: Life) => life.refund(made[i] ?? order(i, '', 0), refundFen)]
          : []),
      ])
      const [straight, shuffled] = [new Life(), new Life()]
      for (const event of events) event(straight)
      const mixed = events.map((event) => ({ event, at: random.next().value }))
      for (const { event } of mixed.sort((a, b) => a.at - b.at)) event(shuffled)
      expect(shuffled.progress()).toEqual(straight.progress())
      expect(shuffled.account.balance).toBe(straight.account.balance)
      const counting = history.filter(({ paidFen, refundFen }) => paidFen - refundFen >= 1000)
      const inMonth = (month: string) => counting.filter(({ day }) => day.startsWith(month)).length
      expect(straight.count('orders')).toBe(inMonth('2026-11'))
      expect(straight.count('orders', '2026-10')).toBe(inMonth('2026-10'))
      // Its last day and the days after it are long over.
      expect(straight.count('orders', '2026-09')).toBe(0)
      const kinds = history.filter(
        ({ paidFen, refundFen, day, title }) =>
          paidFen - refundFen > 0 && day >= '2026-01-01' && title !== 'mug',
      )
      const distinct = new Set(kinds.map(({ title }) => title.split(' ')[0]))
      expect(straight.count('kinds', 'once')).toBe(distinct.size)
    }),
    { numRuns: 150 },
  )
})

test('T7: a collected reward stays exactly as long as it is earned, however often that changes', () => {
  const step = fc.oneof(
    fc.record({ what: fc.constant('claim'), i: fc.nat(7) }),
    fc.record({ what: fc.constant('refund'), i: fc.nat(7) }),
    fc.record({ what: fc.constant('collect'), i: fc.nat(7) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const life = new Life()
      const keys = new Set<string>()
      for (const { what, i } of steps) {
        const made = order(i, TITLES[i % 4] ?? '', 2000)
        if (what === 'claim' && !life.orders.get(made._id)?.claim) life.claim(made)
        if (what === 'refund') life.refund(made, 2000)
        if (what === 'collect') {
          const key = life.collect('orders', '2026-11')
          if (key.startsWith('b:m:')) {
            expect(keys).not.toContain(key)
            keys.add(key)
          }
        }
        const { balance, deficit, tasks: state } = life.account
        const progress = state?.progress.find(({ task }) => task === 'orders')
        const stays = progress?.paid?.points ?? 0
        const bought = [...life.orders.values()].reduce((sum, o) => sum + (o.claim?.points ?? 0), 0)
        expect(balance - deficit).toBe(bought + stays)
        // No reward stays where the goal is not reached, and none is paid twice.
        if (stays > 0) expect(progress && isReached(progress)).toBe(true)
      }
    }),
    { numRuns: 150 },
  )
})

test('T7: a full refund takes the order and its reward back, and another order earns it again once', () => {
  const life = new Life()
  const made = [1, 2, 3, 4].map((no) => order(no, 'bread', 2000))
  const [first, , , fourth] = made
  if (!first || !fourth) throw new Error('there are four')
  for (const each of made.slice(0, 2)) life.claim(each)
  expect(life.collect('orders', '2026-11')).toBe('TASK_NOT_DONE')
  for (const each of made.slice(2, 3)) life.claim(each)
  expect(life.collect('orders', '2026-11')).toBe('b:m:task:orders:2026-11')
  expect(life.collect('orders', '2026-11')).toBe('TASK_COLLECTED')
  expect(life.account.balance).toBe(60 + 60)
  expect(life.account.growth).toBe(60 + 5)
  life.refund(first, 2000)
  expect(life.account.balance).toBe(40)
  expect(life.account.growth).toBe(40)
  expect(life.collect('orders', '2026-11')).toBe('TASK_NOT_DONE')
  life.claim(fourth)
  expect(life.collect('orders', '2026-11')).toBe('b:m:task:orders:2026-11:2')
  expect(life.collect('orders', '2026-11')).toBe('TASK_COLLECTED')
  expect(life.account.balance).toBe(60 + 60)
})

test('E4: the brand bears the part of a debt above the limit that taking a reward back leaves', () => {
  const life = new Life({ ...claimRules, deficitLimit: 10 })
  const made = [1, 2, 3].map((no) => order(no, 'bread', 2000))
  for (const each of made) life.claim(each)
  life.collect('orders', '2026-11')
  life.spendAll()
  life.refund(made[0] ?? order(0, '', 0), 2000)
  expect(life.account).toMatchObject({ balance: 0, deficit: 10 })
})

test('T1: taking back a reward with growth also takes the tier that it held', () => {
  const tiers = [
    { id: 'a', name: '甲', growth: 0 },
    { id: 'b', name: '乙', growth: 42 },
  ]
  const window = { kind: 'none' as const }
  const since = '2026-01-01'
  const policy = { since, window, graceDays: 0, noticeDays: [], benefits: [], gifts: [] }
  const life = new Life({ ...claimRules, tiers, tierTerms: { tiers, policy } })
  const made = [1, 2, 3].map((no) => order(no, 'bread', 2000))
  for (const each of made) life.claim(each)
  life.collect('orders', '2026-11')
  expect(life.account).toMatchObject({ growth: 65, tier: { id: 'b' } })
  // 45 would still hold the tier without the order's 20; the reward's 5 are taken back, too.
  life.refund(order(1, 'bread', 2000), 2000)
  expect(life.account).toMatchObject({ growth: 40, tier: { id: 'a' } })
})

test('T7: each category counts once, and one that a refund empties no longer counts', () => {
  const life = new Life()
  const made = ['bread', 'bread', 'cake', 'mug'].map((title, i) => order(i, title, 2000))
  for (const each of made) life.claim(each)
  expect(life.count('kinds', 'once')).toBe(2)
  life.refund(made[0] ?? order(0, '', 0), 2000)
  expect(life.count('kinds', 'once')).toBe(2)
  life.refund(made[1] ?? order(0, '', 0), 2000)
  expect(life.count('kinds', 'once')).toBe(1)
})

test('T7: a cycle counts its own days, and can be collected for 30 days more', () => {
  let member = account()
  const days = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03']
  for (const day of days) {
    member = countDay(member, tasks, day, Date.parse(`${day}T12:00:00+08:00`))
  }
  const counts = member.tasks?.progress.map(({ cycle, count }) => [cycle, count])
  expect(counts).toEqual([
    ['2026-10', 2],
    ['2026-11', 3],
  ])
  const collect = (day: string) => {
    const request = { task: 'days', cycle: '2026-11' }
    const now = Date.parse(`${day}T23:59:59+08:00`)
    const decision = decideCollect(member, request, actionRules, now)
    return 'refused' in decision ? decision : businessDay(now)
  }
  expect(collect('2026-12-30')).toBe('2026-12-30')
  expect(collect('2026-12-31')).toEqual({ refused: 'TASK_OVER', detail: { on: '2026-12-30' } })
})

test('T7: a changed task leaves a running cycle as it began', () => {
  const begun = countDay(account(), tasks, '2026-11-20', NOW)
  const harder = { ...tasks, version: 5, tasks: [{ ...DAYS, goal: 9, points: 1 }] }
  const on = countDay(begun, harder, '2026-11-21', NOW + DAY_MS)
  const done = countDay(on, harder, '2026-11-22', NOW + 2 * DAY_MS)
  const [progress] = done.tasks?.progress ?? []
  expect(progress).toMatchObject({ count: 3, terms: { goal: 3, points: 20, version: 4 } })
  const next = countDay(done, harder, '2026-12-01', NOW + 11 * DAY_MS)
  expect(next.tasks?.progress[1]).toMatchObject({ count: 1, terms: { goal: 9, version: 5 } })
})

test('T7: however long a member stays, only a fixed number of cycles is kept', () => {
  let member = account()
  for (let month = 1; month <= 12; month++) {
    const day = `2027-${String(month).padStart(2, '0')}-05`
    member = countDay(member, tasks, day, Date.parse(`${day}T12:00:00+08:00`))
  }
  expect(member.tasks?.progress.map(({ cycle }) => cycle)).toEqual(
    ['06', '07', '08', '09', '10', '11', '12'].map((month) => `2027-${month}`),
  )
})
