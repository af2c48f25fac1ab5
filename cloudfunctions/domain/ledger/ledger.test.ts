import fc from 'fast-check'
import { newAccount, type Account } from '../account/account'
import { businessDay } from '../business-day'
import { addKinds, noKind, sumOfKinds } from '../account/by-kind'
import { burn, clawBack, earn, expire } from './ledger'
import { sumOfLots, takeFromLots } from '../account/lot'
import { spendable } from '../account/account'
import type { Entry } from '../account/entry'

const DAY_MS = 86_400_000
const YEAR = { policy: 'rolling', months: 12 } as const
const START = Date.UTC(2026, 0, 31, 2)

const account = () =>
  newAccount({
    brand: 'b',
    memberId: 'm',
    nickname: 'n',
    phoneTail: '',
    phoneMasked: null,
    consentVersion: '1',
    joinedAt: START,
  })

const cause = (key: string, now: number) => ({
  key,
  source: 'staff' as const,
  happened: { what: 'adjustment' as const, facts: {} },
  now,
  ruleVersion: 1,
})

/** A member's history: each step waits some days and then earns, spends or gives back. */
const step = fc.record({
  days: fc.integer({ min: 0, max: 120 }),
  kind: fc.constantFrom('earn' as const, 'burn' as const, 'clawBack' as const),
  points: fc.integer({ min: 0, max: 500 }),
})

interface Naive {
  lots: { expiresOn: string; points: number }[]
  deficit: number
}

test('L2: random histories agree with a slow model, and every entry adds up', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let own: Account = account()
      const entries: Entry[] = []
      const naive: Naive = { lots: [], deficit: 0 }
      let now = START
      for (const [i, { days, kind, points }] of steps.entries()) {
        now += days * DAY_MS
        const today = businessDay(now)
        const start = expire(own, now, 1)
        own = start.account
        entries.push(...start.entries)
        naive.lots = naive.lots.filter((lot) => lot.expiresOn >= today)
        const available = spendable(own, today).points
        const amount = kind === 'burn' ? Math.min(points, available) : points
        const moved = move(own, kind, amount, cause(`step:${i}`, now))
        own = moved.account
        entries.push(...moved.entries)
        moveNaive(naive, kind, amount, now)
      }
      expect(own.balance).toBe(naive.lots.reduce((sum, lot) => sum + lot.points, 0))
      expect(own.deficit).toBe(naive.deficit)
      expect(entries.reduce((sum, entry) => sum + entry.points, 0)).toBe(own.balance)
      expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, i) => i + 1))
      expect(new Set(entries.map((entry) => entry._id)).size).toBe(entries.length)
      const earned = entries.filter(({ kind }) => kind === 'earn' || kind === 'clawback')
      for (const { points, deficit, byKind } of earned) {
        expect(sumOfKinds(byKind)).toBe(points - deficit)
      }
      const kinds = entries.map(({ byKind }) => byKind).reduce(addKinds, noKind())
      expect(own.earnedByKind).toEqual(kinds)
    }),
    { numRuns: 300 },
  )
})

function move(own: Account, kind: string, amount: number, why: ReturnType<typeof cause>) {
  if (kind === 'earn') return earn(own, { points: amount, growth: amount }, YEAR, why)
  if (kind === 'burn') return burn(own, amount, why)
  return clawBack(own, { points: amount, growth: amount }, why)
}

/** The same rules in the simplest form: one lot per earning, sorted again each time. */
function moveNaive(naive: Naive, kind: string, amount: number, now: number): void {
  if (kind === 'earn') {
    const paid = Math.min(amount, naive.deficit)
    naive.deficit -= paid
    const month = new Date(now + 8 * 3_600_000)
    const end = new Date(Date.UTC(month.getUTCFullYear() + 1, month.getUTCMonth() + 1, 0))
    naive.lots.push({ expiresOn: end.toISOString().slice(0, 10), points: amount - paid })
    return
  }
  naive.lots.sort((a, b) => a.expiresOn.localeCompare(b.expiresOn))
  let missing = amount
  for (const lot of naive.lots) {
    const part = Math.min(lot.points, missing)
    lot.points -= part
    missing -= part
  }
  if (kind === 'clawBack') naive.deficit += missing
}

test('the earliest expiry is burned first', () => {
  const lots = [
    { expiresOn: '2026-12-31', points: 3 },
    { expiresOn: '2027-01-31', points: 5 },
  ]
  expect(takeFromLots(lots, 4)).toEqual({
    taken: [
      { expiresOn: '2026-12-31', points: 3 },
      { expiresOn: '2027-01-31', points: 1 },
    ],
    left: [{ expiresOn: '2027-01-31', points: 4 }],
  })
})

test('an account stays small: a hundred earnings of a month are one lot', () => {
  let own = account()
  for (let i = 0; i < 100; i++) {
    own = earn(own, { points: 1, growth: 0 }, YEAR, cause(`e:${i}`, START)).account
  }
  expect(own.lots).toEqual([{ expiresOn: '2027-01-31', points: 100 }])
  expect(sumOfLots(own.lots)).toBe(own.balance)
})

test('E2: an entry whose kinds do not add up is a bug, and moves nothing', () => {
  const byKind = { consumption: 4, reward: 0, interaction: 0 }
  const moved = () => earn(account(), { points: 5, growth: 0, byKind }, YEAR, cause('e', START))
  expect(moved).toThrow('add up to what it earned')
})

test('a burn that the lots do not cover is a bug, not a negative balance', () => {
  expect(() => burn(account(), 1, cause('b', START))).toThrow('covered by the lots')
})
