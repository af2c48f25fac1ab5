import { startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { redeem, showPickUp } from '../../cloudfunctions/contracts/mall/redemption'
import { DAY_MS, openBrandCloud, requestId, type BrandCloud } from '../brand-cloud'
import { codeReward } from '../scenes/code-pools'
import { richMember } from '../scenes/rich-members'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import { idLike, reads, sees } from './sees'

jest.setTimeout(60_000)

let brand: BrandCloud
let phone: WeappPhone

beforeAll(async () => {
  brand = await openBrandCloud({ isolation: 'process' })
})
afterEach(async () => {
  await phone.close()
  expect(phone.errors()).toEqual([])
})
afterAll(() => brand?.close())

function phoneOf(name: string): WeappPhone {
  const openid = `wx-${name}`
  return new WeappPhone(new Weapp({ distDir: 'dist/weapp', cloud: brand.cloud, openid }))
}

test('C6: a missed day is made up in the calendar, and its points are taken', async () => {
  await richMember(brand, 'late', 300)
  brand.cloud.clock.advance(3 * DAY_MS)
  phone = phoneOf('late')
  await phone.openAt('packages/earn/check-in/index')
  await phone.tap(await idLike(phone, /^make-up-\d/))
  await sees(phone, '扣除积分', '补签后剩余')
  await phone.tap('make-up-confirm')
  await sees(phone, '补签成功', '还剩')
  await phone.tap('make-up-close')
})

test('O14: a claim that waits for its order is withdrawn in the list of claims', async () => {
  await brand.member('hasty')
  phone = phoneOf('hasty')
  await phone.openAt('packages/earn/claim/index')
  await phone.type('claim-input', '1930679858170640101')
  await phone.tap('claim-submit')
  await sees(phone, '收到了，正在核对')
  await phone.tap('claim-progress')
  await phone.tap(await idLike(phone, /^withdraw-/))
  await sees(phone, '撤回后不再核对')
  await phone.tap('withdraw-confirm')
  await sees(phone, '已撤回')
})

test('the phone is bound and changed by WeChat’s button', async () => {
  await brand.member('caller')
  phone = phoneOf('caller')
  await phone.openAt('packages/account/phone/index')
  await reads(phone, 'phone-now', '还没有绑定')
  phone.weapp.fire('phone-ask', 'getphonenumber', { code: 'phone-13800000027' })
  await sees(phone, '换好了，现在是 138******27')
  phone.weapp.fire('phone-ask', 'getphonenumber', { code: 'phone-13900000028' })
  await sees(phone, '换好了，现在是 139******28')
})

test('M16: a guide on duty types the code of a pick-up, sees the goods, and hands them over', async () => {
  const buyer = await richMember(brand, 'buyer', 700)
  const { memberId } = await brand.member('shen')
  const entry = { memberId, name: '沈清', number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  const asked = { requestId: requestId(), rewardId: 'mug', points: 680, shopId: 'hubin' }
  const { redemptionId } = (await buyer.get(redeem, asked)).redemption
  const { code } = await buyer.get(showPickUp, { redemptionId })
  await brand.guide('shen').get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  phone = phoneOf('shen')
  await phone.openAt('packages/guide/write-off/index')
  await phone.type('write-off-code', code ?? '')
  await phone.tap('write-off-validate')
  await sees(phone, '对上了', '山屿马克杯', 'buyer')
  await phone.tap('hand-over-confirm')
  await sees(phone, '交货成功', '湖滨店 · 沈清')
  const handed = await buyer.get(showPickUp, { redemptionId })
  expect(handed.redemption.pickUp?.handedOver).toMatchObject({ guideName: '沈清' })
})

test('M5: a code is redeemed, seen by a tap that says what it ends, and copied', async () => {
  await codeReward(brand, 'parking', { codes: ['SY267310042'], codeLastDay: '2027-06-30' })
  await richMember(brand, 'driver', 200)
  phone = phoneOf('driver')
  await phone.openAt('pages/mall/index')
  await phone.tap('reward-parking')
  await phone.tap('redeem')
  await sees(phone, '兑换码 · 1 个，看过以后不能取消')
  await phone.tap('redeem-confirm')
  await sees(phone, '换到了', '要用的时候再看')
  await phone.tap('redeem-code')
  await sees(phone, '看过以后不能取消', '怎么用', '2027 年 6 月 30 日当天为止')
  await phone.tap('pool-code-reveal')
  await reads(phone, 'pool-code', 'SY267310042')
  expect(await phone.ids()).not.toContain('pool-code-cancel')
  await phone.tap('pool-code-copy')
  await sees(phone, '已复制，去粘贴吧')
  expect(phone.weapp.phone.clipboard).toBe('SY267310042')
})

test('M6: short of points, each step of the way is one tap away', async () => {
  await codeReward(brand, 'near', { points: 5, codes: ['NEAR-1'] })
  await codeReward(brand, 'nearly', { points: 6, codes: ['NEAR-2'] })
  await brand.member('short')
  phone = phoneOf('short')
  await phone.openAt('packages/mall/reward/index', { rewardId: 'near' })
  await sees(phone, '还差', '0 / 5', '每日签到')
  await phone.tap('gap-daily-0')
  await phone.tap('check-in')
  await sees(phone, '今日已签到')
  await phone.openAt('pages/mall/index')
  await phone.tap('filter-all')
  await sees(phone, '还差 1 分')
})
