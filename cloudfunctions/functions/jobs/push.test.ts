import { openBrandCloud, DAY_MS, TODAY } from '../../../localcloud/testing/brand-cloud'

test('notes of pushes older than thirty days are removed, many at a time, and no others', async () => {
  const brand = await openBrandCloud()
  const note = (i: number, days: number) => ({
    ...{ _id: `shanyu:youzan:${i}`, brand: 'shanyu', source: 'youzan', orders: [] },
    takenAt: TODAY - days * DAY_MS,
  })
  for (let i = 0; i < 230; i++) await brand.cloud.database.put('pushes', note(i, 31 + (i % 60)))
  for (let i = 230; i < 240; i++) await brand.cloud.database.put('pushes', note(i, 29))
  await brand.cloud.database.put('pushes', { ...note(240, 90), _id: 'other:1', brand: 'other' })
  const runs = await Promise.all([brand.job('cleaning'), brand.job('cleaning')])
  const removed = runs.map((run) => (run as { ok: { pushesRemoved: number } }).ok.pushesRemoved)
  expect(removed.reduce((sum, each) => sum + each)).toBe(230)
  expect(await brand.cloud.database.count('pushes', {})).toBe(11)
  await brand.close()
})
