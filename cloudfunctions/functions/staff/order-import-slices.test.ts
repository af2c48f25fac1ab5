import { commitImport, previewImport } from '../../contracts/order/order-import'
import { openBrandCloud, type BrandCloud } from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { tmallExport } from '../../../testing/scenes/import-orders'
import { fileOf, tableOfExport, withCells } from '../../../testing/scenes/orders/variants'
import { csvOf, JD_HEADER, jdRow } from '../../../testing/scenes/orders/tables'
import { saidOf } from '../../../testing/scenes/alert-words'

const ORDERS = 1200
const operator = '店长'

/** A slice of a thousandth of a second ends after its first batch. */
let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, JUSHA_IMPORT_SECONDS: '0.001' } })
})
afterAll(() => brand.close())

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => ({
    orderNo: `19306798581${String(from + n).padStart(8, '0')}`,
    paid: '12.00',
  }))

const upload = (name: string, bytes: Buffer) => brand.cloud.storage.put(`imports/${name}`, bytes)
const preview = (fileId: string) => brand.console.get(previewImport, { operator, fileId })

async function previewWhole(fileId: string) {
  for (let calls = 1; calls < 100; calls++) {
    const report = await preview(fileId)
    if (report.state !== 'previewing') return { report, calls }
  }
  throw new Error('the preview does not end')
}

async function previewByTimer(importId: string) {
  for (let runs = 0; runs < 200; runs++) {
    const run = await brand.cloud.database.get('imports', importId)
    if (run?.state !== 'previewing' && run?.state !== 'running') return run
    await brand.job('imports')
  }
  throw new Error('the timer does not end it')
}

test('F3: a preview longer than one call continues in the next one and ends like a short one', async () => {
  const bad = { orderNo: '1.93068E+18', paid: '1.00' }
  const bytes = tmallExport([bad, ...rows(0, ORDERS), bad, { orderNo: '合计', paid: '' }])
  const fileId = await upload('long.csv', bytes)
  const first = await preview(fileId)
  expect(first).toMatchObject({ state: 'previewing', orders: 100, channel: 'tmall' })
  expect(first.percent).toBeLessThan(100)
  const { report, calls } = await previewWhole(fileId)
  expect(calls).toBeGreaterThan(10)
  expect(report).toMatchObject({
    state: 'preview',
    orders: ORDERS,
    added: ORDERS,
    errorCount: 2,
    percent: 100,
    notes: [{ code: 'SUM_LINE', message: expect.stringContaining('合计') }],
  })
  expect(await brand.cloud.database.count('orders', {})).toBe(0)
})

test('F3: facts that a file does not report are counted over all slices', async () => {
  const once = await tableOfExport('京东订单.csv')
  const again = (copy: number) =>
    withCells(once, '订单号', (no) => no.replace(/^\d{3}/, String(500 + copy))).slice(1)
  const copies = Array.from({ length: 12 }, (_, copy) => again(copy))
  const told = async (name: string, table: string[][]) => {
    const { report, calls } = await previewWhole(await upload(name, fileOf(table)))
    const note = report.notes.find(({ code }) => code === 'REFUNDS_UNKNOWN')
    return { calls, orders: report.orders, unknown: Number(/\d+/.exec(note?.message ?? '')?.[0]) }
  }
  const one = await told('jd-once.csv', once)
  const all = await told('jd-long.csv', [once[0] ?? [], ...copies.flat()])
  expect(all.calls).toBeGreaterThan(1)
  expect([all.orders, all.unknown]).toEqual([12 * one.orders, 12 * one.unknown])
})

test('O10: a column of numbers is judged as a whole, even if slices end within it', async () => {
  const cut = Array.from({ length: 150 }, (_, n) => `29306798581${String(7101 + n)}0000`)
  const numbers = [...cut, ...rows(2_600_007, 250).map(({ orderNo }) => orderNo)]
  const fileId = await upload(
    'half-cut.csv',
    tmallExport(numbers.map((orderNo) => ({ orderNo, paid: '12.00' }))),
  )
  await expect(previewWhole(fileId)).rejects.toThrow('末尾变成了 0')
})

test('O11: nothing is written before the preview has read the whole file', async () => {
  const fileId = await upload('early.csv', tmallExport(rows(2000, 300)))
  const { importId } = await preview(fileId)
  expect(await brand.console.ask(commitImport, { operator, importId })).toEqual({
    refused: 'PREVIEW_NOT_DONE',
  })
})

test('O11: a file that was replaced after its preview is not written', async () => {
  const fileId = await upload('swap.csv', tmallExport(rows(3000, 3)))
  const { report } = await previewWhole(fileId)
  await upload('swap.csv', tmallExport(rows(3100, 3)))
  const { importId } = report
  const reply = await brand.console.ask(commitImport, { operator, importId })
  expect(reply).toMatchObject({
    refused: 'FILE_NOT_READABLE',
    detail: { reason: expect.stringContaining('重新预览') },
  })
  expect((await previewWhole(fileId)).report).toMatchObject({ state: 'preview', added: 3 })
})

test('F3: a preview starts again if its file was replaced half-way', async () => {
  const fileId = await upload('half.csv', tmallExport(rows(4000, 300)))
  expect((await preview(fileId)).state).toBe('previewing')
  await upload('half.csv', tmallExport(rows(4500, 150)))
  expect((await previewWhole(fileId)).report.orders).toBe(150)
})

test('F3: the timer finishes a preview and a commit that nobody calls for any more', async () => {
  const fileId = await upload('left.csv', tmallExport(rows(5000, 500)))
  const { importId } = await preview(fileId)
  expect(await previewByTimer(importId)).toMatchObject({ state: 'preview', orders: 500 })
  const report = await brand.console.get(commitImport, { operator, importId })
  expect(report).toMatchObject({ state: 'running', orders: 100 })
  expect(await previewByTimer(importId)).toMatchObject({ state: 'done', orders: 500, added: 500 })
})

test('F3: the timer leaves an import to the person who works on it, and continues it if that call was killed', async () => {
  const fileId = await upload('held.csv', tmallExport(rows(6000, 300)))
  const { importId } = await preview(fileId)
  const run = await brand.cloud.database.get('imports', importId)
  const leaseEndsAt = brand.cloud.clock.now() + 60_000
  const leased = { ...run, leaseId: 'a person', leaseEndsAt }
  await brand.cloud.database.put('imports', leased)
  await brand.job('imports')
  expect(await brand.cloud.database.get('imports', importId)).toEqual(leased)
  brand.cloud.clock.advance(61_000)
  expect(await previewByTimer(importId)).toMatchObject({ state: 'preview', orders: 300 })
})

test('F3: what a killed commit had counted is not counted twice by the next one', async () => {
  const patient = await openBrandCloud()
  try {
    const bytes = tmallExport(rows(20_000, 1500))
    const fileId = await patient.cloud.storage.put('imports/killed.csv', bytes)
    const { importId } = await patient.console.get(previewImport, { operator, fileId })
    const committing = { action: commitImport.name, fault: 'crashAfter' as const }
    patient.cloud.faults.set([{ ...committing, request: 56 }])
    await patient.console.ask(commitImport, { operator, importId }).catch(() => null)
    patient.cloud.faults.clear()
    patient.cloud.expireTransactions()
    const kept = await patient.cloud.database.get('imports', importId)
    expect(kept).toMatchObject({ state: 'running', cursor: 1000, orders: 1000, added: 1000 })
    expect(await patient.cloud.database.count('orders', {})).toBeGreaterThan(1000)
    patient.cloud.clock.advance(10 * 60_000)
    const report = await patient.console.get(commitImport, { operator, importId })
    expect(report).toMatchObject({ state: 'done', orders: 1500 })
    expect(report.added + report.changed + report.unchanged).toBe(1500)
  } finally {
    await patient.close()
  }
})

test.each(['REFUNDS_CHECKED', 'REFUNDS_UNKNOWN'] as const)(
  'O11: the answer about unreported refunds, %s, holds for every slice, whoever continues',
  async (accept) => {
    const first = accept === 'REFUNDS_CHECKED' ? 389592180001 : 389592190001
    const numbers = Array.from({ length: 450 }, (_, n) => String(first + n * 7))
    const bytes = csvOf([JD_HEADER, ...numbers.map((no) => jdRow({ 订单号: no }))])
    const fileId = await upload(`${accept}.csv`, bytes)
    const { importId } = (await previewWhole(fileId)).report
    const begun = await brand.console.get(commitImport, { operator, importId, accept })
    expect(begun).toMatchObject({ state: 'running', orders: 100, accept })
    const other = accept === 'REFUNDS_CHECKED' ? 'REFUNDS_UNKNOWN' : 'REFUNDS_CHECKED'
    const otherwise = { operator, importId, accept: other } as const
    expect(await brand.console.ask(commitImport, otherwise)).toMatchObject({
      refused: 'ACCEPTED_OTHERWISE',
    })
    const next = await brand.console.get(commitImport, { operator: '另一位', importId })
    expect(next).toMatchObject({ state: 'running', orders: 200, accept })
    expect(await previewByTimer(importId)).toMatchObject({ state: 'done', orders: 450 })
    const untold = { channel: 'jd', orderNo: numbers.at(-1), untold: ['refunds'] }
    const isKept = (await brand.cloud.database.count('orders', untold)) === 1
    expect(isKept).toBe(accept === 'REFUNDS_UNKNOWN')
    const said = { action: 'order-import.accept', outcome: accept }
    const lines = await brand.cloud.database.find('audit', said)
    expect(lines).toMatchObject([{ operator, input: { importId, orders: 450 } }])
  },
)

describe('F3: an import that always fails', () => {
  /** An order that no version of ours ever wrote: merging it raises a bug. */
  async function poison(name: string, from: number) {
    const fileId = await upload(name, tmallExport(rows(from, 150)))
    const { report } = await previewWhole(fileId)
    const id = `shanyu:tmall:${rows(from, 1)[0]?.orderNo}`
    await brand.cloud.database.put('orders', { _id: id, brand: 'shanyu' })
    await brand.console.ask(commitImport, { operator, importId: report.importId }).catch(() => null)
    return report.importId
  }

  test('does not hold up others, and is given up after three tries', async () => {
    const bad = await poison('poison.csv', 7000)
    const fileId = await upload('good.csv', tmallExport(rows(8000, 300)))
    const good = (await previewWhole(fileId)).report.importId
    await brand.console.get(commitImport, { operator, importId: good })
    expect(await previewByTimer(good)).toMatchObject({ state: 'done' })
    expect(await previewByTimer(bad)).toMatchObject({ state: 'failed', tries: 3 })
    const alerts = await brand.cloud.database.find('alerts', { topic: 'orderImport' })
    expect(alerts).toMatchObject([{ subject: bad, state: 'open' }])
    expect(saidOf(alerts[0])).toMatch(/“poison\.csv”导入了 0 个订单后停了：.*请重新预览、确认$/)
    const before = await brand.cloud.database.get('imports', bad)
    await brand.job('imports')
    expect(await brand.cloud.database.get('imports', bad)).toEqual(before)
    await brand.cloud.database.remove('orders', `shanyu:tmall:${rows(7000, 1)[0]?.orderNo}`)
    await brand.console.get(commitImport, { operator, importId: bad })
    expect(await previewByTimer(bad)).toMatchObject({ state: 'done', orders: 150 })
    expect(await brand.cloud.database.find('alerts', { topic: 'orderImport' })).toMatchObject([
      { state: 'resolved' },
    ])
  })

  test('is counted, even if it was killed without a trace', async () => {
    const fileId = await upload('killed.csv', tmallExport(rows(9000, 150)))
    const { importId } = (await previewWhole(fileId)).report
    await brand.console.get(commitImport, { operator, importId })
    const run = await brand.cloud.database.get('imports', importId)
    await brand.cloud.database.put('imports', { ...run, tries: 3 })
    const report = await brand.console.get(commitImport, { operator, importId })
    expect(report).toMatchObject({ state: 'failed', problem: expect.stringContaining('3 次') })
    const again = await brand.console.get(commitImport, { operator, importId })
    expect(['running', 'done']).toContain(again.state)
  })

  test('is reported and not tried again if its file is gone', async () => {
    const fileId = await upload('gone.csv', tmallExport(rows(9500, 250)))
    const { importId } = (await previewWhole(fileId)).report
    await brand.console.get(commitImport, { operator, importId })
    await brand.cloud.storage.remove(fileId)
    expect(await previewByTimer(importId)).toMatchObject({
      state: 'failed',
      failure: { reason: expect.stringContaining('重新上传') },
    })
  })
})
