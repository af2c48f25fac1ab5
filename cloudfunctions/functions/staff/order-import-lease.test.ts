import { commitImport, previewImport } from '../../contracts/order/order-import'
import { openBrandCloud, type BrandCloud } from '../../../testing/brand-cloud'
import { tmallExport } from '../../../testing/scenes/import-orders'

/** Enough time to look at the database between its first order and its last. */
const ORDERS = 3000
const operator = '店长'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

async function previewed(name: string, from: number): Promise<string> {
  const rows = Array.from({ length: ORDERS }, (_, n) => ({
    orderNo: `19306798${String(from + n).padStart(11, '0')}`,
    paid: '12.00',
  }))
  const fileId = await brand.cloud.storage.put(`imports/${name}`, tmallExport(rows))
  const report = await brand.console.get(previewImport, { operator, fileId })
  expect(report).toMatchObject({ state: 'preview', orders: ORDERS })
  return report.importId
}

/** Waits until a commit has written some orders, then takes the run away from it. */
async function takeOver(importId: string) {
  const { database, clock } = brand.cloud
  const before = await database.count('orders', {})
  for (let looks = 0; looks < 3000; looks++) {
    if ((await database.count('orders', {})) > before) {
      const run = await database.get('imports', importId)
      const other = { ...run, leaseId: 'another', leaseEndsAt: clock.now() + 60_000, cursor: 7 }
      await database.put('imports', other)
      return other
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('the commit writes nothing')
}

const commit = (importId: string) =>
  brand.console.ask(commitImport, { operator, importId }).catch((thrown: unknown) => thrown)

test('F3: what a slice records after somebody else has taken its run is dropped', async () => {
  const importId = await previewed('noted.csv', 20_000_001)
  const [reply, other] = await Promise.all([commit(importId), takeOver(importId)])
  expect(reply).toHaveProperty('ok')
  expect(await brand.cloud.database.get('imports', importId)).toEqual(other)
})

test('F3: a slice that fails gives up its own lease and no other', async () => {
  const importId = await previewed('freed.csv', 30_000_001)
  const failing = { action: commitImport.name, fault: 'timeout', waitMs: 5 } as const
  const fail = () => brand.cloud.faults.set([{ ...failing, request: 'database.startTransaction' }])
  const taken = takeOver(importId).then((other) => {
    fail()
    return other
  })
  const [reply, other] = await Promise.all([commit(importId), taken])
  expect(reply).not.toHaveProperty('ok')
  expect(await brand.cloud.database.get('imports', importId)).toEqual(other)
  const { leaseEndsAt: _over, ...free } = other
  await brand.cloud.database.put('imports', { ...free, cursor: 0 })
  // Its own lease: nobody else took the run meanwhile.
  fail()
  expect(await commit(importId)).not.toHaveProperty('ok')
  brand.cloud.faults.clear()
  expect(await brand.cloud.database.get('imports', importId)).not.toHaveProperty('leaseEndsAt')
})
