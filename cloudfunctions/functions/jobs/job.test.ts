import { checkIn } from '../../contracts/check-in/check-in'
import { JOBS } from '../../contracts/programme/job'
import { turnOf } from '../../domain/programme/job-turn'
import { openBrandCloud, requestId } from '../../../testing/brand-cloud'

jest.setTimeout(120_000)

const FIVE_MINUTES = 5 * 60_000

test('every job goes first once in a round of the timer, and each run has them all', () => {
  const runs = JOBS.map((_, i) => turnOf(1_795_000_000_000 + i * FIVE_MINUTES))
  expect(new Set(runs.map(([first]) => first)).size).toBe(JOBS.length)
  for (const run of runs) expect([...run].sort()).toEqual([...JOBS].sort())
})

test('L7: an account that breaks a rule keeps no other account and no other job from its turn', async () => {
  const brand = await openBrandCloud()
  const members = []
  for (let i = 0; i < 12; i++) members.push(await brand.member(`m${i}`))
  for (const each of members) await each.get(checkIn, { requestId: requestId() })
  const [bad] = members
  const account = `shanyu:${bad?.memberId}`
  await brand.cloud.database.patch('accounts', account, { balance: 6 })
  brand.cloud.clock.set(Date.UTC(2027, 10, 30, 17, 0))
  expect(await brand.cloud.fire('jobs', 'due')).toHaveProperty('bug', true)
  expect(await brand.cloud.database.count('ledger', { kind: 'expire' })).toBe(11)
  expect(await brand.cloud.database.count('stats_daily')).toBe(376)
  // One from the walk that passed it over, one from the books.
  expect(await brand.cloud.database.all('alerts')).toMatchObject([
    { subject: `accounts/${account}`, kind: 'damaged', state: 'open' },
    { subject: account, kind: 'balance', state: 'open' },
  ])
  // Staff mend it; the next run does what was left.
  await brand.cloud.database.patch('accounts', account, { balance: 5 })
  expect(await brand.cloud.fire('jobs', 'due')).toMatchObject({ ok: { accountsExpired: 1 } })
  await brand.close()
})
