import { checkIn } from '../../contracts/check-in'
import { openStatement } from '../../contracts/statement'
import { openBrandCloud, requestId } from '../../../localcloud/testing/brand-cloud'

test('L2: the job removes ended lots once, each with its entry, and two timers at once do the same', async () => {
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
