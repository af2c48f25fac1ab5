import { redeem } from '../../../cloudfunctions/contracts/redemption'
import { openReward } from '../../../cloudfunctions/contracts/mall'
import { submitClaim } from '../../../cloudfunctions/contracts/claim'
import { showCoupon } from '../../../cloudfunctions/contracts/coupon'
import { requestId, type BrandCloud } from '../brand-cloud'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import * as guide from './guide-steps'
import { reads, sees } from './sees'
import { knownOrders, openWorld, type KnownOrder } from './world'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openWorld()
})
afterAll(() => brand?.close())

const [first, second] = knownOrders() as [KnownOrder, KnownOrder]

function phoneOf(name: string): WeappPhone {
  const openid = `wx-${name}`
  return new WeappPhone(new Weapp({ distDir: 'dist/weapp', cloud: brand.cloud, openid }))
}

test('an order number that was pasted or scanned is claimed like a typed one', async () => {
  await brand.member('lin')
  const phone = phoneOf('lin')
  await phone.openAt('packages/earn/claim/index')
  phone.weapp.phone.clipboard = ` 订单编号：${first.orderNo} 复制`
  await phone.tap('claim-paste')
  await phone.tap('claim-submit')
  await reads(phone, 'claim-points', `+${first.points}`)
  await phone.tap('claim-again')
  phone.weapp.phone.scanned = second.orderNo
  await phone.tap('claim-scan')
  await phone.tap('claim-submit')
  await reads(phone, 'claim-points', `+${second.points}`)
  await phone.close()
  expect(phone.errors()).toEqual([])
})

test('a guide scans the code at the till and then the coupon', async () => {
  const code = await couponOf('fang')
  const phone = phoneOf('shen')
  await guide.openDuty(phone)
  phone.weapp.phone.scanned = null
  await phone.tap('shop-scan')
  await sees(phone, '还没上岗')
  phone.weapp.phone.scanned = 'weapp://packages/guide/duty/index?scene=d.HB2026QD01'
  await phone.tap('shop-scan')
  await sees(phone, '湖滨店 ·')
  phone.weapp.phone.scanned = code
  await phone.tap('duty-write-off')
  await sees(phone, '满 100 减 20', 'fang')
  await phone.tap('write-off-confirm')
  await sees(phone, '核销成功', '湖滨店 · 沈清')
  await phone.close()
  expect(phone.errors()).toEqual([])
})

/** A member with the points of one order turns them into a coupon; the answer is its code. */
async function couponOf(name: string): Promise<string> {
  const member = await brand.member(name)
  const third = knownOrders()[2]
  await member.get(submitClaim, { requestId: requestId(), orderNo: third?.orderNo ?? '' })
  const { reward } = await member.get(openReward, { rewardId: 'off-20' })
  const { redemption } = await member.get(redeem, {
    ...{ requestId: requestId(), rewardId: 'off-20', points: reward.points },
  })
  return (await member.get(showCoupon, { couponId: redemption.couponId ?? '' })).code
}
