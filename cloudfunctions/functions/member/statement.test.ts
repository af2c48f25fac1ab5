import { checkIn } from '../../contracts/check-in/check-in'
import { submitClaim } from '../../contracts/claim/claim'
import { adjustPoints, reverseEntry } from '../../contracts/books/correction'
import { openHome } from '../../contracts/member/home'
import { collectCode } from '../../contracts/print-code/print-code'
import { redeem } from '../../contracts/mall/redemption'
import { openStatement } from '../../contracts/ledger/statement'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import type { Document } from '../../../localcloud/database/document'
import { makeCodes } from '../../../testing/scenes/print-codes'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

test('the statement pages through every movement, newest first, and the months add up', async () => {
  const lin = await brand.member('lin')
  for (let day = 0; day < 45; day++) {
    await lin.get(checkIn, { requestId: requestId() })
    brand.cloud.clock.advance(DAY_MS)
  }
  const seqs: number[] = []
  let before: number | undefined
  for (;;) {
    const page = await lin.get(openStatement, { filter: 'all', before })
    seqs.push(...page.lines.map((line) => line.seq))
    expect(page.expiring.reduce((sum, each) => sum + each.points, 0)).toBe(page.balance)
    if (page.next === null) break
    before = page.next
  }
  // 45 check-ins from 20 November, and the steps of the month at 10 and 20 days.
  const count = 45 + 3
  expect(seqs).toEqual(Array.from({ length: count }, (_, i) => count - i))
  const { lines } = await lin.get(openStatement, { filter: 'burn' })
  expect(lines).toEqual([])
})

test('points expire with the last day of their month in Shanghai, and the next movement records it', async () => {
  brand.cloud.clock.set(TODAY)
  const lin = await brand.member('expiring')
  await lin.get(checkIn, { requestId: requestId() })
  expect((await lin.get(openHome, {})).card?.expiring).toBeNull()
  brand.cloud.clock.set(Date.UTC(2027, 9, 1, 4))
  expect((await lin.get(openHome, {})).card?.expiring).toEqual({ points: 5, on: '2027-11-30' })
  brand.cloud.clock.set(Date.UTC(2027, 10, 30, 15, 59))
  expect((await lin.get(openHome, {})).card?.balance).toBe(5)
  brand.cloud.clock.set(Date.UTC(2027, 10, 30, 16, 0, 1))
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 0, expiring: null })
  const { balance } = await lin.get(checkIn, { requestId: requestId() })
  expect(balance).toBe(5)
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines.map((line) => [line.kind, line.points])).toEqual([
    ['earn', 5],
    ['expire', -5],
    ['earn', 5],
  ])
})

test('E2: consumption, reward and interaction points are distinguished, even after a refund', async () => {
  brand.cloud.clock.set(TODAY)
  const program = await brand.program()
  const earn = { points: 1, perFen: 100, tierMultipliers: [{ tier: 'shisha', percent: 150 }] }
  await brand.edit('programs', 'shanyu', { earn })
  const lin = await brand.member('kinds')
  await lin.get(checkIn, { requestId: requestId() })
  const { codes } = await makeCodes(brand, { points: 30 })
  await lin.get(collectCode, { requestId: requestId(), code: codes[0] ?? '' })
  const order = { orderNo: '1930679858170646101', paid: '200.00' }
  await importFile(brand, 'kinds.csv', tmallExport([order]))
  await lin.get(submitClaim, { requestId: requestId(), orderNo: order.orderNo })
  const byKind = async () => (await lin.get(openStatement, { filter: 'all' })).byKind
  expect(await byKind()).toEqual({ consumption: 200, reward: 100 + 30, interaction: 5 })
  // Spending is not taking back: what was earned is still shown as earned.
  await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  await importFile(brand, 'kinds.csv', tmallExport([{ ...order, refunded: '50.00' }]))
  expect(await byKind()).toEqual({ consumption: 150, reward: 75 + 30, interaction: 5 })
  await importFile(brand, 'kinds.csv', tmallExport([{ ...order, refunded: '200.00' }]))
  expect(await byKind()).toEqual({ consumption: 0, reward: 30, interaction: 5 })
  const { balance, deficit } = await lin.get(openStatement, { filter: 'all' })
  expect(balance - deficit).toBe(35 - 120)
  await brand.edit('programs', 'shanyu', { earn: program?.earn })
})

test('E2: twenty claims at the same time leave sums that the entries add up to', async () => {
  brand.cloud.clock.set(TODAY)
  const lin = await brand.member('kinds-many')
  const orders = Array.from({ length: 20 }, (_, i) => ({
    orderNo: `19306798581706462${String(i).padStart(2, '0')}`,
    paid: '10.00',
  }))
  await importFile(brand, 'kinds-many.csv', tmallExport(orders))
  const asked = orders.map(({ orderNo }) => ({ requestId: requestId(), orderNo }))
  // A conflict may outlast the retries; the phone then sends the same request again.
  for (let left = asked; left.length > 0;) {
    const replies = await Promise.all(left.map((input) => lin.ask(submitClaim, input)))
    left = left.filter((_, i) => 'unavailable' in (replies[i] ?? {}))
  }
  const { byKind } = await lin.get(openStatement, { filter: 'all' })
  expect(byKind).toEqual({ consumption: 200, reward: 0, interaction: 0 })
})

test('E2: points from staff count as reward points, and a reversal takes back the kind of its entry', async () => {
  brand.cloud.clock.set(TODAY)
  const lin = await brand.member('kinds-staff')
  await lin.get(checkIn, { requestId: requestId() })
  const who = { operator: '店长', reason: '活动补发', memberId: lin.memberId }
  const adjust = (points: number) =>
    brand.console.get(adjustPoints, { ...who, requestId: requestId(), points })
  await adjust(40)
  const taken = await adjust(-15)
  const byKind = async () => (await lin.get(openStatement, { filter: 'all' })).byKind
  expect(await byKind()).toEqual({ consumption: 0, reward: 25, interaction: 5 })
  await brand.console.get(reverseEntry, { ...who, entry: 1 })
  expect(await byKind()).toEqual({ consumption: 0, reward: 25, interaction: 0 })
  await brand.console.get(reverseEntry, { ...who, entry: taken.entry })
  expect(await byKind()).toEqual({ consumption: 0, reward: 40, interaction: 0 })
})

test('an entry from before codes is shown and reversed in the words it kept', async () => {
  brand.cloud.clock.set(TODAY)
  const lin = await brand.member('from-before')
  await lin.get(checkIn, { requestId: requestId() })
  const _id = `shanyu:${lin.memberId}:check-in:2026-11-20`
  const { what, facts, shape, ...rest } = (await brand.cloud.database.get('ledger', _id)) ?? {}
  expect({ what, facts, shape }).toEqual({
    what: 'check-in',
    shape: 2,
    facts: { streakDays: 1, growth: 0, coupon: null },
  })
  const kept = { title: '天天签到', note: '第 1 天' }
  await brand.cloud.database.replace('ledger', _id, { ...rest, ...kept } as Document)
  const lines = async () => (await lin.get(openStatement, { filter: 'all' })).lines
  expect(await lines()).toMatchObject([kept])
  const by = { operator: '店长', reason: '录错了', memberId: lin.memberId, entry: 1 }
  await brand.console.get(reverseEntry, by)
  expect(await lines()).toMatchObject([{ title: '冲正：天天签到', note: '录错了' }, kept])
})
