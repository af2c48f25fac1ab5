import fc from 'fast-check'
import { newAccount, spendable, type Account } from '../account/account'
import { businessDay } from '../business-day'
import { burn, clawBack, earn, expire, restore, takenBy } from './ledger'

const DAY_MS = 86_400_000
const START = Date.UTC(2026, 0, 10, 2)
const MONTHLY = { policy: 'rolling', months: 12 } as const

const cause = (key: string, now: number) => ({
  key,
  source: 'staff' as const,
  happened: { what: 'adjustment' as const, facts: {} },
  now,
  ruleVersion: 1,
})

function account(): Account {
  const shown = { phoneTail: '', phoneMasked: null, consentVersion: '1' }
  return newAccount({ brand: 'b', memberId: 'm', nickname: 'n', joinedAt: START, ...shown })
}

/** One earning a month, so one lot for each. */
function earned(monthly: readonly number[]): { own: Account; now: number } {
  let own = account()
  let now = START
  for (const [i, points] of monthly.entries()) {
    now = START + i * 31 * DAY_MS
    own = earn(own, { points, growth: 0 }, MONTHLY, cause(`earn:${i}`, now)).account
  }
  return { own, now }
}

const months = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 6 })

test('points that come back while there is a debt pay it, those that expire first before the others', () => {
  fc.assert(
    fc.property(months, fc.nat(), (monthly, part) => {
      const { own, now } = earned(monthly)
      const total = own.balance
      const debt = 1 + (part % total)
      const spent = burn(own, total, cause('burn', now))
      const taken = spent.entries.flatMap(takenBy)
      const owing = clawBack(spent.account, { points: debt, growth: 0 }, cause('refund', now))
      const back = restore(owing.account, taken, 7, cause('back', now))
      const days = own.lots.flatMap((lot) => Array<string>(lot.points).fill(lot.expiresOn))
      const left = days.slice(debt)
      expect(
        back.account.lots.flatMap((lot) => Array<string>(lot.points).fill(lot.expiresOn)),
      ).toEqual(left)
      expect(back).toMatchObject({ restored: total - debt, paidToDeficit: debt, grace: null })
      expect(back.account.deficit).toBe(0)
    }),
  )
})

test('an account with more than two years of lots can spend all of them and get all back', () => {
  const daily = { policy: 'fixedDate', on: '12-31', yearsLater: 0, leastDays: 0 } as const
  let own = account()
  for (let i = 0; i < 40; i++) {
    const year = { ...daily, yearsLater: i }
    own = earn(own, { points: 1 + i, growth: 0 }, year, cause(`earn:${i}`, START)).account
  }
  expect(own.lots).toHaveLength(40)
  expect(spendable(own, businessDay(START)).points).toBe(820)
  const spent = burn(own, 800, cause('burn', START))
  expect(spent.account.lots).toEqual([{ expiresOn: '2065-12-31', points: 20 }])
  const back = restore(spent.account, spent.entries.flatMap(takenBy), 7, cause('back', START))
  expect(back.account.lots).toEqual(own.lots)
})

test('points given back on their last day keep it; a day later they get the grace', () => {
  const { own, now } = earned([10])
  const [lot] = own.lots
  const spent = burn(own, 10, cause('burn', now))
  const taken = spent.entries.flatMap(takenBy)
  const lastDay = Date.parse(`${lot?.expiresOn ?? ''}T23:59:59+08:00`)
  const inTime = restore(spent.account, taken, 7, cause('back', lastDay))
  expect(inTime.account.lots).toEqual(own.lots)
  expect(inTime.grace).toBeNull()
  const late = restore(spent.account, taken, 7, cause('back', lastDay + 1000))
  expect(late.account.lots).toEqual([{ expiresOn: '2027-02-08', points: 10 }])
  expect(late.grace).toEqual({ points: 10, until: '2027-02-08' })
  expect(late.entries[0]).toMatchObject({ grace: late.grace, kind: 'restore', points: 10 })
})

test('expired points leave the day after, in one entry that names the day', () => {
  const { own, now } = earned([10, 20])
  const [first] = own.lots
  const lastDay = Date.parse(`${first?.expiresOn ?? ''}T23:59:59+08:00`)
  expect(expire(own, lastDay, 1)).toEqual({ account: own, entries: [] })
  const over = expire(own, lastDay + 1000, 3)
  expect(over.account.balance).toBe(20)
  expect(over.entries).toMatchObject([
    {
      _id: `b:m:expire:${first?.expiresOn}:3`,
      kind: 'expire',
      source: 'expiry',
      points: -10,
      ruleVersion: 3,
      from: 'member:m',
      to: 'program:b',
      what: 'expiry',
      facts: { on: first?.expiresOn },
    },
  ])
  expect(now).toBeLessThan(lastDay)
})

test('expired lots leave together, under the key of the latest of their days', () => {
  const { own } = earned([10, 20])
  const [first, second] = own.lots
  const over = expire(own, Date.parse('2029-01-01T10:00:00+08:00'), 1)
  expect(over.entries).toMatchObject([
    { _id: `b:m:expire:${second?.expiresOn}:3`, points: -30, facts: { on: second?.expiresOn } },
  ])
  expect(first?.expiresOn).not.toBe(second?.expiresOn)
})

test('even a single point that comes back too late gets the grace', () => {
  const { own, now } = earned([1])
  const spent = burn(own, 1, cause('burn', now))
  const late = Date.parse('2027-03-01T10:00:00+08:00')
  const back = restore(spent.account, spent.entries.flatMap(takenBy), 7, cause('back', late))
  expect(back).toMatchObject({ restored: 1, grace: { points: 1, until: '2027-03-08' } })
})
