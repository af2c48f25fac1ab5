import { openHome } from '../../cloudfunctions/contracts/member/home'
import { join } from '../../cloudfunctions/contracts/member/join'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { openReward } from '../../cloudfunctions/contracts/mall/mall'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { showCoupon } from '../../cloudfunctions/contracts/coupon/coupon'
import { makeCodes } from '../scenes/print-codes'
import { requestId, type BrandCloud } from '../brand-cloud'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import * as consumer from './consumer-steps'
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

test('E9: a label that opens the mini-program brings its code along, and a visitor joins on the way', async () => {
  const [label = '', second = ''] = (await makeCodes(brand)).codes
  const phone = phoneOf('stranger')
  await phone.openAt('packages/earn/print-code/index', { scene: `p.${label.replace(/-/g, '')}` })
  await phone.tap('code-collect')
  await phone.tap('join-agree')
  await phone.tap('join-submit')
  await sees(phone, '到账了，+50 积分')
  phone.weapp.phone.scanned = `packages/earn/print-code/index?scene=p.${second}`
  await phone.tap('code-scan')
  await phone.tap('code-collect')
  await sees(phone, '现在一共 100 积分')
  await phone.close()
  expect(phone.errors()).toEqual([])
})

test('joining asks for the home page once', async () => {
  const phone = phoneOf('newcomer')
  await phone.openAt('pages/home/index')
  await consumer.join(phone)
  const asked = phone.weapp.sent.map(({ action }) => action)
  const after = asked.slice(asked.indexOf(join.name))
  expect(after).toEqual([join.name, openHome.name])
  await phone.close()
})

/** A member turns the points of one order into a coupon; returns the coupon's code. */
async function couponOf(name: string): Promise<string> {
  const member = await brand.member(name)
  const third = knownOrders()[2]
  await member.get(submitClaim, { requestId: requestId(), orderNo: third?.orderNo ?? '' })
  const { reward } = await member.get(openReward, { rewardId: 'off-20' })
  const { redemption } = await member.get(redeem, {
    requestId: requestId(),
    rewardId: 'off-20',
    points: reward.points,
  })
  return (await member.get(showCoupon, { couponId: redemption.couponId ?? '' })).code
}
