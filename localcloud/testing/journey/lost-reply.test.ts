import { redeem } from '../../../cloudfunctions/contracts/redemption'
import { openStatement } from '../../../cloudfunctions/contracts/statement'
import type { BrandCloud } from '../brand-cloud'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import * as consumer from './consumer-steps'
import { back } from './persons-phone'
import { reads, sees } from './sees'
import { knownOrders, openWorld, type KnownOrder } from './world'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openWorld()
})
afterAll(() => brand?.close())

const orders = knownOrders()

/** A new member with the points of one order, in front of the button that redeems. */
async function readyToRedeem(name: string, order: KnownOrder) {
  const weapp = new Weapp({ distDir: 'dist/weapp', cloud: brand.cloud, openid: `wx-${name}` })
  const phone = new WeappPhone(weapp)
  await phone.openAt('pages/home/index')
  await consumer.join(phone)
  await consumer.openClaim(phone)
  await consumer.claim(phone, order)
  await back(phone)
  await openSheet(phone)
  const sentIds = () =>
    weapp.sent.filter(({ action }) => action === redeem.name).map(({ input }) => input.requestId)
  const debits = async () => {
    const { lines } = await brand.person(name).get(openStatement, { filter: 'burn' })
    return lines.map(({ points }) => points)
  }
  return { weapp, phone, sentIds, debits, left: order.points - 200 }
}

async function openSheet(phone: WeappPhone) {
  await phone.openTab('mall')
  await phone.tap('reward-off-20')
  await phone.tap('redeem')
}

test('a press after a lost answer sends the same request again, and points move once', async () => {
  const [order] = orders as [KnownOrder]
  const { weapp, phone, sentIds, debits, left } = await readyToRedeem('lost', order)
  weapp.loseReply(redeem.name)
  await phone.tap('redeem-confirm')
  await sees(phone, '网络不太好', '不会重复扣')
  await reads(phone, 'redeem-confirm', '再试一次')
  await phone.tap('redeem-confirm')
  await sees(phone, '换到了', `还剩 ${left} 积分`)
  const [sent, again, ...more] = sentIds()
  expect(sent).toMatch(/^[0-9a-f]{32}$/)
  expect(again).toBe(sent)
  expect(more).toEqual([])
  expect(await debits()).toEqual([-200])
  weapp.kill()
})

test('the same holds when the app was ended and started between the two presses', async () => {
  const [, order] = orders as [KnownOrder, KnownOrder]
  const { weapp, phone, sentIds, debits, left } = await readyToRedeem('restarted', order)
  weapp.loseReply(redeem.name)
  await phone.tap('redeem-confirm')
  await sees(phone, '网络不太好')
  await phone.openAt('pages/home/index')
  await reads(phone, 'balance', `可用积分 ${left}`)
  await openSheet(phone)
  await phone.tap('redeem-confirm')
  await sees(phone, '换到了', `还剩 ${left} 积分`)
  expect(new Set(sentIds()).size).toBe(1)
  expect(await debits()).toEqual([-200])
  weapp.kill()
})

test('once it was answered, redeeming the same again is a new request', async () => {
  const [, , order] = orders as [KnownOrder, KnownOrder, KnownOrder]
  const { weapp, phone, sentIds, debits } = await readyToRedeem('twice', order)
  await phone.tap('redeem-confirm')
  await sees(phone, '换到了')
  await phone.tap('redeem-more')
  await phone.tap('redeem')
  await phone.tap('redeem-confirm')
  await sees(phone, '换到了', `还剩 ${order.points - 400} 积分`)
  expect(new Set(sentIds()).size).toBe(2)
  expect(await debits()).toEqual([-200, -200])
  weapp.kill()
})
