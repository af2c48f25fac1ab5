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
  const property = fc.property(
    policy,
    fc.array(step, { minLength: 25, maxLength: 50 }),
    (first, steps) => {
      let inForce = first
      let own = account()
      const entries: Entry[] = []
      const burns: Entry[] = []
      const naive: Naive = { points: [], deficit: 0, burns: [] }
      let now = START
      for (const [i, each] of steps.entries()) {
        now += each.days * DAY_MS
        const start = expire(own, now, 1)
        own = start.account
        entries.push(...start.entries)
        naive.points = naive.points.filter(({ end }) => end >= businessDay(now))
        if (each.kind === 'policy') inForce = each.policy
        const moved = move(own, each, inForce, burns, cause(`step:${i}`, now))
        moveNaive(naive, each, inForce, now)
        if (!moved) continue
        if (each.kind === 'restore') restored++
        own = moved.account
        entries.push(...moved.entries)
        expect(own.lots).toEqual(lotsOf(naive))
        expect(own.deficit).toBe(naive.deficit)
      }
      expect(own.balance).toBe(naive.points.length)
      expect(entries.reduce((sum, entry) => sum + entry.points, 0)).toBe(own.balance)
      // L5: an expiry takes no points before their promised day has passed, whatever policy is in
      // force.
      for (const { kind, lots, businessDay: on } of entries) {
        if (kind === 'expire') expect(lots.every(({ expiresOn }) => expiresOn < on)).toBe(true)
      }
    },
  )
  fc.assert(property, { numRuns: 80 })
  // If the model never met a restore, it would prove nothing about restores.
  expect(restored).toBeGreaterThan(100)
})

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
  return burned ? restore(own, takenBy(burned), GRACE_DAYS, why) : null
}

function moveNaive(naive: Naive, step: Step, inForce: ExpiryPolicy, now: number): void {
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
    const grace = dayAfter(now, GRACE_DAYS)
    for (const { end } of back.sort(byEnd)) {
      if (naive.deficit > 0) naive.deficit--
      else naive.points.push({ end: end < dayAfter(now, 0) ? grace : end })
    }
  }
}

function lotsOf({ points }: Naive) {
  const ends = [...new Set(points.map(({ end }) => end))].sort()
  return ends.map((end) => ({
    expiresOn: end,
    points: points.filter((point) => point.end === end).length,
  }))
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
