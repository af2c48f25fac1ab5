import { submitClaim } from '../../contracts/claim'
import { openHome } from '../../contracts/home'
import { redeem } from '../../contracts/redemption'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  type BrandCloud,
} from '../../../localcloud/testing/brand-cloud'
import { importFile, tmallExport } from '../../testing/import-orders'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
afterEach(() => brand.close())

// Paid on 10 November in the small export: with 14 days its points post on the 24th.
async function waitFourteenDays() {
  const program = await brand.cloud.database.get('programs', 'shanyu')
  const claim = { ...(program?.claim as object), postDays: 14 }
  await brand.edit('programs', 'shanyu', { claim })
}

const claimOf = (orderNo: string) => ({ requestId: requestId(), orderNo })
const runJobs = () => brand.cloud.fire('jobs', 'due')

test('E3: points of a finished order are pending until their day, shown with it, and not spent', async () => {
  await waitFourteenDays()
  const lin = await brand.member('pending')
  const orderNo = '1930679858170645001'
  await importFile(brand, 'pending.csv', tmallExport([{ orderNo, paid: '300.00' }]))
  const input = claimOf(orderNo)
  const first = await lin.get(submitClaim, input)
  expect(first.claim).toMatchObject({ state: 'pending', points: 300, postsOn: '2026-11-24' })
  expect(await lin.get(submitClaim, input)).toEqual(first)
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 0, pending: 300 })
  const wish = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  expect(await lin.ask(redeem, wish)).toMatchObject({ refused: 'POINTS_SHORT' })
  await runJobs()
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 0, pending: 300 })
  brand.cloud.clock.set(Date.UTC(2026, 10, 23, 16, 0, 1))
  expect(await runJobs()).toMatchObject({ ok: { claimsPosted: 1 } })
  expect(await runJobs()).toMatchObject({ ok: { claimsPosted: 0 } })
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 300, pending: 0 })
})

test('E4: a refund before posting makes the pending points less, a closed order voids them', async () => {
  await waitFourteenDays()
  const [lin, xu] = [await brand.member('less'), await brand.member('void')]
  const [a, b] = ['1930679858170645002', '1930679858170645003']
  const file = (refund?: string, status?: string) =>
    tmallExport([
      { orderNo: a, paid: '100.00', refunded: refund },
      { orderNo: b, paid: '100.00', refunded: status && '100.00', status },
    ])
  await importFile(brand, 'refunds.csv', file())
  await lin.get(submitClaim, claimOf(a))
  await xu.get(submitClaim, claimOf(b))
  await importFile(brand, 'refunds.csv', file('39.50', '交易关闭'))
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 0, pending: 60 })
  expect((await xu.get(openHome, {})).card).toMatchObject({ balance: 0, pending: 0 })
  brand.cloud.clock.advance(5 * DAY_MS)
  await runJobs()
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 60, pending: 0, deficit: 0 })
  expect((await xu.get(openHome, {})).card).toMatchObject({ balance: 0, pending: 0, deficit: 0 })
})

test('E3: two timers at once post each order once', async () => {
  const lin = await brand.member('twice')
  const numbers = Array.from({ length: 12 }, (_, i) => `19306798581706451${10 + i}`)
  const file = tmallExport(numbers.map((orderNo) => ({ orderNo, paid: '10.00' })))
  await importFile(brand, 'twice.csv', file)
  for (const orderNo of numbers) await lin.get(submitClaim, claimOf(orderNo))
  brand.cloud.clock.advance(5 * DAY_MS)
  await Promise.all([runJobs(), runJobs(), runJobs()])
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 120, pending: 0 })
})

test('a claim that waited for too long is closed with its reason', async () => {
  const lin = await brand.member('patient')
  await lin.get(submitClaim, claimOf('1930679858170645999'))
  brand.cloud.clock.advance(16 * DAY_MS)
  expect(await runJobs()).toMatchObject({ ok: { claimsClosed: 1 } })
})
