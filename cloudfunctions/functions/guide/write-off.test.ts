import { openWallet, showCoupon } from '../../contracts/coupon/coupon'
import { checkIn } from '../../contracts/check-in/check-in'
import { endDuty, openDuty, startDuty } from '../../contracts/guide/duty'
import { enrolGuide } from '../../contracts/guide/guide'
import { redeem } from '../../contracts/mall/redemption'
import { makeDutyCode } from '../../contracts/guide/shop'
import { validateCoupon, writeOff } from '../../contracts/coupon/write-off'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type BrandCloud,
} from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  await brand.edit('catalog', 'shanyu:cheap', coupon('discount-80'))
  await brand.edit('catalog', 'shanyu:cheap-coffee', coupon('coffee'))
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

function coupon(couponTemplate: string) {
  const shelf = { points: 1, stock: 50, onSale: true }
  return { name: '一分券', picture: 'coffee', kind: 'coupon', couponTemplate, ...shelf }
}

async function guide(name: string, shops: string[]) {
  const { memberId } = await brand.member(name)
  const entry = { operator: '店长', memberId, name, number: '0318', shops, active: true }
  await brand.console.get(enrolGuide, entry)
  return brand.guide(name)
}

async function onDuty(name: string, shopCode: string, shops = ['hubin', 'wulin', 'binjiang']) {
  const shen = await guide(name, shops)
  await shen.get(startDuty, { requestId: requestId(), shopCode })
  return shen
}

/** A member with a coupon, and the code that the till reads. */
async function holder(name: string, rewardId = 'cheap') {
  const lin = await brand.member(name)
  await lin.get(checkIn, { requestId: requestId() })
  const { redemption } = await lin.get(redeem, { requestId: requestId(), rewardId, points: 1 })
  const couponId = redemption.couponId ?? ''
  const { code } = await lin.get(showCoupon, { couponId })
  return { lin, couponId, code }
}

test('a guide on duty writes a coupon off, and the member sees where it was used', async () => {
  const shen = await onDuty('shen', 'HB2026QD01')
  const { lin, couponId, code } = await holder('lin')
  const typed = code.replace(/(.{4})/g, '$1 ')
  const seen = await shen.get(validateCoupon, { code: typed })
  expect(seen).toMatchObject({ code, memberName: 'lin', face: { title: '生日蛋糕 8 折' } })
  const done = await shen.get(writeOff, { requestId: requestId(), code: typed })
  expect(done).toMatchObject({ shopName: '湖滨店', guideName: 'shen' })
  expect((await lin.get(openWallet, { tab: 'usable' })).coupons).toEqual([])
  const { coupons } = await lin.get(openWallet, { tab: 'used' })
  expect(coupons).toMatchObject([{ couponId, used: { at: done.writtenOffAt, shopName: '湖滨店' } }])
  expect((await shen.get(openDuty, {})).writtenOffToday).toBe(1)
})

test('a nickname from before the rules cannot pose as the brand at the till', async () => {
  const shen = await onDuty('shen-names', 'HB2026QD01')
  const { code } = await holder('names')
  await brand.cloud.database.patch('coupons', `shanyu:${code}`, { memberName: '管理员 已核销✅' })
  expect(await shen.get(validateCoupon, { code })).toMatchObject({ memberName: '会员' })
  const done = await shen.get(writeOff, { requestId: requestId(), code })
  expect(done).toMatchObject({ memberName: '会员' })
})

test('a coupon is written off once, even by fifty tills at the same time', async () => {
  const shen = await onDuty('shen50', 'HB2026QD01')
  const { code } = await holder('race')
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => shen.ask(writeOff, { requestId: requestId(), code })),
  )
  const used = replies.flatMap((reply) => ('ok' in reply ? [reply.ok.writtenOffAt] : []))
  expect(used).toHaveLength(1)
  for (const reply of replies.filter((each) => !('ok' in each))) {
    const detail = { at: used[0], shopName: '湖滨店' }
    expect(reply).toEqual({ refused: 'COUPON_USED', detail })
  }
})

test('the same write-off sent twice gets its first answer', async () => {
  const shen = await onDuty('shen2', 'HB2026QD01')
  const { code } = await holder('again')
  const input = { requestId: requestId(), code }
  const first = await shen.get(writeOff, input)
  expect(await shen.get(writeOff, input)).toEqual(first)
})

test('U5: the wrong shop, an expired coupon and an unknown code are refused with their reason', async () => {
  const shen = await onDuty('binjiang', 'BJ2026QD03')
  const { code } = await holder('reasons')
  expect(await shen.ask(writeOff, { requestId: requestId(), code })).toEqual({
    refused: 'WRONG_SHOP',
    detail: { shopNames: ['湖滨店', '武林店'] },
  })
  const unknown = { requestId: requestId(), code: '000000000000' }
  expect(await shen.ask(writeOff, unknown)).toEqual({ refused: 'COUPON_NOT_FOUND' })
  const letters = { requestId: requestId(), code: 'abc' }
  expect(await shen.ask(writeOff, letters)).toEqual({ refused: 'COUPON_CODE_INVALID' })
})

test('K7: a coupon ends at 23:59:59 in Shanghai on its last day', async () => {
  const shen = await guide('late', ['hubin'])
  const { lin, code } = await holder('late-lin', 'cheap-coffee')
  const lastMoment = Date.UTC(2026, 11, 4, 15, 59, 59, 999)
  brand.cloud.clock.set(lastMoment - 5_000)
  await shen.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  expect(await shen.get(validateCoupon, { code })).toMatchObject({ expiresAt: lastMoment })
  brand.cloud.clock.set(lastMoment + 1)
  await shen.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  expect(await shen.ask(writeOff, { requestId: requestId(), code })).toEqual({
    refused: 'COUPON_EXPIRED',
    detail: { on: '2026-12-04' },
  })
  expect((await lin.get(openWallet, { tab: 'expired' })).coupons).toHaveLength(1)
})

test('duty needs the code of a shop where the guide works, and ends with the day', async () => {
  const shen = await guide('duty', ['hubin'])
  const { code } = await holder('duty-lin')
  expect(await shen.ask(writeOff, { requestId: requestId(), code })).toEqual({
    refused: 'OFF_DUTY',
  })
  const start = (shopCode: string) => shen.ask(startDuty, { requestId: requestId(), shopCode })
  expect(await start('XX00000000')).toEqual({ refused: 'SHOP_CODE_UNKNOWN' })
  expect(await start('WL2026QD02')).toEqual({
    refused: 'SHOP_NOT_YOURS',
    detail: { shopName: '武林店' },
  })
  const scanned = 'packages/guide/duty/index?scene=d.HB2026QD01'
  const first = await start(scanned)
  expect(first).toMatchObject({ ok: { duty: { shopName: '湖滨店' } } })
  brand.cloud.clock.advance(60_000)
  expect(await start(scanned)).toEqual(first)
  expect((await shen.get(openDuty, {})).duty?.shopId).toBe('hubin')
  brand.cloud.clock.advance(DAY_MS)
  expect((await shen.get(openDuty, {})).duty).toBeNull()
  expect(await shen.get(endDuty, { requestId: requestId() })).toEqual({ ended: false })
})

test('only an active guide passes the door, and a coupon is shown only to its holder', async () => {
  const { couponId } = await holder('door')
  expect(await brand.guide('door').ask(openDuty, {})).toEqual({ refused: 'NOT_A_GUIDE' })
  const other = await brand.member('door-other')
  expect(await other.ask(showCoupon, { couponId })).toEqual({ refused: 'COUPON_NOT_FOUND' })
})

test('the duty code is a picture that encodes the scene of the shop', async () => {
  const made = await brand.console.get(makeDutyCode, { operator: '店长', shopId: 'hubin' })
  expect(made.scene).toBe('d.HB2026QD01')
  const png = await brand.cloud.storage.get(made.fileId)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
})
