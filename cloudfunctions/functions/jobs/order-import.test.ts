import { commitImport } from '../../contracts/order/order-import'
import { openBrandCloud, type BrandCloud } from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { previewFile, tmallExport } from '../../../testing/scenes/import-orders'
import { saidOf } from '../../../testing/scenes/alert-words'

/** A slice of a thousandth of a second ends after its first batch. */
let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, JUSHA_IMPORT_SECONDS: '0.001' } })
})
// Closes without the auditor, who would find what is planted here.
afterEach(() => brand.discard())

const operator = '店长'
const ORDERS = 150

/** An import of which the first batch is written, so that the timer has to end it. */
async function cutOff(): Promise<string> {
  const rows = Array.from({ length: ORDERS }, (_, n) => ({
    orderNo: `19306798581${String(7000 + n).padStart(8, '0')}`,
    paid: '12.00',
  }))
  let preview = await previewFile(brand, 'cut-off.csv', tmallExport(rows))
  while ('ok' in preview && preview.ok.state === 'previewing') {
    preview = await previewFile(brand, 'cut-off.csv', tmallExport(rows))
  }
  if (!('ok' in preview)) throw new Error(`the file was not read: ${JSON.stringify(preview)}`)
  const { importId } = preview.ok
  const { state } = await brand.console.get(commitImport, { operator, importId })
  expect(state).toBe('running')
  return importId
}

/** Documents like a good one, each of which waits longer than it. */
async function plantBefore(importId: string, count: number, change: object): Promise<string[]> {
  const good = await brand.cloud.database.get('imports', importId)
  const ids = Array.from({ length: count }, (_, n) => `shanyu:0planted${n}`)
  for (const _id of ids) {
    await brand.cloud.database.put('imports', { ...good, updatedAt: 1, ...change, _id })
  }
  return ids
}

async function toldOf(): Promise<string[]> {
  const alerts = await brand.cloud.database.find('alerts', { topic: 'document', state: 'open' })
  return alerts.map(({ subject }) => String(subject)).sort()
}

async function untilDone(importId: string): Promise<void> {
  for (let runs = 0; runs < 10; runs++) {
    await brand.job('imports')
    if ((await brand.cloud.database.get('imports', importId))?.state === 'done') return
  }
  throw new Error('the timer does not end it')
}

test('an import that newer code wrote is reported as damaged, left as it is, and holds up no other', async () => {
  const importId = await cutOff()
  const [newer = ''] = await plantBefore(importId, 1, { shape: 99 })
  const before = await brand.cloud.database.get('imports', newer)
  await untilDone(importId)
  expect(await brand.cloud.database.count('orders')).toBe(ORDERS)
  expect(await toldOf()).toEqual([`imports/${newer}`])
  const alert = await brand.cloud.database.get('alerts', `imports/${newer}:damaged`)
  expect(saidOf(alert)).toMatch(/^有一份订单导入读不出来，已先跳过/)
  expect(await brand.cloud.database.get('imports', newer)).toEqual(before)
})

test.each<[string, object]>([
  ['that newer code wrote', { shape: 99 }],
  ['of which a field is damaged', { cursor: 'odd' }],
])('forty imports %s hold up no other', async (_what, change) => {
  const importId = await cutOff()
  const planted = await plantBefore(importId, 40, change)
  await untilDone(importId)
  expect(await toldOf()).toEqual(planted.map((id) => `imports/${id}`).sort())
})
