import { redeem } from '../../../cloudfunctions/contracts/redemption'
import { openStatement } from '../../../cloudfunctions/contracts/statement'
import type { BrandCloud } from '../brand-cloud'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import * as consumer from './consumer-steps'
import { back } from './persons-phone'
import { reads, sees, seesNoMore } from './sees'
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

test('W7: a lost answer is asked again until it is known, and until then nothing is claimed', async () => {
  const [order] = orders as [KnownOrder]
  const { weapp, phone, sentIds, debits, left } = await readyToRedeem('lost', order)
  weapp.loseReply(redeem.name)
  await phone.tap('redeem-confirm')
  await sees(phone, '正在核对有没有成功')
  expect(await phone.text()).not.toContain('积分没有变化')
  await sees(phone, '换到了', `还剩 ${left} 积分`)
  await seesNoMore(phone, '正在核对')
  const [sent, again, ...more] = sentIds()
  expect(sent).toMatch(/^[0-9a-f]{32}$/)
  expect(again).toBe(sent)
  expect(more).toEqual([])
  expect(await debits()).toEqual([-200])
  weapp.kill()
})

test('W7: an app that was killed meanwhile asks again by itself after its start', async () => {
  const [, order] = orders as [KnownOrder, KnownOrder]
  const { weapp, phone, sentIds, debits, left } = await readyToRedeem('restarted', order)
  weapp.loseReply(redeem.name)
  await phone.tap('redeem-confirm')
  await sees(phone, '正在核对')
  await phone.openAt('pages/home/index')
  await sees(phone, '刚才的「兑换」成功了')
  await reads(phone, 'balance', `可用积分${left}`)
  await phone.tap('in-flight-read')
  await seesNoMore(phone, '刚才的「兑换」')
  expect(new Set(sentIds()).size).toBe(1)
  expect(await debits()).toEqual([-200])
  weapp.kill()
})

test('W7: a sheet closed while it spins comes back with what it brought, and points move once', async () => {
  const [, , , order] = orders as [KnownOrder, KnownOrder, KnownOrder, KnownOrder]
  const { weapp, phone, debits, left } = await readyToRedeem('closing', order)
  const letGo = weapp.holdReply(redeem.name)
  await phone.tap('redeem-confirm')
  await phone.tap('redeem-sheet-close')
  await reads(phone, 'redeem', '正在兑换…')
  await phone.tap('redeem')
  await phone.tap('redeem-sheet-close')
  letGo()
  await sees(phone, '换到了', `还剩 ${left} 积分`)
  expect(await debits()).toEqual([-200])
  weapp.kill()
})

test('W7: whoever left the page and comes back finds the redemption that was under way', async () => {
  const [, , , , order] = orders as [KnownOrder, KnownOrder, KnownOrder, KnownOrder, KnownOrder]
  const { weapp, phone, sentIds, debits, left } = await readyToRedeem('leaving', order)
  const letGo = weapp.holdReply(redeem.name)
  await phone.tap('redeem-confirm')
  await back(phone)
  letGo()
  await sees(phone, '刚才的「兑换」成功了')
  await phone.tap('reward-off-20')
  await sees(phone, '换到了', `还剩 ${left} 积分`)
  expect(sentIds()).toHaveLength(1)
  expect(await debits()).toEqual([-200])
  await phone.tap('redeem-more')
  await back(phone)
  await seesNoMore(phone, '刚才的「兑换」')
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
