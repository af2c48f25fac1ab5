import { cancelByStaff, redeem } from '../../contracts/mall/redemption'
import { showCoupon } from '../../contracts/coupon/coupon'
import { openStatement } from '../../contracts/ledger/statement'
import { leave } from '../../contracts/member/leave'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { insist } from '../../../testing/scenes/insist'
import { richMember } from '../../../testing/scenes/rich-members'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  const shelf = { picture: 'coffee', kind: 'coupon', couponTemplate: 'coffee', onSale: true }
  const final = { name: '不退券', points: 100, stock: 50, cancellable: false, ...shelf }
  await brand.edit('catalog', 'shanyu:final', final)
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

async function redeemFinal(who: Asker) {
  const request = { requestId: requestId(), rewardId: 'final', points: 100 }
  return (await who.get(redeem, request)).redemption.redemptionId
}

const cancel = (redemptionId: string, reason = '门店停电，券没有用上') => ({
  operator: '店长',
  reason,
  requestId: requestId(),
  redemptionId,
})

test('M9: staff cancel what a member cannot, and the member reads why', async () => {
  const lin = await richMember(brand, 'lin', 100)
  const redemptionId = await redeemFinal(lin)
  brand.cloud.clock.advance(30 * DAY_MS)
  const asked = cancel(redemptionId)
  const done = await brand.console.get(cancelByStaff, asked)
  expect(done).toMatchObject({ balance: 100, restored: 100, redemption: { state: 'cancelled' } })
  expect(await brand.console.get(cancelByStaff, asked)).toEqual(done)
  const other = { ...asked, reason: '另一个原因' }
  expect(await brand.console.ask(cancelByStaff, other)).toEqual({ refused: 'REQUEST_ID_REUSED' })
  const { lines } = await lin.get(openStatement, { filter: 'restore' })
  expect(lines).toMatchObject([{ title: '取消兑换不退券', note: '门店停电，券没有用上' }])
  const audits = await brand.cloud.database.find('audit', { action: 'redemption.cancelByStaff' })
  expect(audits.map(({ operator, outcome }) => [operator, outcome])).toEqual([
    ['店长', 'ok'],
    ['店长', 'ok'],
    ['店长', 'REQUEST_ID_REUSED'],
  ])
})

test('L8: two staff at the same time cancel once; nobody else may', async () => {
  const lin = await richMember(brand, 'twice', 100)
  const redemptionId = await redeemFinal(lin)
  expect(await lin.ask(cancelByStaff, cancel(redemptionId))).toEqual({ refused: 'ACTION_UNKNOWN' })
  const asks = Array.from({ length: 20 }, () => cancel(redemptionId))
  const replies = await Promise.all(asks.map((ask) => insist(brand.console, cancelByStaff, ask)))
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect(
    replies.filter((reply) => 'refused' in reply && reply.refused === 'ALREADY_CANCELLED'),
  ).toHaveLength(19)
  expect((await lin.get(openStatement, { filter: 'all' })).balance).toBe(100)
  const { coupon } = await lin.get(showCoupon, { couponId: redemptionId })
  expect(coupon.state).toBe('revoked')
})

test('P2: staff cannot find a redemption of a member who has left', async () => {
  const lin = await richMember(brand, 'gone', 100)
  const redemptionId = await redeemFinal(lin)
  await lin.get(leave, { requestId: requestId(), points: 9999, pending: 9999 })
  expect(await brand.console.ask(cancelByStaff, cancel(redemptionId))).toEqual({
    refused: 'REDEMPTION_NOT_FOUND',
  })
})
