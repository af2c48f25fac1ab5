import { submitClaim } from '../../contracts/claim/claim'
import { openHome } from '../../contracts/member/home'
import { listNotices, readNotices } from '../../contracts/message/notice'
import { redeem } from '../../contracts/mall/redemption'
import { requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { memberWithPoints, openNoticeCloud, shanghai } from '../../../testing/scenes/notices'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openNoticeCloud()
})
afterEach(() => brand.close())

async function runAt(day: string, time?: string): Promise<unknown> {
  brand.cloud.clock.set(shanghai(day, time))
  return brand.cloud.fire('jobs', 'due')
}
const made = (noticesMade: number) => ({ ok: { noticesMade } })
const messages = () => brand.cloud.database.all('messages')

test('N1: a member is told 30, 7 and 1 days before points end, each time once', async () => {
  const lin = await memberWithPoints(brand, 'lin')
  expect(await runAt('10-30')).toMatchObject(made(0))
  expect(await runAt('10-31')).toMatchObject(made(1))
  expect(await runAt('10-31', '10:05')).toMatchObject(made(0))
  expect(await runAt('11-01')).toMatchObject(made(0))
  expect(await runAt('11-23')).toMatchObject(made(1))
  expect(await runAt('11-29')).toMatchObject(made(1))
  expect(await runAt('11-30')).toMatchObject(made(0))
  const { notices } = await lin.get(listNotices, {})
  expect(notices.map(({ noticeId }) => noticeId)).toEqual(
    [1, 7, 30].map((days) => `${lin.account}:expiry:2027-11-30:${days}`),
  )
  expect(notices[0]).toMatchObject({
    title: '积分快到期了',
    text: '你有 5 积分用到 2027年11月30日当天为止，过后会清零。请在这之前到积分商城兑换。',
    points: 5,
    read: false,
  })
})

test('N1: after days without a run only the nearest step is announced', async () => {
  await memberWithPoints(brand, 'late')
  expect(await runAt('11-25')).toMatchObject(made(1))
  expect(await messages()).toMatchObject([{ days: 7, state: 'inbox', sentAt: null }])
  expect(await runAt('11-26')).toMatchObject(made(0))
})

test('N1: a notice does not mention points that were spent meanwhile', async () => {
  const xu = await brand.member('xu')
  const orderNo = '1930679858170645301'
  await importFile(brand, 'spent.csv', tmallExport([{ orderNo, paid: '120.00' }]))
  await xu.get(submitClaim, { requestId: requestId(), orderNo })
  brand.cloud.clock.set(shanghai('10-20'))
  await brand.cloud.fire('jobs', 'due')
  await xu.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  expect(await runAt('10-31')).toMatchObject(made(0))
  expect(await messages()).toEqual([])
})

test('N1: the brand chooses its own days, or none', async () => {
  await memberWithPoints(brand, 'own')
  await brand.edit('programs', 'shanyu', { notices: { expiryDays: [] } })
  expect(await runAt('10-31')).toMatchObject(made(0))
  await brand.edit('programs', 'shanyu', { notices: { expiryDays: [15, 3] } })
  expect(await runAt('11-01')).toMatchObject(made(0))
  expect(await runAt('11-15')).toMatchObject(made(1))
  const wrong = await brand.edit('programs', 'shanyu', { notices: { expiryDays: [7, 30] } })
  expect(wrong).toContain('提醒天数要一个比一个小')
})

test('N1: three timers at the same time write one notice for each member', async () => {
  const names = Array.from({ length: 9 }, (_, i) => `many-${i}`)
  const members = []
  for (const name of names) members.push(await memberWithPoints(brand, name))
  // Three calls on the day before, so that their processes are warm and run at the same time.
  await Promise.all([1, 2, 3].map(() => runAt('10-30')))
  const runs = await Promise.all([1, 2, 3].map(() => runAt('10-31')))
  for (const run of runs) expect(run).toHaveProperty('ok')
  const told = (await messages()).map((message) => message.account)
  expect(told.sort()).toEqual(members.map(({ account }) => account).sort())
})

test('N1: a sweep of several pages that is cut off between them continues where it was', async () => {
  const lin = await memberWithPoints(brand, 'pages')
  const seed = await brand.cloud.database.get('accounts', lin.account)
  const { brand: shanyu } = seed as { brand: string }
  for (let i = 0; i < 230; i++) {
    // Accounts without members: the auditor would miss their entries, so they are removed again.
    const expiresOn = i < 150 ? '2027-11-30' : '2027-11-12'
    const lots = [{ expiresOn, points: 5 }]
    const _id = `${shanyu}:sweep-${String(i).padStart(3, '0')}`
    await brand.cloud.database.put('accounts', { ...seed, _id, lots, nextExpiry: expiresOn })
  }
  brand.cloud.clock.set(shanghai('10-31'))
  const due = { action: 'job.runDue', input: { only: 'notices' } }
  const sweep = () => brand.cloud.invoke('jobs', due, { source: 'wx_trigger' })
  // The first page is written, but not yet that it was.
  brand.cloud.faults.set([{ request: 'database.insertDocument', fault: 'crashAfter' }])
  expect((await sweep()).error).toBeDefined()
  expect(await messages()).toHaveLength(100)
  expect((await sweep()).result).toMatchObject(made(131))
  expect(await messages()).toHaveLength(231)
  expect((await sweep()).databaseCalls).toBeLessThanOrEqual(12)
  for (const { _id } of await brand.cloud.database.all('accounts')) {
    if (String(_id).includes(':sweep-')) await brand.cloud.database.remove('accounts', _id)
  }
})

test('N1: home is marked when a notice comes, and no longer once it was read', async () => {
  const { ask, get } = await memberWithPoints(brand, 'marked')
  const marked = async () => (await get(openHome, {})).card?.hasNews
  await get(readNotices, { ids: [], through: (await get(listNotices, {})).through })
  expect(await marked()).toBe(false)
  expect(await runAt('10-31')).toMatchObject(made(1))
  expect(await marked()).toBe(true)
  const { notices, through } = await get(listNotices, {})
  await ask(readNotices, { ids: notices.map(({ noticeId }) => noticeId), through })
  expect(await marked()).toBe(false)
})
