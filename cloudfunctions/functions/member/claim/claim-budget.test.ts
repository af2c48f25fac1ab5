import { submitClaim } from '../../../contracts/claim/claim'
import { openHome } from '../../../contracts/member/home'
import { openBrandCloud, requestId, type BrandCloud } from '../../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../../testing/scenes/import-orders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

test('E6: what a campaign gives to orders that were claimed before their import counts for its budget', async () => {
  const days = { from: '2026-11-01', to: '2026-11-30' }
  const campaign = { name: '双 11', percent: 200, id: 'eleven', budget: 150, ...days }
  await brand.edit('programs', 'shanyu', {
    earn: { points: 1, perFen: 100, campaigns: [campaign] },
  })
  const orderNos = ['1930679858170709001', '1930679858170709002', '1930679858170709003']
  const members = await Promise.all(['early-1', 'early-2', 'late'].map(brand.member))
  const claim = (i: number) =>
    members[i]?.get(submitClaim, { requestId: requestId(), orderNo: orderNos[i] ?? '' })
  for (const i of [0, 1]) expect((await claim(i))?.claim.state).toBe('waiting')
  const rows = orderNos.map((orderNo) => ({ orderNo, paid: '100.00' }))
  await importFile(brand, 'claimed-before.csv', tmallExport(rows))
  expect((await claim(2))?.claim.points).toBe(100)
  const homes = await Promise.all(members.map((each) => each.get(openHome, {})))
  const balances = homes.map(({ card }) => card?.balance ?? 0)
  expect(balances.sort((a, b) => b - a)).toEqual([200, 150, 100])
})
