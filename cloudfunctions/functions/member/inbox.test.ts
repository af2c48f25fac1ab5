import { checkIn } from '../../contracts/check-in/check-in'
import { openHome } from '../../contracts/member/home'
import { listNotices, readNotices } from '../../contracts/message/notice'
import { cancelByStaff, redeem } from '../../contracts/mall/redemption'
import { adjustPoints } from '../../contracts/books/correction'
import { enrolGuide } from '../../contracts/guide/guide'
import { startDuty } from '../../contracts/guide/duty'
import { openStatement } from '../../contracts/ledger/statement'
import { writeOff } from '../../contracts/coupon/write-off'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
afterEach(() => brand.close())

type Member = Asker & { memberId: string }
const hasNews = async (who: Asker) => (await who.get(openHome, {})).card?.hasNews

/** What the page does: it shows the list, and then reports it as read. */
async function look(who: Asker) {
  const list = await who.get(listNotices, {})
  await who.get(readNotices, { ids: [], through: list.through })
  return list
}

async function withPoints(name: string): Promise<Member> {
  const member = await brand.member(name)
  await give(member, 500)
  await look(member)
  return member
}

function give({ memberId }: Member, points: number) {
  const who = { operator: '店长', memberId, points, reason: '补发' }
  return brand.console.get(adjustPoints, { ...who, requestId: requestId() })
}

async function coffee(who: Asker) {
  const request = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  return (await who.get(redeem, request)).redemption
}

test('N6: new things are marked until they are read, on every phone and after a restart', async () => {
  const lin = await brand.member('lin')
  await look(lin)
  expect(await hasNews(lin)).toBe(false)
  await give(lin, 50)
  expect(await hasNews(lin)).toBe(true)
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines[0]).toMatchObject({ points: 50, isNews: true, coupon: null })
  expect(await look(lin)).toMatchObject({ hasNews: true })
  expect(await hasNews(brand.person('lin'))).toBe(false)
  expect(await brand.person('lin').get(listNotices, {})).toMatchObject({ hasNews: false })
})

test('N6: things that came while the list was open stay marked', async () => {
  const lin = await brand.member('lin')
  const { through } = await lin.get(listNotices, {})
  await give(lin, 50)
  await lin.get(readNotices, { ids: [], through })
  expect(await hasNews(lin)).toBe(true)
  // A phone with a wrong clock, or an old list: neither unmarks what it did not show.
  await lin.get(readNotices, { ids: [], through: { at: TODAY * 2, count: through.count } })
  expect(await hasNews(lin)).toBe(true)
})

test('N6: a member’s own check-in marks nothing, but the coupon of the seventh day does', async () => {
  const lin = await brand.member('lin')
  await look(lin)
  for (let day = 1; day <= 7; day++) {
    const { coupons } = await lin.get(checkIn, { requestId: requestId() })
    expect([day, await hasNews(lin)]).toEqual([day, coupons.length > 0])
    expect(coupons).toHaveLength(day === 7 ? 1 : 0)
    brand.cloud.clock.advance(DAY_MS)
  }
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines[0]?.coupon).toMatch(/^shanyu:\d{12}$/)
  expect(lines[0]).toMatchObject({ isNews: true, note: expect.stringContaining('送「手冲咖啡') })
  expect(lines[1]).toMatchObject({ isNews: false, coupon: null })
})

test('N6: a coupon that is about to expire, and one that has expired, are listed and marked', async () => {
  const lin = await withPoints('lin')
  const { couponId } = await coffee(lin)
  expect(await hasNews(lin)).toBe(false)
  const { expiresAt } = (await brand.cloud.database.get('coupons', String(couponId))) as {
    expiresAt: number
  }
  const eight = expiresAt + 1 - 4 * DAY_MS + 8 * 3_600_000
  brand.cloud.clock.set(eight - 3_600_000)
  expect(await hasNews(lin)).toBe(false)
  expect((await look(lin)).notices).toEqual([])
  brand.cloud.clock.set(eight)
  expect(await hasNews(lin)).toBe(true)
  const ending = { kind: 'coupon', couponId, at: eight, read: false }
  const [told] = (await look(lin)).notices
  expect(told).toMatchObject({ ...ending, title: '券「手冲咖啡 1 杯」快到期了' })
  expect((await lin.get(listNotices, {})).notices).toMatchObject([{ ...ending, read: true }])
  expect(await hasNews(lin)).toBe(false)
  brand.cloud.clock.set(expiresAt + 1)
  expect(await hasNews(lin)).toBe(true)
  const ended = { kind: 'coupon', couponId: null, at: expiresAt, read: false }
  expect((await look(lin)).notices).toMatchObject([
    { ...ended, title: '券「手冲咖啡 1 杯」过期了' },
  ])
  expect(await hasNews(lin)).toBe(false)
})

test('N6: a coupon that a guide wrote off, and one that staff took back, are listed and marked', async () => {
  const lin = await withPoints('lin')
  const { memberId } = await brand.member('shen')
  const entry = { memberId, name: '沈清', number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  const shen = brand.guide('shen')
  await shen.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  const [used, back] = [await coffee(lin), await coffee(lin)]
  const code = String(used.couponId).replace('shanyu:', '')
  await shen.get(writeOff, { requestId: requestId(), code })
  expect(await hasNews(lin)).toBe(true)
  const [told] = (await look(lin)).notices
  expect(told).toMatchObject({ kind: 'coupon', read: false, couponId: null })
  expect(told?.title).toBe('券「手冲咖啡 1 杯」用掉了')
  expect(told?.text).toMatch(/^在.*湖滨.*核销/)
  expect(await hasNews(lin)).toBe(false)
  await brand.console.get(cancelByStaff, {
    operator: '店长',
    reason: '换错了',
    requestId: requestId(),
    redemptionId: back.redemptionId,
  })
  expect(await hasNews(lin)).toBe(true)
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines[0]).toMatchObject({ kind: 'restore', coupon: back.couponId, isNews: true })
})

test('N6: notices and coupons form one list in pages, each once, however many fall on the same instant', async () => {
  const lin = await withPoints('lin')
  const { couponId } = await coffee(lin)
  const coupon = (await brand.cloud.database.get('coupons', String(couponId))) as {
    expiresAt: number
  }
  const stay = await brand.cloud.database.all('coupons')
  const putAll = async (count: number, from: number, change: (code: string) => object) => {
    for (let i = 0; i < count; i++) {
      const code = String(from + i)
      const key = { _id: `shanyu:${code}`, code, useRequest: code, redemption: null }
      await brand.cloud.database.put('coupons', { ...coupon, ...key, ...change(code) })
    }
  }
  const endAt = (expiresAt: number) => (code: string) => ({
    issuedAt: TODAY - 40 * DAY_MS,
    expiresAt,
    endKey: `${String(expiresAt).padStart(15, '0')}:${code}`,
  })
  const used = (at: number) => (code: string) => ({
    state: 'writtenOff',
    useKey: `${String(at).padStart(15, '0')}:${code}`,
    writtenOff: { at, shopName: '湖滨店' },
  })
  const night = Date.UTC(2026, 10, 19, 16) - 1
  await putAll(45, 700_000_000_000, endAt(night))
  await putAll(25, 710_000_000_000, endAt(night + 2 * DAY_MS))
  await putAll(30, 720_000_000_000, used(night + 5))
  for (let i = 0; i < 30; i++) {
    const listKey = `${night - 15 + i}:2027-11-30:7`
    await brand.cloud.database.put('messages', {
      _id: `shanyu:${lin.memberId}:m:${i}`,
      brand: 'shanyu',
      kind: 'expiry',
      days: 7,
      account: `shanyu:${lin.memberId}`,
      points: 5,
      expiresOn: '2027-11-30',
      listKey,
      createdAt: night - 15 + i,
      readAt: null,
      queue: 'none',
      state: 'inbox',
    })
  }
  const seen: { id: string; at: number }[] = []
  for (let before: string | undefined; ;) {
    const { notices, next } = await lin.get(listNotices, before ? { before } : {})
    expect(lin.lastCalls()).toBeLessThanOrEqual(5)
    seen.push(...notices.map(({ noticeId: id, at }) => ({ id, at })))
    if (next === null) break
    before = next
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(45 + 25 + 30 + 30)
  expect(seen).toHaveLength(45 + 25 + 30 + 30)
  const times = seen.map(({ at }) => at)
  expect(times).toEqual(times.toSorted((one, other) => other - one))
  // Coupons without a redemption: the auditor would miss their entries, so they are removed again.
  const kept = new Set(stay.map(({ _id }) => _id))
  for (const { _id } of await brand.cloud.database.all('coupons')) {
    if (!kept.has(_id)) await brand.cloud.database.remove('coupons', String(_id))
  }
})
