import { openWallet } from '../../contracts/coupon/coupon'
import { redeem } from '../../contracts/mall/redemption'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { richMember } from '../../../testing/scenes/rich-members'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

test('a coupon code that is already taken is skipped in the mall, as it is for gifts', async () => {
  const lin = await richMember(brand, 'lin', 300)
  const request = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  const { database } = brand.cloud
  const account = `shanyu:${lin.memberId}`
  const [before, stock] = [await database.get('accounts', account), await database.all('stock')]
  const first = (await lin.get(redeem, request)).redemption
  // Undoes everything except the coupon: the same request then makes the same code again.
  await database.replace('accounts', account, before ?? {})
  for (const shard of stock) await database.replace('stock', shard._id, shard)
  await database.remove('ledger', `${account}:redeem:${request.requestId}`)
  const second = (await lin.get(redeem, request)).redemption
  expect(second.couponId).not.toBe(first.couponId)
  const { coupons } = await lin.get(openWallet, { tab: 'usable' })
  expect(coupons.map(({ couponId }) => couponId).sort()).toEqual(
    [first.couponId, second.couponId].sort(),
  )
  await database.remove('coupons', first.couponId)
})
