import { checkIn } from '../../contracts/check-in/check-in'
import { openWallet } from '../../contracts/coupon/coupon'
import { leave, openLeave } from '../../contracts/member/leave'
import { DAY_MS, openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

test('P2: a coupon that was a gift ends when its member leaves, as those that were redeemed do', async () => {
  const lin = await brand.member('lin')
  for (let day = 0; day < 7; day++) {
    await lin.get(checkIn, { requestId: requestId() })
    brand.cloud.clock.advance(DAY_MS)
  }
  expect((await lin.get(openWallet, { tab: 'usable' })).coupons).toHaveLength(1)
  const { points, pending } = await lin.get(openLeave, {})
  await lin.get(leave, { requestId: requestId(), points, pending })
  const coupons = await brand.cloud.database.find('coupons', { account: `shanyu:${lin.memberId}` })
  expect(coupons.map(({ state }) => state)).toEqual(['revoked'])
})
