import type { OutputOf } from '../../contracts/action'
import { checkIn } from '../../contracts/check-in/check-in'
import { submitClaim } from '../../contracts/claim/claim'
import { JOBS, runDue, type JobName } from '../../contracts/programme/job'
import { turnOf } from '../../domain/programme/job-turn'
import { addCrowd } from '../../../testing/bench/crowd'
import type { InvocationResult } from '../../../localcloud/cloud'
import { DAY_MS, openBrandCloud, requestId } from '../../../testing/brand-cloud'

jest.setTimeout(240_000)

/** Far more work than fits into one share of time. */
const CROWD = 1200
const FIVE_MINUTES = 5 * 60_000

test('every job goes first once in a round of the timer, and each run includes them all', () => {
  const runs = JOBS.map((_, i) => turnOf(1_795_000_000_000 + i * FIVE_MINUTES))
  expect(new Set(runs.map(([first]) => first)).size).toBe(JOBS.length)
  for (const run of runs) expect([...run].sort()).toEqual([...JOBS].sort())
})

test('L7: an account that breaks a rule does not hold up other accounts or jobs', async () => {
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
  // One alert from the sweep that passed it over, one from the reconciliation.
  expect(await brand.cloud.database.all('alerts')).toMatchObject([
    { subject: `accounts/${account}`, kind: 'damaged', state: 'open' },
    { subject: account, kind: 'balance', state: 'open' },
  ])
  // Staff repair it; the next run does what was left.
  await brand.cloud.database.patch('accounts', account, { balance: 5 })
  expect(await brand.cloud.fire('jobs', 'due')).toMatchObject({ ok: { accountsExpired: 1 } })
  await brand.close()
})

async function expectSoon(look: () => Promise<unknown>, expected: unknown): Promise<void> {
  for (let tries = 0; tries < 100 && (await look()) !== expected; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  expect(await look()).toBe(expected)
}

/** An instant at which this job goes first and an account's points have expired. */
function whenFirst(job: JobName): number {
  const night = Date.UTC(2027, 10, 30, 17, 0)
  const turn = JOBS.findIndex((_, i) => turnOf(night + i * FIVE_MINUTES)[0] === job)
  return night + turn * FIVE_MINUTES
}

const RUN = { action: runDue.name, input: {} }
const TIMER = { source: 'wx_trigger' }

test('L7: a job that hangs does not take the other jobs’ share of the run', async () => {
  const brand = await openBrandCloud()
  for (const name of ['a', 'b', 'c']) {
    await (await brand.member(name)).get(checkIn, { requestId: requestId() })
  }
  brand.cloud.clock.set(whenFirst('posting'))
  await brand.cloud.snapshot('due')
  const { requests } = await brand.cloud.invoke('jobs', RUN, TIMER)
  const request = requests.findIndex(({ collection }) => collection === 'orders') + 1
  expect(request).toBeGreaterThan(0)
  await brand.cloud.restore('due')
  brand.cloud.faults.set([{ request, fault: 'timeout', waitMs: 25_000 }])
  let hasEnded = false
  const run = brand.cloud.invoke('jobs', RUN, TIMER).finally(() => (hasEnded = true))
  const { database } = brand.cloud
  await expectSoon(() => database.count('ledger', { kind: 'expire' }), 3)
  await expectSoon(() => database.count('stats_daily'), 376)
  await expectSoon(() => database.count('walks', { phase: 'done' }), 1)
  expect(hasEnded).toBe(false)
  expect(await run).toMatchObject({ result: { unavailable: true } })
  await brand.close()
})

test('L7: a job with much to do continues when all others have had their share', async () => {
  const brand = await openBrandCloud()
  const { memberId } = await brand.member('lin')
  await addCrowd(brand, memberId, CROWD)
  brand.cloud.clock.set(whenFirst('expiry'))
  const first = await brand.cloud.invoke('jobs', RUN, TIMER)
  expectFurtherShare(first.requests)
  let expired = expiredIn(first.result)
  for (let runs = 1; runs < 20 && expired < CROWD; runs++) {
    brand.cloud.clock.advance(FIVE_MINUTES)
    expired += expiredIn(await brand.cloud.fire('jobs', 'due'))
  }
  expect(expired).toBe(CROWD)
  expect(await brand.cloud.database.count('ledger', { kind: 'expire' })).toBe(CROWD)
  await brand.discard()
})

test('L7: one account that cannot be read does not take a share from the many behind it', async () => {
  const brand = await openBrandCloud()
  const { memberId } = await brand.member('lin')
  await addCrowd(brand, memberId, CROWD)
  const broken = { _id: 'shanyu:0broken', brand: 'shanyu', memberId: 'nobody' }
  await brand.cloud.database.put('accounts', { ...broken, nextExpiry: '2026-01-01' })
  brand.cloud.clock.set(whenFirst('expiry'))
  const { requests, result } = await brand.cloud.invoke('jobs', RUN, TIMER)
  expect(result).toHaveProperty('bug', true)
  expectFurtherShare(requests)
  const alerts = await brand.cloud.database.find('alerts', { topic: 'document' })
  expect(alerts.map(({ subject }) => subject)).toEqual(['accounts/shanyu:0broken'])
  await brand.discard()
})

/** Every other job got its first share before the expiry job got its last. */
function expectFurtherShare(requests: InvocationResult['requests']): void {
  const asked = requests.map(({ collection, transactionId }) =>
    transactionId && collection === 'ledger' ? 'expired' : collection,
  )
  const last = asked.lastIndexOf('expired')
  for (const own of ['orders', 'redemptions', 'claims', 'imports', 'departures', 'pushes']) {
    expect({ own, before: asked.indexOf(own) < last }).toEqual({ own, before: true })
    expect(asked).toContain(own)
  }
  expect(asked.slice(0, last)).toContain('stats_daily')
}

test.each(['timeout', 'busy', 'conflict'] as const)(
  'L7: a job that meets an outage, %s, reports no document as damaged, and the next run does the work',
  async (fault) => {
    const brand = await openBrandCloud()
    const lin = await brand.member('lin')
    await lin.get(submitClaim, { requestId: requestId(), orderNo: '1930679858170640001' })
    brand.cloud.clock.advance(60 * DAY_MS)
    const request = 'database.startTransaction'
    const rule = { action: runDue.name, request, times: 40 }
    brand.cloud.faults.set([
      fault === 'timeout' ? { ...rule, fault, waitMs: 5 } : { ...rule, fault },
    ])
    expect(await brand.job('closing')).toMatchObject({ unavailable: true })
    expect(brand.cloud.faults.report()[0]?.fired).toBeGreaterThan(0)
    brand.cloud.faults.clear()
    expect(await brand.cloud.database.all('alerts')).toEqual([])
    expect(await brand.job('closing')).toMatchObject({ ok: { claimsClosed: 1 } })
    await brand.close()
  },
)

/** Counted over all shares of a run. */
function expiredIn(reply: unknown): number {
  const { ok } = reply as { ok: OutputOf<typeof runDue> }
  expect(ok.accountsExpired).toBeGreaterThan(0)
  return ok.accountsExpired
}
