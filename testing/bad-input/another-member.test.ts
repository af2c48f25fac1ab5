import { listClaims, submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { openWallet, showCoupon } from '../../cloudfunctions/contracts/coupon/coupon'
import { startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { openHome } from '../../cloudfunctions/contracts/member/home'
import { listNotices, readNotices } from '../../cloudfunctions/contracts/message/notice'
import { collectCode } from '../../cloudfunctions/contracts/print-code/print-code'
import { listRedemptions, redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { openStatement } from '../../cloudfunctions/contracts/ledger/statement'
import { validateCoupon, writeOff } from '../../cloudfunctions/contracts/coupon/write-off'
import { importFile, tmallExport } from '../scenes/import-orders'
import { openNoticeCloud, shanghai } from '../scenes/notices'
import { makeCodes } from '../scenes/print-codes'
import { requestId, type Asker, type BrandCloud } from '../brand-cloud'

const ORDER = '1930679858170640101'
const REQUEST = { rewardId: 'coffee', points: 120 }

let brand: BrandCloud
let lin: Asker & { memberId: string }
let fang: Asker
let couponId: string
let code: string
let printCode: string
let claimed: string
let redeemed: string

beforeAll(async () => {
  brand = await openNoticeCloud()
  lin = await brand.member('lin')
  fang = await brand.member('fang')
  await importFile(brand, 'orders.csv', tmallExport([{ orderNo: ORDER, paid: '900.00' }]))
  claimed = requestId()
  await lin.get(submitClaim, { requestId: claimed, orderNo: ORDER })
  redeemed = requestId()
  const { redemption } = await lin.get(redeem, { requestId: redeemed, ...REQUEST })
  couponId = redemption.couponId ?? ''
  code = (await lin.get(showCoupon, { couponId })).code
  const mug = { rewardId: 'mug', points: 680, shopId: 'hubin' }
  await lin.get(redeem, { requestId: requestId(), ...mug })
  printCode = (await makeCodes(brand)).codes[0] ?? ''
  await lin.get(collectCode, { requestId: requestId(), code: printCode })
  brand.cloud.clock.set(shanghai('11-01'))
  await brand.cloud.fire('jobs', 'due')
})
afterAll(() => brand.close())

async function of(collection: string): Promise<string> {
  return JSON.stringify(await brand.cloud.database.all(collection))
}

test('a coupon of another member cannot be found, under any of its names', async () => {
  for (const id of [couponId, code, `shanyu:${code}`, `${lin.memberId}:${code}`]) {
    expect(await fang.ask(showCoupon, { couponId: id })).toEqual({ refused: 'COUPON_NOT_FOUND' })
  }
})

test('an order and a printed code of another member are refused without showing who has them', async () => {
  const [orders, codes] = [await of('orders'), await of('codes')]
  const orderNo = ORDER
  const reply = await fang.ask(submitClaim, { requestId: requestId(), orderNo })
  expect(reply).toEqual({
    refused: 'ALREADY_CLAIMED',
    detail: { on: '2026-11-20' },
  })
  expect(await fang.ask(collectCode, { requestId: requestId(), code: printCode })).toEqual({
    refused: 'CODE_COLLECTED',
    detail: { on: '2026-11-20' },
  })
  expect([await of('orders'), await of('codes')]).toEqual([orders, codes])
})

test('the request id of another member reveals nothing and is a new one', async () => {
  expect(await fang.ask(submitClaim, { requestId: claimed, orderNo: ORDER })).toMatchObject({
    refused: 'ALREADY_CLAIMED',
  })
  expect(await fang.ask(redeem, { requestId: redeemed, ...REQUEST })).toMatchObject({
    refused: 'POINTS_SHORT',
  })
})

test('a notice of another member cannot be marked as read', async () => {
  const { notices } = await lin.get(listNotices, {})
  expect(notices.length).toBeGreaterThan(0)
  const before = await of('messages')
  await fang.get(readNotices, { ids: notices.map(({ noticeId }) => noticeId) })
  expect(await of('messages')).toBe(before)
  await lin.get(readNotices, { ids: notices.map(({ noticeId }) => noticeId) })
  expect(await of('messages')).not.toBe(before)
})

test('lists show only one’s own rows, whatever cursor is sent', async () => {
  const far = 9_000_000_000_000
  expect((await fang.get(listClaims, { before: far })).claims).toEqual([])
  expect((await fang.get(listRedemptions, { before: far })).redemptions).toEqual([])
  expect((await fang.get(listNotices, {})).notices).toEqual([])
  expect((await fang.get(openStatement, { filter: 'all', before: 1000 })).lines).toEqual([])
  for (const tab of ['usable', 'used', 'expired'] as const) {
    expect((await fang.get(openWallet, { tab, after: couponId })).coupons).toEqual([])
  }
  expect((await fang.get(openHome, {})).card?.balance).toBe(0)
})

test('a member who is not a guide cannot use a coupon, nor can a guide with another shop’s duty', async () => {
  const coupons = await of('coupons')
  const asFang = brand.guide('fang')
  const input = { requestId: requestId(), code }
  expect(await asFang.ask(writeOff, input)).toEqual({ refused: 'NOT_A_GUIDE' })
  expect(await asFang.ask(validateCoupon, { code })).toEqual({ refused: 'NOT_A_GUIDE' })
  const { memberId } = await brand.member('shen')
  const entry = { memberId, name: '沈清', number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  const shen = brand.guide('shen')
  expect(await shen.ask(writeOff, input)).toEqual({ refused: 'OFF_DUTY' })
  const elsewhere = { requestId: requestId(), shopCode: 'WL2026QD02' }
  expect(await shen.ask(startDuty, elsewhere)).toMatchObject({ refused: 'SHOP_NOT_YOURS' })
  expect(await of('coupons')).toBe(coupons)
})
