import { checkIn } from '../../contracts/check-in/check-in'
import { openWallet, showCoupon } from '../../contracts/coupon/coupon'
import { startDuty } from '../../contracts/guide/duty'
import { enrolGuide } from '../../contracts/guide/guide'
import { openHome } from '../../contracts/member/home'
import { openReward } from '../../contracts/mall/mall'
import { cancelRedemption, listRedemptions, redeem } from '../../contracts/mall/redemption'
import { openStatement } from '../../contracts/ledger/statement'
import { writeOff } from '../../contracts/coupon/write-off'
import {
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { insist } from '../../../testing/scenes/insist'
import { richMember } from '../../../testing/scenes/rich-members'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  await brand.edit('catalog', 'shanyu:box', { ...goods, name: '礼盒', points: 300 })
  await brand.edit('catalog', 'shanyu:final', { ...goods, name: '不退礼盒', cancellable: false })
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

const goods = {
  picture: 'mug',
  kind: 'goods',
  points: 100,
  stock: 80,
  perMember: 1,
  shops: ['hubin'],
  onSale: true,
}
const rich = (name: string, points: number) => richMember(brand, name, points)
const morning = (day: string) => brand.cloud.clock.set(Date.parse(`${day}T08:00:00+08:00`))
const lotsOf = async (who: Asker) =>
  (await who.get(openStatement, { filter: 'all' })).expiring.map(({ on, points }) => [on, points])

async function place(who: Asker, rewardId = 'box', points = 300) {
  const request = { requestId: requestId(), rewardId, points, shopId: 'hubin' }
  return (await who.get(redeem, request)).redemption.redemptionId
}

async function coffee(who: Asker) {
  const request = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  return (await who.get(redeem, request)).redemption.redemptionId
}

const cancel = (redemptionId: string) => ({ requestId: requestId(), redemptionId })

test('M9: cancelled goods give points to their own lots, stock and limit back', async () => {
  const lin = await rich('lin', 400)
  morning('2027-01-05')
  await lin.get(checkIn, { requestId: requestId() })
  const before = await lotsOf(lin)
  expect(before).toEqual([
    ['2027-11-30', 400],
    ['2028-01-31', 5],
  ])
  const { left } = (await lin.get(openReward, { rewardId: 'box' })).reward
  const redemptionId = await place(lin)
  const again = { requestId: requestId(), rewardId: 'box', points: 300, shopId: 'hubin' }
  expect(await lin.ask(redeem, again)).toMatchObject({ refused: 'MEMBER_LIMIT_REACHED' })
  morning('2027-03-01')
  const done = await lin.get(cancelRedemption, cancel(redemptionId))
  expect(done).toMatchObject({ balance: 405, restored: 300, paidToDeficit: 0, grace: null })
  expect(done.redemption).toMatchObject({ state: 'cancelled', cancellable: false })
  expect(await lotsOf(lin)).toEqual(before)
  expect((await lin.get(openReward, { rewardId: 'box' })).reward.left).toBe(left)
  const { redemptions } = await lin.get(listRedemptions, {})
  expect(redemptions).toEqual([done.redemption])
  const { lines } = await lin.get(openStatement, { filter: 'restore' })
  expect(lines).toMatchObject([{ title: '取消兑换礼盒', note: '本人取消', points: 300 }])
  await place(lin)
})

test('M9: a cancelled coupon is void: it is gone from the wallet and refused at the till', async () => {
  const lin = await rich('coupon', 200)
  const redemptionId = await coffee(lin)
  const { code, coupon } = await lin.get(showCoupon, { couponId: redemptionId })
  expect(coupon).toMatchObject({ cancellable: true, points: 120 })
  const done = await lin.get(cancelRedemption, cancel(redemptionId))
  expect(done).toMatchObject({ balance: 200, redemption: { kind: 'coupon', state: 'cancelled' } })
  expect((await lin.get(openWallet, { tab: 'usable' })).coupons).toEqual([])
  const shown = await lin.get(showCoupon, { couponId: redemptionId })
  expect(shown.coupon).toMatchObject({ state: 'revoked', cancellable: false })
  const shen = await guideOnDuty('shen')
  const use = { requestId: requestId(), code }
  expect(await shen.ask(writeOff, use)).toEqual({ refused: 'COUPON_REVOKED' })
})

test('M9: points of an expired lot live for the stated grace, the others keep their day', async () => {
  const lin = await rich('grace', 290)
  for (const day of ['2026-12-01', '2026-12-02']) {
    morning(day)
    await lin.get(checkIn, { requestId: requestId() })
  }
  morning('2027-11-30')
  const redemptionId = await place(lin)
  morning('2027-12-02')
  const done = await lin.get(cancelRedemption, cancel(redemptionId))
  expect(done).toMatchObject({ restored: 300, grace: { points: 290, until: '2027-12-09' } })
  const { lines, expiring } = await lin.get(openStatement, { filter: 'restore' })
  expect(lines[0]?.note).toBe('本人取消 · 其中 290 原已到期，可再用到 2027-12-09')
  expect(expiring).toEqual([{ month: '2027-12', on: '2027-12-09', points: 300 }])
  morning('2027-12-10')
  await brand.job('expiry')
  expect((await lin.get(openHome, {})).card?.balance).toBe(10)
})

test('M9: points that come back pay a deficit first, so cancelling is no way around a refund', async () => {
  const lin = await rich('debt', 300)
  const redemptionId = await place(lin)
  const refund = { orderNo: lin.orderNo, paid: '300.00', refunded: '200.00' }
  await importFile(brand, 'refund.csv', tmallExport([refund]))
  expect(await lin.get(openStatement, { filter: 'all' })).toMatchObject({
    balance: 0,
    deficit: 200,
  })
  const done = await lin.get(cancelRedemption, cancel(redemptionId))
  expect(done).toMatchObject({ balance: 100, restored: 100, paidToDeficit: 200 })
  const { lines, deficit } = await lin.get(openStatement, { filter: 'restore' })
  expect(deficit).toBe(0)
  expect(lines[0]?.note).toBe('本人取消 · 其中 200 抵扣之前的欠账')
})

test('what cannot be cancelled is refused with its reason', async () => {
  const lin = await rich('refusals', 700)
  const nobody = { refused: 'REDEMPTION_NOT_FOUND' }
  for (const unknown of ['shanyu:000000000000', 'shanyu:m:none', 'other:1', '::', '$where']) {
    expect(await lin.ask(cancelRedemption, cancel(unknown))).toEqual(nobody)
  }
  const redemptionId = await place(lin)
  const stranger = await brand.member('stranger')
  expect(await stranger.ask(cancelRedemption, cancel(redemptionId))).toEqual(nobody)
  await lin.get(cancelRedemption, cancel(redemptionId))
  expect(await lin.ask(cancelRedemption, cancel(redemptionId))).toEqual({
    refused: 'ALREADY_CANCELLED',
  })
  const final = await place(lin, 'final', 100)
  expect(await lin.ask(cancelRedemption, cancel(final))).toEqual({ refused: 'NOT_CANCELLABLE' })
  const coupon = await coffee(lin)
  morning('2026-12-05')
  expect(await lin.ask(cancelRedemption, cancel(coupon))).toEqual({
    refused: 'COUPON_EXPIRED',
    detail: { on: '2026-12-04' },
  })
})

test('M9: a coupon can be cancelled until its last day is over', async () => {
  const lin = await rich('last-day', 240)
  const [early, late] = [await coffee(lin), await coffee(lin)]
  brand.cloud.clock.set(Date.parse('2026-12-04T23:59:30.000+08:00'))
  const done = await lin.get(cancelRedemption, cancel(early))
  expect(done).toMatchObject({ balance: 120, redemption: { state: 'cancelled' } })
  brand.cloud.clock.set(Date.parse('2026-12-05T00:00:00.000+08:00'))
  expect(await lin.ask(cancelRedemption, cancel(late))).toEqual({
    refused: 'COUPON_EXPIRED',
    detail: { on: '2026-12-04' },
  })
})

test('L3: a repeated cancellation gets its first answer, and so does the redemption', async () => {
  const lin = await rich('repeat', 600)
  const request = { requestId: requestId(), rewardId: 'box', points: 300, shopId: 'hubin' }
  const redeemed = await lin.get(redeem, request)
  const asked = cancel(redeemed.redemption.redemptionId)
  const first = await lin.get(cancelRedemption, asked)
  await lin.get(checkIn, { requestId: requestId() })
  expect(await lin.get(cancelRedemption, asked)).toEqual(first)
  const other = { ...asked, redemptionId: await coffee(lin) }
  expect(await lin.ask(cancelRedemption, other)).toEqual({ refused: 'REQUEST_ID_REUSED' })
  expect(await lin.get(redeem, request)).toEqual(redeemed)
})

test('L8: fifty cancellations at the same time give the points back once', async () => {
  const lin = await rich('fifty', 300)
  const redemptionId = await place(lin)
  const same = cancel(redemptionId)
  const asks = Array.from({ length: 50 }, (_, i) => (i % 2 ? same : cancel(redemptionId)))
  const replies = await Promise.all(asks.map((ask) => insist(lin, cancelRedemption, ask)))
  for (const reply of replies) {
    if ('ok' in reply) expect(reply.ok.balance).toBe(300)
    else expect(reply).toEqual({ refused: 'ALREADY_CANCELLED' })
  }
  const { lines } = await lin.get(openStatement, { filter: 'restore' })
  expect(lines.map(({ points }) => points)).toEqual([300])
  const answered = replies.filter((reply) => 'ok' in reply).length
  // Either the shared request won and all its copies got its answer, or one of the others won.
  expect([1, 25]).toContain(answered)
})

test('L8: if a cancellation and a write-off come at the same time, exactly one wins', async () => {
  const lin = await rich('race', 1200)
  const shen = await guideOnDuty('race-guide')
  const outcomes: boolean[] = []
  for (let i = 0; i < 8; i++) {
    const redemptionId = await coffee(lin)
    const { code } = await lin.get(showCoupon, { couponId: redemptionId })
    const asks = [
      () => insist(lin, cancelRedemption, cancel(redemptionId)),
      () => insist(shen, writeOff, { requestId: requestId(), code }),
    ]
    if (i % 2) asks.reverse()
    const replies = await Promise.all(asks.map((ask) => ask()))
    expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
    const { coupon } = await lin.get(showCoupon, { couponId: redemptionId })
    outcomes.push(coupon.state === 'used')
    expect(['used', 'revoked']).toContain(coupon.state)
  }
  const used = outcomes.filter(Boolean).length
  expect((await lin.get(openHome, {})).card?.balance).toBe(1200 - 120 * used)
})

test('L7: killed at any database request and repeated, a cancellation happens once', async () => {
  const lin = await rich('crash', 900)
  await coffee(lin)
  const left = async () => (await lin.get(openReward, { rewardId: 'box' })).reward.left
  const before = await left()
  let request = 0
  for (let fired = 1; fired === 1;) {
    request += 1
    const asked = cancel(await place(lin))
    const fault = request % 2 ? ('crashAfter' as const) : ('replyLost' as const)
    brand.cloud.faults.set([{ action: 'redemption.cancel', request, fault }])
    await lin.ask(cancelRedemption, asked).catch(() => null)
    fired = brand.cloud.faults.report()[0]?.fired ?? 0
    brand.cloud.faults.clear()
    brand.cloud.expireTransactions()
    expect((await lin.get(cancelRedemption, asked)).balance).toBe(780)
    expect(await left()).toBe(before)
  }
  expect(request).toBeGreaterThan(8)
  const { lines } = await lin.get(openStatement, { filter: 'restore' })
  expect(lines.map(({ points }) => points)).toEqual(Array.from({ length: request }, () => 300))
})

async function guideOnDuty(name: string) {
  const { memberId } = await brand.member(name)
  const entry = { memberId, name, number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  const shen = brand.guide(name)
  await shen.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  return shen
}
