import { checkIn } from '../../contracts/check-in/check-in'
import { openStatement } from '../../contracts/ledger/statement'
import { openBrandCloud, requestId } from '../../../testing/brand-cloud'

test('L2: the job removes expired lots once, each with its entry, and so do two timers at the same time', async () => {
  const brand = await openBrandCloud()
  const members = await Promise.all(['a', 'b', 'c'].map((name) => brand.member(name)))
  for (const each of members) await each.get(checkIn, { requestId: requestId() })
  brand.cloud.clock.set(Date.UTC(2027, 10, 30, 15, 59))
  expect(await brand.cloud.fire('jobs', 'due')).toMatchObject({ ok: { accountsExpired: 0 } })
  brand.cloud.clock.set(Date.UTC(2027, 10, 30, 16, 1))
  const runs = await Promise.all([1, 2].map(() => brand.cloud.fire('jobs', 'due')))
  const expired = runs.map((run) => (run as { ok: { accountsExpired: number } }).ok.accountsExpired)
  expect(expired.reduce((sum, count) => sum + count)).toBe(3)
  for (const each of members) {
    const { lines, balance } = await each.get(openStatement, { filter: 'all' })
    expect(lines.map((line) => line.points)).toEqual([-5, 5])
    expect(balance).toBe(0)
  }
  await brand.close()
})

/** The first minute of a day in Shanghai. */
const morning = (day: string) => Date.parse(`${day}T00:01:00+08:00`)

test('L5: a shorter expiry acts on new points only; earlier points keep their promised day', async () => {
  const brand = await openBrandCloud()
  const lin = await brand.member('lin')
  await lin.get(checkIn, { requestId: requestId() })
  expect(await brand.edit('programs', 'shanyu', { expiry: { months: 3 } })).toMatch(/^已发布/)
  brand.cloud.clock.set(morning('2026-12-20'))
  await lin.get(checkIn, { requestId: requestId() })
  const expiring = async (day: string) => {
    brand.cloud.clock.set(morning(day))
    await Promise.all([1, 2].map(() => brand.cloud.fire('jobs', 'due')))
    const { balance, expiring: lots } = await lin.get(openStatement, { filter: 'all' })
    return [balance, ...lots.map(({ on, points }) => [on, points])]
  }
  expect(await expiring('2027-03-31')).toEqual([10, ['2027-03-31', 5], ['2027-11-30', 5]])
  // The fourth month: what was earned under a three-month rule is gone, under twelve months not.
  expect(await expiring('2027-04-01')).toEqual([5, ['2027-11-30', 5]])
  expect(await expiring('2027-10-20')).toEqual([5, ['2027-11-30', 5]])
  expect(await expiring('2027-11-30')).toEqual([5, ['2027-11-30', 5]])
  expect(await expiring('2027-12-01')).toEqual([0])
  const { lines } = await lin.get(openStatement, { filter: 'expire' })
  expect(lines.map((line) => line.points)).toEqual([-5, -5])
  await brand.close()
})

test('L5: switching to a fixed day keeps older days, and the statement shows the new rule', async () => {
  const brand = await openBrandCloud()
  const lin = await brand.member('lin')
  await lin.get(checkIn, { requestId: requestId() })
  expect((await lin.get(openStatement, { filter: 'all' })).expiry).toEqual({
    policy: 'rolling',
    months: 12,
  })
  const yearEnd = { policy: 'fixedDate', on: '12-31', yearsLater: 0, leastDays: 30 }
  expect(await brand.edit('programs', 'shanyu', { expiry: yearEnd })).toMatch(/^已发布/)
  for (const day of ['2026-12-01', '2026-12-02']) {
    brand.cloud.clock.set(morning(day))
    await lin.get(checkIn, { requestId: requestId() })
  }
  const statement = await lin.get(openStatement, { filter: 'all' })
  expect(statement.expiry).toEqual(yearEnd)
  // From 1 December to the end of the year there are thirty days left, from 2 December fewer.
  expect(statement.expiring.map(({ on, points }) => [on, points])).toEqual([
    ['2026-12-31', 5],
    ['2027-11-30', 5],
    ['2027-12-31', 5],
  ])
  await brand.close()
})
