import { submitClaim } from '../../contracts/claim'
import { openClaimQueue } from '../../contracts/claim-review'
import { openBrandCloud, requestId, type BrandCloud } from '../../../localcloud/testing/brand-cloud'
import { importFile, tmallExport } from '../../testing/import-orders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  const { claim } = (await brand.cloud.database.get('programs', 'shanyu')) as { claim: object }
  const change = { proof: 'always', lockAfter: 100 }
  await brand.edit('programs', 'shanyu', { claim: { ...claim, ...change } })
})
afterAll(() => brand.close())

const operator = '店长'
const number = (who: number, i: number) => `193067985817${String(who * 1000 + i).padStart(7, '0')}`
const rows = (orders: string[]) =>
  tmallExport(orders.map((orderNo) => ({ orderNo, paid: '66.00' })))

test('O7: seven members who fill the queue hide nobody, and every claim is reached page by page', async () => {
  const numbers = Array.from({ length: 7 }, (_, who) =>
    Array.from({ length: 10 }, (_each, i) => number(who, i)),
  )
  await importFile(brand, 'flood.csv', rows([...numbers.slice(1).flat(), number(9, 1)]))
  for (const [who, own] of numbers.entries()) {
    const asker = await brand.member(`floods-${who}`)
    for (const orderNo of own) await asker.get(submitClaim, { requestId: requestId(), orderNo })
  }
  // One of them waited for the import with all of its numbers.
  await importFile(brand, 'late.csv', rows(numbers[0] ?? []))
  const last = await brand.member('comes-last')
  await last.get(submitClaim, { requestId: requestId(), orderNo: number(9, 1) })
  const first = await brand.console.get(openClaimQueue, { operator })
  expect(first.claims.slice(0, 8).map(({ memberId }) => memberId)).toContain(last.memberId)
  expect(first.claims).toHaveLength(50)
  expect(first.waiting.upToOneDay).toBe(71)
  const after = first.next ?? ''
  const second = await brand.console.get(openClaimQueue, { operator, after })
  expect(second.claims).toHaveLength(21)
  expect(second.next).toBeNull()
  const all = [...first.claims, ...second.claims].map(({ claimId }) => claimId)
  expect(new Set(all).size).toBe(71)
})
