import fc from 'fast-check'
import { newAccount, spendable, type Account } from './account'
import { businessDay } from '../business-day'
import type { ExpiryPolicy } from '../ledger/expiry'
import { burn, clawBack, earn, expire, restore, takenBy } from '../ledger/ledger'
import type { Entry } from './entry'

const DAY_MS = 86_400_000
const START = Date.UTC(2026, 0, 31, 2)
const GRACE_DAYS = 7

const policy: fc.Arbitrary<ExpiryPolicy> = fc.oneof(
  fc.record({ policy: fc.constant('rolling' as const), months: fc.integer({ min: 1, max: 24 }) }),
  fc.record({
    policy: fc.constant('fixedDate' as const),
    on: fc.constantFrom('12-31', '06-30', '02-28'),
    yearsLater: fc.integer({ min: 0, max: 2 }),
    leastDays: fc.constantFrom(0, 30, 365),
  }),
)

/** A member's history: each step waits some days, then moves points or changes the policy. */
const step = fc.record({
  days: fc.integer({ min: 0, max: 90 }),
  kind: fc.constantFrom(
    ...(['earn', 'earn', 'burn', 'burn', 'restore', 'clawBack', 'policy'] as const),
  ),
  points: fc.integer({ min: 0, max: 60 }),
  pick: fc.nat(),
  policy,
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** The same rules in the simplest form: each point is an object with its promised last day. */
interface Point {
  end: string
}
interface Naive {
  points: Point[]
  deficit: number
  /** Burns that were not given back, each with its own points. */
  burns: Point[][]
}

test('L2, L5: histories under changing policies agree with a model that knows every point', () => {
  let restored = 0
  const history = fc.array(step, { minLength: 25, maxLength: 50 })
  const property = fc.property(policy, history, (first, steps) => {
    restored += live(first, steps, GRACE_DAYS).restored
  })
  fc.assert(property, { numRuns: 80 })
  // If the model never met a restore, it would prove nothing about restores.
  expect(restored).toBeGreaterThan(100)
})

/** Five years in which most days move points several times; restored points live up to a year. */
const YEARS = 5
const MOVES = 10_000
const BUSY = {
  days: fc.constant(0),
  points: fc.integer({ min: 0, max: 6 }),
  pick: fc.nat(),
  policy,
}
const busyStep: fc.Arbitrary<Step> = fc.record({
  ...BUSY,
  kind: fc.constantFrom(
    ...(['earn', 'earn', 'earn', 'burn', 'burn', 'restore', 'clawBack'] as const),
  ),
})

test('L2, L5: five years with ten thousand entries and hundreds of days of expiry agree with it, too', () => {
  const pieces = fc.array(busyStep, { minLength: 400, maxLength: 400 })
  const short = fc.record({
    policy: fc.constant('rolling' as const),
    months: fc.integer({ min: 1, max: 3 }),
  })
  const policies = fc.array(short, { minLength: 2 * YEARS, maxLength: 2 * YEARS })
  let [entries, lots, bytes] = [0, 0, 0]
  const property = fc.property(policy, pieces, policies, (first, some, changes) => {
    const everyDay = (YEARS * 365) / MOVES
    const steps = Array.from({ length: MOVES }, (_, i) => {
      const days = Math.floor((i + 1) * everyDay) - Math.floor(i * everyDay)
      const change =
        i % (MOVES / changes.length) === 0 ? changes[(i * changes.length) / MOVES] : null
      const piece = some[(i * 7) % some.length] as Step
      return change
        ? { ...piece, days, kind: 'policy' as const, policy: change }
        : { ...piece, days }
    })
    const life = live(first, steps, 365)
    entries = Math.max(entries, life.entries)
    lots = Math.max(lots, life.mostLots)
    bytes = Math.max(bytes, life.mostBytes)
  })
  fc.assert(property, { numRuns: 2, endOnFailure: true })
  expect({ entries: entries > 8_000, lots: lots > 100 }).toEqual({ entries: true, lots: true })
  // The account is read and written with every movement.
  expect(bytes).toBeLessThan(32_768)
})

/** Lives a history twice, by the product and by the simplest rules, and compares after each step. */
function live(first: ExpiryPolicy, steps: Step[], graceDays: number) {
  let [inForce, own, now] = [first, account(), START]
  let [restored, mostLots, mostBytes] = [0, 0, 0]
  const entries: Entry[] = []
  const burns: Entry[] = []
  const naive: Naive = { points: [], deficit: 0, burns: [] }
  for (const [i, each] of steps.entries()) {
    now += each.days * DAY_MS
    const start = expire(own, now, 1)
    own = start.account
    entries.push(...start.entries)
    const today = businessDay(now)
    naive.points = naive.points.filter(({ end }) => end >= today)
    if (each.kind === 'policy') inForce = each.policy
    const moved = move(own, each, inForce, burns, cause(`step:${i}`, now), graceDays)
    moveNaive(naive, each, inForce, now, graceDays)
    if (!moved) continue
    if (each.kind === 'restore') restored++
    own = moved.account
    entries.push(...moved.entries)
    // As text, because hundreds of lots are compared thousands of times.
    expect(JSON.stringify(own.lots)).toBe(JSON.stringify(lotsOf(naive)))
    expect(own.deficit).toBe(naive.deficit)
    mostLots = Math.max(mostLots, own.lots.length)
    mostBytes = Math.max(mostBytes, JSON.stringify(own).length)
  }
  expect(own.balance).toBe(naive.points.length)
  expect(entries.reduce((sum, entry) => sum + entry.points, 0)).toBe(own.balance)
  // L5: an expiry takes no points before their promised day has passed, whatever policy is in force.
  for (const { kind, lots, businessDay: on } of entries) {
    if (kind === 'expire') expect(lots.every(({ expiresOn }) => expiresOn < on)).toBe(true)
  }
  return { restored, entries: entries.length, mostLots, mostBytes }
}

function account(): Account {
  return newAccount({
    brand: 'b',
    memberId: 'm',
    nickname: 'n',
    phoneTail: '',
    phoneMasked: null,
    consentVersion: '1',
    joinedAt: START,
  })
}

function cause(key: string, now: number) {
  return {
    key,
    source: 'staff' as const,
    happened: { what: 'adjustment' as const, facts: {} },
    now,
    ruleVersion: 1,
  }
}

function move(
  own: Account,
  { kind, points, pick }: Step,
  inForce: ExpiryPolicy,
  burns: Entry[],
  why: ReturnType<typeof cause>,
  graceDays: number,
) {
  const growth = 0
  if (kind === 'earn') return earn(own, { points, growth }, inForce, why)
  if (kind === 'clawBack') return clawBack(own, { points, growth }, why)
  if (kind === 'burn') {
    const moved = burn(own, Math.min(points, spendable(own, businessDay(why.now)).points), why)
    burns.push(...moved.entries)
    return moved
  }
  const [burned] = kind === 'restore' ? burns.splice(pick % Math.max(1, burns.length), 1) : []
  return burned ? restore(own, takenBy(burned), graceDays, why) : null
}

function moveNaive(
  naive: Naive,
  step: Step,
  inForce: ExpiryPolicy,
  now: number,
  graceDays: number,
): void {
  const { kind, points, pick } = step
  const byEnd = (a: Point, b: Point) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0)
  naive.points.sort(byEnd)
  if (kind === 'earn') {
    const end = endUnder(inForce, now)
    for (let i = 0; i < points; i++) {
      if (naive.deficit > 0) naive.deficit--
      else naive.points.push({ end })
    }
  }
  if (kind === 'clawBack') {
    naive.deficit += Math.max(0, points - naive.points.length)
    naive.points.splice(0, points)
  }
  if (kind === 'burn') naive.burns.push(naive.points.splice(0, points))
  if (kind === 'restore') {
    const [back = []] = naive.burns.splice(pick % Math.max(1, naive.burns.length), 1)
    const grace = dayAfter(now, graceDays)
    const today = dayAfter(now, 0)
    for (const { end } of back.sort(byEnd)) {
      if (naive.deficit > 0) naive.deficit--
      else naive.points.push({ end: end < today ? grace : end })
    }
  }
}

function lotsOf({ points }: Naive) {
  const counts = new Map<string, number>()
  for (const { end } of points) counts.set(end, (counts.get(end) ?? 0) + 1)
  return [...counts].sort().map(([expiresOn, count]) => ({ expiresOn, points: count }))
}

function dayAfter(now: number, days: number): string {
  return new Date(now + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10)
}

/** Counts day by day, where the product uses a formula. */
function endUnder(policy: ExpiryPolicy, now: number): string {
  const today = dayAfter(now, 0)
  const isEnd = (day: string, next: string) => {
    if (policy.policy === 'rolling')
      return monthsApart(today, day) === policy.months && next.endsWith('-01')
    const years = Number(day.slice(0, 4)) - Number(today.slice(0, 4))
    return day.endsWith(policy.on) && years >= policy.yearsLater
  }
  let days = policy.policy === 'rolling' ? 0 : policy.leastDays
  while (!isEnd(dayAfter(now, days), dayAfter(now, days + 1))) days++
  return dayAfter(now, days)
}

function monthsApart(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return months(to) - months(from)
}
