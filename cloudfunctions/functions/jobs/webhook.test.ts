import { openBrandCloud, DAY_MS, TODAY } from '../../../testing/brand-cloud'

test('O9: notes of webhooks older than thirty days are removed where their bytes say when they were sent', async () => {
  const brand = await openBrandCloud()
  const note = (i: number, days: number) => ({
    _id: `shanyu:weixin:${i}`,
    brand: 'shanyu',
    source: 'weixin',
    orders: [],
    hasSignedTime: true,
    takenAt: TODAY - days * DAY_MS,
  })
  for (let i = 0; i < 230; i++) await brand.cloud.database.put('pushes', note(i, 31 + (i % 60)))
  for (let i = 230; i < 240; i++) await brand.cloud.database.put('pushes', note(i, 29))
  await brand.cloud.database.put('pushes', { ...note(240, 90), _id: 'other:1', brand: 'other' })
  const timeless = { ...note(241, 900), hasSignedTime: false }
  await brand.cloud.database.put('pushes', timeless)
  const runs = await Promise.all([brand.job('cleaning'), brand.job('cleaning')])
  const removed = runs.map((run) => (run as { ok: { webhooksRemoved: number } }).ok.webhooksRemoved)
  expect(removed.reduce((sum, each) => sum + each)).toBe(230)
  expect(await brand.cloud.database.count('pushes', {})).toBe(12)
  await brand.close()
})
