import { openHome } from '../../contracts/member/home'
import { openBrandCloud, type BrandCloud } from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const shown = async () => (await brand.person('visitor').get(openHome, {})).contact

test('W7: home shows how to reach the brand, and nothing if the brand has named no contact', async () => {
  expect(await shown()).toEqual({ service: true, phone: '0571-87001234' })
  await brand.edit('programs', 'shanyu', { contact: { service: false, phone: null } })
  expect(await shown()).toBeNull()
  const wrong = await brand.edit('programs', 'shanyu', { contact: { phone: '12345' } })
  expect(wrong).toContain('联系方式：联系电话要填带区号的座机')
})
