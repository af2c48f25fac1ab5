import { adjustPoints } from '../../cloudfunctions/contracts/books/correction'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { openStatement } from '../../cloudfunctions/contracts/ledger/statement'
import { requestId, type BrandCloud } from '../brand-cloud'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import { back } from './persons-phone'
import { reads, sees, seesNoMore } from './sees'
import { openWorld } from './world'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openWorld()
})
afterAll(() => brand?.close())

/** A new member with some points, on the page with the button that redeems. */
async function readyToRedeem(name: string, points = 636) {
  const weapp = new Weapp({ distDir: 'dist/weapp', cloud: brand.cloud, openid: `wx-${name}` })
  const phone = new WeappPhone(weapp)
  const { memberId } = await brand.member(name)
  await brand.console.get(adjustPoints, {
    operator: '店长',
    memberId,
    points,
    reason: '活动补发',
    requestId: requestId(),
  })
  await phone.openAt('pages/home/index')
  await openSheet(phone)
  const sentIds = () =>
    weapp.sent.filter(({ action }) => action === redeem.name).map(({ input }) => input.requestId)
  const debits = async () => {
    const { lines } = await brand.person(name).get(openStatement, { filter: 'burn' })
    return lines.map(({ points }) => points)
  }
  return { weapp, phone, sentIds, debits, left: points - 200 }
}

async function openSheet(phone: WeappPhone) {
  await phone.openTab('mall')
  await phone.tap('reward-off-20')
  await phone.tap('redeem')
}

test('W7: a request with a lost answer is sent again until it is known, and until then nothing is claimed', async () => {
  const { weapp, phone, sentIds, debits, left } = await readyToRedeem('lost')
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
  const { weapp, phone, sentIds, debits, left } = await readyToRedeem('restarted')
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

test('W7: a sheet that was closed while sending comes back with what it brought, and points move once', async () => {
  const { weapp, phone, debits, left } = await readyToRedeem('closing')
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

test('W7: a member who leaves the page and comes back finds the redemption that was under way', async () => {
  const { weapp, phone, sentIds, debits, left } = await readyToRedeem('leaving')
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
  const { weapp, phone, sentIds, debits } = await readyToRedeem('twice')
  await phone.tap('redeem-confirm')
  await sees(phone, '换到了')
  await phone.tap('redeem-more')
  await phone.tap('redeem')
  await phone.tap('redeem-confirm')
  await sees(phone, '换到了', '还剩 236 积分')
  expect(new Set(sentIds()).size).toBe(2)
  expect(await debits()).toEqual([-200, -200])
  weapp.kill()
})
