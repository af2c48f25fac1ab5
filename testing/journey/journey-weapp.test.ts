import { checkIn } from '../../cloudfunctions/contracts/check-in/check-in'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { join } from '../../cloudfunctions/contracts/member/join'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { reserve } from '../../cloudfunctions/contracts/mall/reservation'
import { enrolStaff } from '../../cloudfunctions/contracts/staff/staff'
import { codeReward } from '../scenes/code-pools'
import { importFile, tmallExport } from '../scenes/import-orders'
import { richMember } from '../scenes/rich-members'
import { consentVersion, requestId } from '../brand-cloud'
import { routesOf } from '../weapp/app-json'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import { openQueue } from './claim-steps'
import { leave, seePhone } from './identity-steps'
import { tellJourney, type Journey } from './journey'
import { back } from './persons-phone'
import { sees } from './sees'
import { openWorld } from './world'

jest.setTimeout(120_000)

let at: Journey
let weapps: Weapp[]
let staff: WeappPhone
let buyer: WeappPhone

beforeAll(async () => {
  const brand = await openWorld()
  const { cloud } = brand
  const open = (person: string) =>
    new Weapp({ distDir: 'dist/weapp', cloud, openid: `wx-${person}` })
  const [lin, shen, ding, su] = [open('lin'), open('shen'), open('ding'), open('su')]
  weapps = [lin, shen, ding, su]
  at = { brand, lin: new WeappPhone(lin), shen: new WeappPhone(shen) }
  staff = new WeappPhone(ding)
  buyer = new WeappPhone(su)
})

afterAll(async () => {
  await at?.lin.close()
  await at?.shen.close()
  await staff?.close()
  await buyer?.close()
  await at?.brand.close()
})

// These run first, because the journey ends a year later.
test('M5: the page of a code works on the weapp build', async () => {
  const { brand } = at
  await codeReward(brand, 'parking', { codes: ['SY267310042'] })
  const driver = await richMember(brand, 'driver', 200)
  const asked = { requestId: requestId(), rewardId: 'parking', points: 60 }
  const { redemptionId } = (await driver.get(redeem, asked)).redemption
  const weapp = new Weapp({ distDir: 'dist/weapp', cloud: brand.cloud, openid: 'wx-driver' })
  weapps.push(weapp)
  const phone = new WeappPhone(weapp)
  await phone.openAt('packages/coupon/pool-code/index', { redemptionId })
  await sees(phone, '看兑换码', '怎么用')
  expect(phone.errors()).toEqual([])
  await phone.close()
})

test('M2: what is held is shown with its time on the weapp build', async () => {
  const { brand } = at
  const su = await richMember(brand, 'su', 400)
  const asked = { rewardId: 'gift-box', offerId: 'cash', points: 400, fen: 6320, shopId: 'hubin' }
  const { reservation } = await su.get(reserve, { requestId: requestId(), ...asked })
  const { reservationId } = reservation
  await buyer.openAt('packages/mall/pay/index', { reservationId })
  await sees(buyer, '确认付款', '已给你留着', '付完还剩 0 积分')
  await buyer.tap('pay-cancel')
  await sees(buyer, '已经放回去了', '付完还剩 400 积分')
})

test('O7, P2: the queue of claims, the phone and leaving work on the weapp build', async () => {
  const { brand } = at
  const ding = brand.person('ding')
  const form = { requestId: requestId(), consentVersion: consentVersion(), nickname: '丁一' }
  const { memberId } = await ding.get(join, { ...form, phoneCode: 'phone-13800000027' })
  const orderNo = '1930679858170640101'
  await importFile(brand, 'ding.csv', tmallExport([{ orderNo, paid: '300.00' }]))
  await ding.get(submitClaim, { requestId: requestId(), orderNo })
  await ding.get(checkIn, { requestId: requestId() })
  await ding.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  await brand.console.get(enrolStaff, { operator: '店长', memberId, name: '丁一', active: true })
  await openQueue(staff)
  await sees(staff, '都核对完了')
  await back(staff)
  await seePhone(staff)
  await leave(staff)
})

tellJourney(() => at)

test('every page was visited, and each stays within WeChat’s audit rules', () => {
  const stats = weapps.flatMap((weapp) => [...weapp.stats()])
  const visited = new Set(stats.map(([route]) => route))
  expect([...visited].sort()).toEqual(routesOf('dist/weapp').sort())
  for (const [route, { nodes, depth, children, setData }] of stats) {
    const { calls, largest, busiestSecond } = setData
    process.stdout.write(
      `${route}: ${nodes} nodes, ${depth} deep, ${children} children; setData ${calls} times,` +
        ` at most ${largest} bytes and ${busiestSecond} in a second\n`,
    )
    expect({ route, within: nodes < 1000 && depth < 30 && children <= 60 }).toEqual({
      route,
      within: true,
    })
    expect({ route, largest, within: largest <= 256 * 1024 }).toMatchObject({ within: true })
  }
})
