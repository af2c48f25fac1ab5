import { checkIn } from '../../contracts/check-in'
import { openHome } from '../../contracts/home'
import { openStatement } from '../../contracts/statement'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type BrandCloud,
} from '../../../localcloud/testing/brand-cloud'

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

test('points end with the last day of their month in Shanghai, and the next movement records it', async () => {
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
