import * as fc from 'fast-check'
import { newAccount, type Account } from '../account/account'
import { businessDay } from '../business-day'
import { openClaim, type ClaimRules } from '../claim/claim'
import { settleWithTasks } from '../claim/claim-tasks'
import { burn } from '../ledger/ledger'
import type { Order } from '../order/order'
import { countDay, isReached, reached } from './task'
import { collectTask, decideCollect } from './task-collect'
import type { ActionRules } from '../ledger/action-reward'
import type { CountedTask } from '../account/account-parts'

const NOW = Date.UTC(2026, 10, 20, 2)
const DAY_MS = 86_400_000
const named = { about: '', from: '2026-01-01', to: null, growth: 5 }
const ORDERS: CountedTask = {
  ...{ ...named, id: 'orders', kind: 'orders', title: '本月下 3 单', window: 'month' },
  ...{ goal: 3, points: 60, leastFen: 1000 },
}
const CATEGORIES = ['bread', 'cake', 'coffee', 'pastry'].map((id) => ({
  ...{ id, name: id, words: [id] },
}))
const KINDS: CountedTask = {
  ...{ ...named, id: 'kinds', kind: 'categories', title: '买齐 3 类', window: 'once' },
  ...{ goal: 3, points: 120, leastFen: 1, categories: CATEGORIES },
}
const DAYS: CountedTask = {
  ...{ ...named, id: 'days', kind: 'check-in', title: '本月签到 3 天', window: 'month' },
  ...{ goal: 3, points: 20 },
}
const tasks = { version: 4, tasks: [ORDERS, KINDS, DAYS] }
const expiry = { policy: 'rolling' as const, months: 12 }
const claimRules: ClaimRules = {
  ...{ version: 4, expiry, expiryVersion: 4, tasks, tiers: [{ id: 'a', name: '甲', growth: 0 }] },
  earn: {
    ...{ points: 1, perFen: 100, rounding: 'floor', categories: [], rates: [] },
    ...{ tierMultipliers: [], memberDays: [], birthday: null, campaigns: [] },
    ...{ capPerOrder: null, capPerDay: null },
  },
  growth: { growth: 1, perFen: 100 },
  ...{ windowDays: 180, waitDays: 15, perDay: 100, postDays: 0, postDaysByChannel: {} },
  ...{ proof: 'never', lockAfter: 10, deficitLimit: null },
}
const actionRules: ActionRules = {
  ...{ version: 4, expiry, expiryVersion: 4, afterGrowth: undefined },
  caps: {
    ...{ interactionPerDay: null, checkInPerDay: null, printCodePerDay: null, taskPerDay: null },
  },
}

function account(): Account {
  const who = { brand: 'b', memberId: 'm', nickname: 'n', phoneTail: '', phoneMasked: null }
  return newAccount({ ...who, consentVersion: '1', joinedAt: NOW })
}

function order(no: number, title: string, paidFen: number, day = '2026-11-10'): Order {
  const at = Date.parse(`${day}T10:00:00+08:00`)
  return {
    ...{ _id: `b:tmall:${no}`, brand: 'b', channel: 'tmall', orderNo: String(no) },
    ...{ status: 'completed', paidFen, refundedFen: 0, freightFen: 0, phoneTail: null },
    ...{ createdAt: at, paidAt: at, completedAt: at, claim: null, importedAt: at },
    items: [{ title, quantity: 1, paidFen: null }],
  }
}

/** A member's life as claims, refunds and collecting change it. */
class Life {
  account = account()
  readonly orders = new Map<string, Order>()
  private requests = 0

  constructor(private readonly rules = claimRules) {}

  spendAll(): void {
    const happened = { what: 'adjustment' as const, facts: {} }
    const cause = { source: 'redemption' as const, happened, now: NOW, ruleVersion: 4 }
    this.account = burn(this.account, this.account.balance, { ...cause, key: 'all' }).account
  }

  claim(made: Order, now = NOW): void {
    const asked = { requestId: 'r', claimedAt: now, shown: 'number' as const }
    const known = this.orders.get(made._id) ?? made
    this.settle({ ...known, claim: openClaim(known, this.account, asked, this.rules) }, now)
  }

  refund(made: Order, fen: number, now = NOW): void {
    const known = this.orders.get(made._id) ?? made
    const refundedFen = Math.max(known.refundedFen, fen)
    this.settle({ ...known, refundedFen }, now)
  }

  private settle(told: Order, now: number): void {
    const settled = settleWithTasks(told, this.account, this.rules, now)
    this.orders.set(told._id, settled ? { ...told, claim: settled.claim } : told)
    if (settled) this.account = settled.account
  }

  collect(task: string, cycle: string, now = NOW): string {
    const decision = decideCollect(this.account, { task, cycle }, actionRules, now)
    if ('refused' in decision) return decision.refused
    this.requests += 1
    const asked = { requestId: `c${this.requests}`, about: `${task}:${cycle}`, now }
    const moved = collectTask(this.account, decision, actionRules, asked)
    this.account = moved.account
    return moved.entries.at(-1)?._id ?? ''
  }

  count(task: string, cycle = '2026-11'): number {
    const found = this.account.tasks?.progress.find((p) => p.task === task && p.cycle === cycle)
    return found ? reached(found) : 0
  }

  progress() {
    return (this.account.tasks?.progress ?? []).filter(({ count }) => count > 0)
  }
}

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

test('T7: events in any order give the same progress, and it is what the facts say', () => {
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

test('T7: what is collected stays exactly as long as it is earned, however often', () => {
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

test('T7: a full refund takes the order and its reward back, another order earns it again once', () => {
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

test('E4: what a reward leaves owed beyond the limit is given by the brand', () => {
  const life = new Life({ ...claimRules, deficitLimit: 10 })
  const made = [1, 2, 3].map((no) => order(no, 'bread', 2000))
  for (const each of made) life.claim(each)
  life.collect('orders', '2026-11')
  life.spendAll()
  life.refund(made[0] ?? order(0, '', 0), 2000)
  expect(life.account).toMatchObject({ balance: 0, deficit: 10 })
})

test('T1: growth of a reward that goes back takes the tier that it held', () => {
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

test('T7: categories count distinct, one that a refund empties counts no more', () => {
  const life = new Life()
  const made = ['bread', 'bread', 'cake', 'mug'].map((title, i) => order(i, title, 2000))
  for (const each of made) life.claim(each)
  expect(life.count('kinds', 'once')).toBe(2)
  life.refund(made[0] ?? order(0, '', 0), 2000)
  expect(life.count('kinds', 'once')).toBe(2)
  life.refund(made[1] ?? order(0, '', 0), 2000)
  expect(life.count('kinds', 'once')).toBe(1)
})

test('T7: a cycle counts its own days, and is collected for 30 days more', () => {
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

test('T7: however long a member stays, so many cycles are kept', () => {
  let member = account()
  for (let month = 1; month <= 12; month++) {
    const day = `2027-${String(month).padStart(2, '0')}-05`
    member = countDay(member, tasks, day, Date.parse(`${day}T12:00:00+08:00`))
  }
  expect(member.tasks?.progress.map(({ cycle }) => cycle)).toEqual(
    ['06', '07', '08', '09', '10', '11', '12'].map((month) => `2027-${month}`),
  )
})
