import type { BrandCloud } from '../../../testing/brand-cloud'
import { redeem } from '../../contracts/mall/redemption'
import { submitClaim } from '../../contracts/claim/claim'
import { requestId } from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import {
  accept,
  acceptsLeft,
  memberWithPoints,
  openNoticeCloud,
  shanghai,
  TEMPLATE,
} from '../../../testing/scenes/notices'

// Each cut-off run costs a new process, and there is one for each database call of the run.
jest.setTimeout(180_000)

let brand: BrandCloud
beforeEach(async () => {
  brand = await openNoticeCloud({ poolSize: 2 })
})
afterEach(() => brand.close())

async function runAt(day: string, time?: string): Promise<unknown> {
  brand.cloud.clock.set(shanghai(day, time))
  const first = await brand.cloud.fire('jobs', 'due')
  // Which job goes first depends on the clock, so sending may come before the notices are made.
  await brand.cloud.fire('jobs', 'due')
  return first
}
const messages = () => brand.cloud.database.all('messages')
const sentTo = () => brand.cloud.inbox.list().map(({ touser }) => touser)

test('N2: a message uses one accept, and without any left nothing is sent', async () => {
  const lin = await memberWithPoints(brand, 'lin', 2)
  expect(await acceptsLeft(brand, lin.account)).toBe(2)
  await runAt('10-31')
  expect(await acceptsLeft(brand, lin.account)).toBe(1)
  expect(brand.cloud.inbox.list()).toMatchObject([
    {
      touser: 'wx-lin',
      templateId: TEMPLATE,
      page: 'packages/account/statement/index',
      data: { number1: { value: '5' }, date2: { value: '2027年11月30日' } },
    },
  ])
  expect(await messages()).toMatchObject([{ state: 'sent', error: null, queue: 'none' }])
  await runAt('11-23')
  await runAt('11-29')
  expect(sentTo()).toEqual(['wx-lin', 'wx-lin'])
  expect(await acceptsLeft(brand, lin.account)).toBe(0)
  const states = (await messages()).map(({ days, state }) => `${days} ${state}`)
  expect(states.sort()).toEqual(['1 inbox', '30 sent', '7 sent'])
})

test('N2: 43101 sets the accepts to zero, and the notice records that it failed', async () => {
  const xu = await memberWithPoints(brand, 'xu', 3)
  brand.cloud.inbox.refuse('wx-xu')
  await runAt('10-31')
  expect(await acceptsLeft(brand, xu.account)).toBe(0)
  expect(await messages()).toMatchObject([{ state: 'failed', error: '43101', sentAt: null }])
  await runAt('11-23')
  expect(await messages()).toHaveLength(2)
  expect(brand.cloud.inbox.list()).toEqual([])
  brand.cloud.inbox.refuse('wx-xu', 0)
  await accept(brand.person('xu'))
  await runAt('11-29')
  expect(sentTo()).toEqual(['wx-xu'])
})

test('N2: a refusal that used up nothing gives the accept back', async () => {
  const gu = await memberWithPoints(brand, 'gu', 1)
  brand.cloud.inbox.refuse('wx-gu', 47003)
  await runAt('10-31')
  expect(await messages()).toMatchObject([{ state: 'failed', error: '47003' }])
  expect(await acceptsLeft(brand, gu.account)).toBe(1)
})

test('N2: nothing is sent between 22:00 and 8:00; the next run in daytime sends it', async () => {
  await memberWithPoints(brand, 'night', 1)
  expect(await runAt('10-31', '00:05')).toMatchObject({ ok: { noticesMade: 1 } })
  await runAt('10-31', '07:59')
  expect(brand.cloud.inbox.list()).toEqual([])
  await runAt('10-31', '08:00')
  expect(sentTo()).toEqual(['wx-night'])
})

test('N1: a notice is not sent if its points were spent overnight, or if a nearer step is due', async () => {
  const lin = await brand.member('spender')
  const orderNo = '1930679858170645302'
  await importFile(brand, 'spent.csv', tmallExport([{ orderNo, paid: '120.00' }]))
  await lin.get(submitClaim, { requestId: requestId(), orderNo })
  await accept(lin)
  await memberWithPoints(brand, 'overtaken', 2)
  await runAt('10-20')
  await runAt('10-31', '06:00')
  await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  await runAt('11-23')
  expect(sentTo()).toEqual(['wx-overtaken'])
  const states = (await messages()).map(({ days, state, queue }) => `${days} ${state} ${queue}`)
  expect(states.sort()).toEqual(['30 inbox none', '30 inbox none', '7 sent none'])
})

test('N1: two timers at the same time send each message once', async () => {
  const names = Array.from({ length: 12 }, (_, i) => `wx-${i + 10}`)
  const accounts: string[] = []
  for (const name of names) {
    accounts.push((await memberWithPoints(brand, name.slice(3), 3)).account)
  }
  // Two calls at night, so that both processes are warm and run at the same time in the morning.
  await Promise.all([1, 2].map(() => runAt('10-31', '06:00')))
  await Promise.all([1, 2].map(() => runAt('10-31', '09:00')))
  expect(sentTo().sort()).toEqual(names)
  expect((await messages()).every(({ state }) => state === 'sent')).toBe(true)
  for (const account of accounts) expect(await acceptsLeft(brand, account)).toBe(2)
})

test('N1: cut off after any database call: sent once or failed, and recorded', async () => {
  const lin = await memberWithPoints(brand, 'cut', 1)
  await runAt('10-31', '06:00')
  brand.cloud.clock.set(shanghai('10-31', '09:00'))
  await brand.cloud.snapshot('morning')
  const due = { action: 'job.runDue', input: { only: 'sending' } }
  const { databaseCalls } = await brand.cloud.invoke('jobs', due, { source: 'wx_trigger' })
  expect(sentTo()).toEqual(['wx-cut'])
  const ends = new Set<string>()
  for (let request = 1; request <= databaseCalls; request++) {
    await brand.cloud.restore('morning')
    brand.cloud.faults.set([{ function: 'jobs', request, fault: 'crashAfter' }])
    await expect(brand.cloud.call('jobs', due, { source: 'wx_trigger' })).rejects.toThrow()
    brand.cloud.faults.clear()
    // A transaction that died holds its locks; the cloud ends it after 30 seconds.
    brand.cloud.expireTransactions()
    for (const time of ['09:05', '09:10']) await runAt('10-31', time)
    const [message] = await messages()
    const sent = brand.cloud.inbox.list().length
    ends.add(`${String(message?.state)} ${sent}`)
    expect(sent).toBeLessThanOrEqual(1)
    if (message?.state === 'sent') expect(sent).toBe(1)
    expect(await acceptsLeft(brand, lin.account)).toBe(0)
  }
  // One sent without a fault; one cut off before the send; one sent but cut off before it was
  // recorded.
  expect([...ends].sort()).toEqual(['failed 0', 'sent 1'])
})
