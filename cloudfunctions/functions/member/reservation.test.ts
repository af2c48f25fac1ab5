import { openStatement } from '../../contracts/ledger/statement'
import { openReward } from '../../contracts/mall/mall'
import { listRedemptions, redeem, showPickUp } from '../../contracts/mall/redemption'
import {
  cancelReservation,
  checkReservation,
  payReservation,
  reserve,
} from '../../contracts/mall/reservation'
import { leave, openLeave } from '../../contracts/member/leave'
import { openWallet } from '../../contracts/coupon/coupon'
import { requestId, TODAY, type Asker, type BrandCloud } from '../../../testing/brand-cloud'
import {
  box,
  openPayingBrand,
  paidCoffee,
  pay,
  stored,
  type Way,
} from '../../../testing/scenes/pay/brand-pay'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { richMember } from '../../../testing/scenes/rich-members'

const MINUTE_MS = 60_000

interface Reserved {
  reservation: { reservationId: string }
}

describe.each<Way>(['cloud', 'v3'])('paying by %s', (way) => {
  let brand: BrandCloud
  beforeAll(async () => {
    brand = await openPayingBrand(way)
  })
  beforeEach(() => {
    brand.cloud.clock.set(TODAY)
    brand.cloud.pay.faults.clear()
  })
  afterAll(() => brand.close())

  const left = async (who: Asker) =>
    (await who.get(openReward, { rewardId: 'gift-box' })).reward.left
  const balance = async (who: Asker) =>
    (await who.get(openReward, { rewardId: 'gift-box' })).balance
  const entries = async (who: Asker) =>
    (await who.get(openStatement, { filter: 'all' })).lines.map(({ title, points }) => [
      title,
      points,
    ])
  const check = (who: Asker, { reservation: { reservationId } }: Reserved) =>
    who.get(checkReservation, { reservationId })

  test('M1: points and cash: the points are held at once, the goods wait once it is paid', async () => {
    const lin = await richMember(brand, `lin-${way}`, 400)
    const before = await left(lin)
    const made = await lin.get(reserve, box())
    expect(lin.lastCalls()).toBeLessThanOrEqual(9)
    expect(made).toMatchObject({
      balance: 100,
      reservation: { state: 'reserved', points: 300, fen: 990, payBy: made.now + 15 * MINUTE_MS },
    })
    expect([await left(lin), await balance(lin)]).toEqual([before - 1, 100])
    expect(await pay(brand, lin, made)).toEqual({ paid: true })
    const { reservation } = await check(lin, made)
    expect(reservation).toMatchObject({ state: 'fulfilled', refund: null })
    const { redemptionId } = reservation
    const shown = await lin.get(showPickUp, { redemptionId: redemptionId ?? '' })
    expect(shown).toMatchObject({ code: expect.any(String) as string })
    expect([await left(lin), await balance(lin)]).toEqual([before - 1, 100])
  })

  test('M1: cash alone brings a coupon, and no points move', async () => {
    const lin = await richMember(brand, `cash-${way}`, 10)
    const made = await lin.get(reserve, paidCoffee())
    await pay(brand, lin, made)
    const { coupons } = await lin.get(openWallet, { tab: 'usable' })
    expect(coupons).toHaveLength(1)
    expect(await balance(lin)).toBe(10)
  })

  test('M2: what is not paid in 15 minutes goes back, points and stock, once', async () => {
    const lin = await richMember(brand, `late-${way}`, 300)
    const before = await left(lin)
    const made = await lin.get(reserve, box())
    brand.cloud.clock.advance(14 * MINUTE_MS)
    await brand.job('reservations')
    expect((await stored(brand, made))?.state).toBe('reserved')
    brand.cloud.clock.advance(2 * MINUTE_MS)
    const runs = await Promise.all([brand.job('reservations'), brand.job('reservations')])
    for (const run of runs) expect(run).toHaveProperty('ok')
    await brand.job('reservations')
    expect((await check(lin, made)).reservation).toMatchObject({ state: 'released', refund: null })
    expect([await left(lin), await balance(lin)]).toEqual([before, 300])
    expect(await entries(lin)).toContainEqual(['取消兑换凤梨酥礼盒', 300])
    expect(await pay(brand, lin, made)).toMatchObject({ paid: false, why: 'ORDER_CLOSED' })
  })

  test('M2: asked once the time is over, everything goes back without waiting for the job', async () => {
    const lin = await richMember(brand, `over-${way}`, 300)
    const before = await left(lin)
    const made = await lin.get(reserve, box())
    brand.cloud.clock.advance(15 * MINUTE_MS + 1000)
    expect(await check(lin, made)).toMatchObject({
      balance: 300,
      reservation: { state: 'released' },
    })
    expect(await left(lin)).toBe(before)
  })

  test('M2: a member who was interrupted finds what waits for its payment, until it is paid or over', async () => {
    const lin = await richMember(brand, `back-${way}`, 300)
    const other = await richMember(brand, `strange-${way}`, 300)
    const waiting = async (who: Asker) => (await who.get(listRedemptions, {})).waiting
    const coupon = await lin.get(reserve, paidCoffee())
    const goods = await lin.get(reserve, box())
    expect(new Set((await waiting(lin)).map(({ reservationId }) => reservationId))).toEqual(
      new Set([coupon, goods].map(({ reservation }) => reservation.reservationId)),
    )
    expect(await waiting(other)).toEqual([])
    await pay(brand, lin, coupon)
    expect(await waiting(lin)).toMatchObject([{ fen: 990, payBy: goods.reservation.payBy }])
    const { next: _next, ...older } = await lin.get(listRedemptions, { before: TODAY })
    expect(older.waiting).toEqual([])
    brand.cloud.clock.advance(16 * MINUTE_MS)
    await brand.job('reservations')
    expect(await waiting(lin)).toEqual([])
  })

  test('M2: an id that has redeemed something for points alone reserves nothing', async () => {
    const lin = await richMember(brand, `crossed-${way}`, 1000)
    const asked = { requestId: requestId(), rewardId: 'mug', points: 680, shopId: 'hubin' }
    await lin.get(redeem, asked)
    const { requestId: id } = asked
    expect(await lin.ask(reserve, box({ requestId: id }))).toEqual({ refused: 'REQUEST_ID_REUSED' })
    expect(await balance(lin)).toBe(320)
  })

  test('M2: cancelled before it is paid: the order is closed and all goes back', async () => {
    const lin = await richMember(brand, `cancel-${way}`, 300)
    const before = await left(lin)
    const made = await lin.get(reserve, box())
    const { reservationId } = made.reservation
    const done = await lin.get(cancelReservation, { reservationId })
    expect(done).toMatchObject({ balance: 300, reservation: { state: 'released' } })
    expect(await lin.get(cancelReservation, { reservationId })).toMatchObject({ balance: 300 })
    expect(await left(lin)).toBe(before)
    expect(await pay(brand, lin, made)).toMatchObject({ why: 'ORDER_CLOSED' })
    expect(await lin.ask(payReservation, { reservationId })).toEqual({
      refused: 'RESERVATION_OVER',
    })
  })

  test.each([
    ['another sum', { fen: 1 }, 'a'],
    ['other points', { points: 0 }, 'b'],
    ['no cash', { fen: 0 }, 'c'],
  ])('M1: %s than the price is refused, and nothing is written', async (_what, change, letter) => {
    const lin = await richMember(brand, `tampered-${way}-${letter}`, 300)
    expect(await lin.ask(reserve, box(change))).toEqual({
      refused: 'PRICE_CHANGED',
      detail: { points: 300, fen: 990 },
    })
    const redeemed = { ...box(), fen: undefined }
    const { fen: _fen, ...asked } = redeemed
    expect(await lin.ask(redeem, asked)).toMatchObject({ refused: 'PRICE_CHANGED' })
    expect(await balance(lin)).toBe(300)
  })

  test('M2: nobody sees, pays or cancels what another member reserved', async () => {
    const lin = await richMember(brand, `own-${way}`, 300)
    const su = await richMember(brand, `other-${way}`, 300)
    const made = await lin.get(reserve, box())
    const { reservationId } = made.reservation
    const refused = { refused: 'RESERVATION_NOT_FOUND' }
    expect(await su.ask(checkReservation, { reservationId })).toEqual(refused)
    expect(await su.ask(payReservation, { reservationId })).toEqual(refused)
    expect(await su.ask(cancelReservation, { reservationId })).toEqual(refused)
    expect(await pay(brand, su, made)).toMatchObject({ why: 'OPENID_MISMATCH' })
  })

  test('whoever leaves gets back what is not paid, and the cash of what is', async () => {
    const lin = await richMember(brand, `leaver-${way}`, 600)
    const open = await lin.get(reserve, box())
    const paid = await lin.get(reserve, box())
    await pay(brand, lin, paid)
    const { points, pending } = await lin.get(openLeave, {})
    await lin.get(leave, { requestId: requestId(), points, pending })
    expect(await stored(brand, open)).toMatchObject({ state: 'released', refund: null })
    expect(await stored(brand, paid)).toMatchObject({ refund: { state: 'owed' } })
    await brand.job('reservations')
    await brand.cloud.pay.endRefunds()
    expect(await stored(brand, paid)).toMatchObject({ refund: { state: 'done' } })
    expect(await pay(brand, lin, open)).toMatchObject({ why: 'ORDER_CLOSED' })
  })
})

describe('a brand that takes no money', () => {
  let brand: BrandCloud
  beforeAll(async () => {
    brand = await openPayingBrand('cloud', { functionEnv: { ...FUNCTION_ENV, JUSHA_PAY: '' } })
  })
  afterAll(() => brand.close())

  test('reserves nothing and says so; rewards for points alone are redeemed as ever', async () => {
    const lin = await richMember(brand, 'lin', 1000)
    const closed = { refused: 'PAY_NOT_OPEN' }
    expect(await lin.ask(reserve, box())).toEqual(closed)
    const reservationId = 'shanyu:trade:nobody'
    expect(await lin.ask(payReservation, { reservationId })).toEqual(closed)
    expect(await lin.ask(checkReservation, { reservationId })).toEqual(closed)
    expect(await lin.ask(cancelReservation, { reservationId })).toEqual(closed)
    const asked = { requestId: requestId(), rewardId: 'mug', points: 680, shopId: 'hubin' }
    expect(await lin.get(redeem, asked)).toMatchObject({ balance: 320 })
  })
})
