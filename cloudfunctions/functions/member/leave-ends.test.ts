import { checkIn } from '../../contracts/check-in/check-in'
import { submitClaim } from '../../contracts/claim/claim'
import { openWallet } from '../../contracts/coupon/coupon'
import { openHome } from '../../contracts/member/home'
import { leave, openLeave } from '../../contracts/member/leave'
import { DAY_MS, openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'

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

test('P2: leaving asked again by who has come back does not end the membership that began since', async () => {
  const first = await brand.member('comes-back')
  const input = { requestId: requestId(), points: 0, pending: 0 }
  const told = await first.get(leave, input)
  const back = await brand.member('comes-back')
  expect(back.memberId).not.toBe(first.memberId)
  expect(await back.get(leave, input)).toEqual(told)
  expect((await back.get(openHome, {})).card?.balance).toBe(0)
})

test('P2: an order that comes while leaving was cut off goes to nobody, and stays free for others', async () => {
  const orderNo = '1930679858170690001'
  const gone = await brand.member('cut-off')
  await gone.get(submitClaim, { requestId: requestId(), orderNo })
  brand.cloud.faults.set([
    { action: leave.name, request: 'database.commitTransaction', fault: 'crashAfter' },
  ])
  const input = { requestId: requestId(), points: 0, pending: 0 }
  expect(await gone.ask(leave, input).catch(() => 'cut off')).toBe('cut off')
  brand.cloud.faults.clear()
  await importFile(brand, 'while-leaving.csv', tmallExport([{ orderNo, paid: '66.00' }]))
  const order = () => brand.cloud.database.get('orders', `shanyu:tmall:${orderNo}`)
  expect((await order())?.claim).toBeNull()
  const next = await brand.member('claims-next')
  const { claim } = await next.get(submitClaim, { requestId: requestId(), orderNo })
  expect(claim).toMatchObject({ state: 'credited', points: 66 })
  await gone.get(leave, input)
})
