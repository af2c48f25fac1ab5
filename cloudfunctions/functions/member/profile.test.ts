import { openHome } from '../../contracts/member/home'
import { openProfile, setBirthday } from '../../contracts/member/profile'
import { openStatement } from '../../contracts/ledger/statement'
import { DAY_MS, openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  expect(await brand.edit('programs', 'shanyu', { profile: { points: 30 } })).toMatch(/^已发布/)
})
afterAll(() => brand.close())

test('E5: completing the profile earns once, however often it is sent, even at the same time', async () => {
  const lin = await brand.member('lin')
  expect(await lin.get(openProfile, {})).toMatchObject({
    birthday: null,
    changeableFrom: null,
    reward: 30,
  })
  const days = Array.from({ length: 20 }, (_, i) => `03-${String(i + 1).padStart(2, '0')}`)
  const replies = await Promise.all(
    days.map((birthday) => lin.ask(setBirthday, { requestId: requestId(), birthday })),
  )
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect(replies.filter((reply) => 'refused' in reply)).toHaveLength(19)
  expect((await lin.get(openHome, {})).card?.balance).toBe(30)
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines).toMatchObject([{ source: 'profile', title: '完善资料', points: 30 }])
  const ids = (await brand.cloud.database.all('ledger')).map(({ _id }) => _id)
  const { memberId } = lin
  expect(ids).toContain(`shanyu:${memberId}:profile:birthday`)
  // A year later it may be changed, and brings nothing.
  brand.cloud.clock.advance(365 * DAY_MS)
  const again = await lin.get(setBirthday, { requestId: requestId(), birthday: '12-24' })
  expect(again).toMatchObject({ birthday: '12-24', earned: 0, balance: 30 })
})

test('E5: the same request gets its first answer, with another day it is refused', async () => {
  const lin = await brand.member('repeat')
  const input = { requestId: requestId(), birthday: '02-29' }
  brand.cloud.faults.set([{ request: 'database.commitTransaction', fault: 'crashAfter' }])
  await expect(lin.ask(setBirthday, input)).rejects.toThrow()
  const first = await lin.get(setBirthday, input)
  expect(first).toMatchObject({ birthday: '02-29', earned: 30, balance: 30 })
  expect(await lin.get(setBirthday, input)).toEqual(first)
  expect(await lin.ask(setBirthday, { ...input, birthday: '03-01' })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
})

test('a birthday is changed at most once a year, and must exist in the calendar', async () => {
  const lin = await brand.member('changing')
  const { changeableFrom } = await lin.get(setBirthday, {
    requestId: requestId(),
    birthday: '05-04',
  })
  brand.cloud.clock.advance(364 * DAY_MS)
  const ask = (birthday: string) => lin.ask(setBirthday, { requestId: requestId(), birthday })
  expect(await ask('05-05')).toEqual({
    refused: 'BIRTHDAY_SET_LATELY',
    detail: { from: changeableFrom },
  })
  brand.cloud.clock.advance(DAY_MS)
  expect(await ask('02-30')).toMatchObject({ refused: 'INPUT_INVALID' })
  expect(await ask('13-01')).toMatchObject({ refused: 'INPUT_INVALID' })
  expect(await ask('05-05')).toHaveProperty('ok')
  expect((await lin.get(openProfile, {})).reward).toBe(0)
})

test('E7: the page shows what a birthday brings, and which one counts in the year of a change', async () => {
  const lin = await brand.member('reader')
  const before = await brand.program()
  const twice = { points: 1, perFen: 100, birthday: { scope: 'month', percent: 200 } }
  await brand.edit('programs', 'shanyu', { earn: twice })
  const { nextChangeFrom, multiplier } = await lin.get(openProfile, {})
  expect(multiplier).toEqual({ scope: 'month', percent: 200 })
  const first = await lin.get(setBirthday, { requestId: requestId(), birthday: '05-04' })
  expect(first.changeableFrom).toBe(nextChangeFrom)
  expect((await lin.get(openProfile, {})).untilNewYear).toBeNull()
  brand.cloud.clock.advance(365 * DAY_MS)
  await lin.get(setBirthday, { requestId: requestId(), birthday: '06-18' })
  expect(await lin.get(openProfile, {})).toMatchObject({
    birthday: '06-18',
    untilNewYear: '05-04',
  })
  const nextYear = Number(nextChangeFrom.slice(0, 4)) + 1
  brand.cloud.clock.set(Date.parse(`${nextYear}-01-01T00:00:00+08:00`))
  expect((await lin.get(openProfile, {})).untilNewYear).toBeNull()
  await brand.edit('programs', 'shanyu', { earn: before?.earn })
})
