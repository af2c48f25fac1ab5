import { openReward } from '../../contracts/mall/mall'
import { cancelRedemption, redeem } from '../../contracts/mall/redemption'
import { cancelReservation, checkReservation, reserve } from '../../contracts/mall/reservation'
import { leave, openLeave } from '../../contracts/member/leave'
import { requestId, TODAY, type Asker, type BrandCloud } from '../../../testing/brand-cloud'
import { box, openPayingBrand, pay, stored, type Way } from '../../../testing/scenes/pay/brand-pay'
import { richMember } from '../../../testing/scenes/rich-members'

const MINUTE_MS = 60_000

interface Reserved {
  reservation: { reservationId: string }
}

describe.each<Way>(['cloud', 'v3'])('paying by %s, with bad luck', (way) => {
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
  const check = (who: Asker, { reservation: { reservationId } }: Reserved) =>
    who.get(checkReservation, { reservationId })
  const timeOut = () => {
    brand.cloud.clock.advance(16 * MINUTE_MS)
    return brand.job('reservations')
  }
  const refunds = () => Object.values(brand.cloud.pay.books().refunds)

  test('M2: a payment whose callback was lost is found before anything goes back', async () => {
    const lin = await richMember(brand, `lost-${way}`, 300)
    brand.cloud.pay.faults.set([{ fault: 'lost' }])
    const made = await lin.get(reserve, box())
    await pay(brand, lin, made)
    await timeOut()
    expect((await stored(brand, made))?.state).toBe('fulfilled')
    expect([await balance(lin), refunds().length]).toEqual([0, 0])
    // The lost callback comes after all.
    expect(await brand.cloud.pay.deliver()).toBe(1)
    expect((await stored(brand, made))?.state).toBe('fulfilled')
  })

  test('M2: paid between the question and the closing: it is fulfilled, and nothing goes back', async () => {
    const lin = await richMember(brand, `between-${way}`, 300)
    brand.cloud.pay.faults.set([{ fault: 'lost' }, { fault: 'stale', call: 'query' }])
    const made = await lin.get(reserve, box())
    await pay(brand, lin, made)
    await timeOut()
    expect(await stored(brand, made)).toMatchObject({ state: 'fulfilled', refund: null })
    expect(await balance(lin)).toBe(0)
    await brand.cloud.pay.deliver()
  })

  test('M2: WeChat Pay that cannot be asked keeps everything held until it can', async () => {
    const lin = await richMember(brand, `down-${way}`, 300)
    const made = await lin.get(reserve, box())
    brand.cloud.clock.advance(16 * MINUTE_MS)
    brand.cloud.pay.faults.set([{ fault: 'down', call: 'query' }])
    await expect(brand.job('reservations')).resolves.toMatchObject({ unavailable: true })
    expect((await stored(brand, made))?.state).toBe('reserved')
    await brand.job('reservations')
    expect((await stored(brand, made))?.state).toBe('released')
  })

  test('M2: callbacks that are doubled, or come after a check, make one thing', async () => {
    const lin = await richMember(brand, `double-${way}`, 300)
    brand.cloud.pay.faults.set([{ fault: 'double' }])
    const made = await lin.get(reserve, box())
    await pay(brand, lin, made)
    await Promise.all([check(lin, made), check(lin, made)])
    const goods = await brand.cloud.database.find('redemptions', {
      account: String((await stored(brand, made))?.account),
    })
    expect(goods).toHaveLength(1)
    // Every callback was answered as taken, or WeChat Pay would go on for two days.
    expect(brand.cloud.pay.open).toBe(0)
  })

  test('M2: cancelling and paying at once: it is either paid or back, never both', async () => {
    for (let i = 0; i < 6; i++) {
      const lin = await richMember(brand, `race-${way}-${i}`, 300)
      const made = await lin.get(reserve, box())
      const { reservationId } = made.reservation
      const [paid, cancelled] = await Promise.all([
        pay(brand, lin, made),
        lin.ask(cancelReservation, { reservationId }),
      ])
      const { reservation } = await check(lin, made)
      expect(reservation.state).toBe(paid.paid ? 'fulfilled' : 'released')
      expect('ok' in cancelled).toBe(!paid.paid)
      expect(await balance(lin)).toBe(paid.paid ? 0 : 300)
    }
  })

  test('M2: given up twice at once: it goes back once, and both are told so', async () => {
    for (let i = 0; i < 4; i++) {
      const lin = await richMember(brand, `twice-${way}-${i}`, 300)
      const made = await lin.get(reserve, box())
      const { reservationId } = made.reservation
      const give = () => lin.ask(cancelReservation, { reservationId })
      const answers = await Promise.all([give(), give(), give()])
      for (const answer of answers) {
        expect(answer).toMatchObject({ ok: { reservation: { state: 'released' } } })
      }
      expect(await balance(lin)).toBe(300)
    }
  })

  test('M2: a member who pays and leaves before anybody is told gets the cash back, and nothing else', async () => {
    const lin = await richMember(brand, `gone-${way}`, 300)
    const made = await lin.get(reserve, box())
    brand.cloud.pay.faults.set([{ fault: 'lost' }])
    await pay(brand, lin, made)
    const { points, pending } = await lin.get(openLeave, {})
    await lin.get(leave, { requestId: requestId(), points, pending })
    const kept = await stored(brand, made)
    expect(kept).toMatchObject({ state: 'released', made: null, refund: { why: 'late' } })
    const goods = { account: String(kept?.account) }
    expect(await brand.cloud.database.find('redemptions', goods)).toEqual([])
    expect(await brand.cloud.pay.deliver()).toBe(1)
    await brand.job('reservations')
    const number = String(kept?.outTradeNo)
    expect(refunds().filter(({ outTradeNo }) => outTradeNo === number)).toHaveLength(1)
  })

  test('M2: a payment after the release goes back once, and nothing else happens', async () => {
    const lin = await richMember(brand, `after-${way}`, 300)
    const made = await lin.get(reserve, box())
    brand.cloud.pay.faults.set([{ fault: 'lost' }])
    await pay(brand, lin, made)
    // WeChat Pay closes the order while the member is just paying for it.
    brand.cloud.pay.faults.set([
      { fault: 'stale', call: 'query' },
      { fault: 'stale', call: 'close' },
    ])
    await timeOut()
    expect(await stored(brand, made)).toMatchObject({ state: 'released', refund: null })
    expect(await balance(lin)).toBe(300)
    expect(await brand.cloud.pay.deliver()).toBe(1)
    expect(await stored(brand, made)).toMatchObject({ state: 'released', refund: { why: 'late' } })
    await Promise.all([brand.job('reservations'), brand.job('reservations')])
    const number = String((await stored(brand, made))?.outTradeNo)
    expect(refunds().filter(({ outTradeNo }) => outTradeNo === number)).toMatchObject([
      { fen: 990, state: 'PROCESSING' },
    ])
    brand.cloud.pay.faults.set([{ fault: 'double' }])
    await brand.cloud.pay.endRefunds()
    expect((await check(lin, made)).reservation).toMatchObject({
      state: 'released',
      refund: 'done',
    })
    expect(await balance(lin)).toBe(300)
  })

  test('M2: cancelled after it was paid: points, stock and the whole cash go back, once', async () => {
    const lin = await richMember(brand, `refund-${way}`, 300)
    const before = await left(lin)
    const made = await lin.get(reserve, box())
    await pay(brand, lin, made)
    const redemptionId = (await check(lin, made)).reservation.redemptionId ?? ''
    const asked = { requestId: requestId(), redemptionId }
    const [first, second] = await Promise.all([
      lin.ask(cancelRedemption, asked),
      lin.ask(cancelRedemption, asked),
    ])
    expect([first, second].filter((each) => 'ok' in each)).not.toEqual([])
    expect([await left(lin), await balance(lin)]).toEqual([before, 300])
    expect((await check(lin, made)).reservation).toMatchObject({ refund: 'underWay' })
    brand.cloud.pay.faults.set([{ fault: 'replyLost', call: 'refund' }])
    await brand.job('reservations')
    await brand.job('reservations')
    const number = String((await stored(brand, made))?.outTradeNo)
    expect(refunds().filter(({ outTradeNo }) => outTradeNo === number)).toMatchObject([
      { fen: 990 },
    ])
    brand.cloud.pay.faults.set([{ fault: 'lost', of: 'refunded' }])
    await brand.cloud.pay.endRefunds()
    brand.cloud.clock.advance(61 * MINUTE_MS)
    await brand.job('reservations')
    expect((await check(lin, made)).reservation).toMatchObject({ refund: 'done' })
  })

  test('M2: the last piece: of 64 who reserve at once one gets it, and all others keep their points', async () => {
    await brand.edit('catalog', 'shanyu:last-box', {
      name: '最后一盒',
      picture: 'mug',
      kind: 'goods',
      stock: 1,
      shops: ['hubin'],
      onSale: true,
      offers: [{ id: 'cash', price: { points: 1, fen: 100 } }],
    })
    const asks = await Promise.all(
      Array.from({ length: 64 }, async (_, i) => richMember(brand, `many-${way}-${i}`, 1)),
    )
    const input = () => box({ rewardId: 'last-box', points: 1, fen: 100 })
    const answers = await Promise.all(asks.map((who) => who.ask(reserve, input())))
    expect(answers.filter((each) => 'ok' in each)).toHaveLength(1)
    const sums = await Promise.all(asks.map(balance))
    expect(sums.filter((points) => points === 0)).toHaveLength(1)
  })

  test('M2: the same request reserves once, and what it asks for cannot change', async () => {
    const lin = await richMember(brand, `again-${way}`, 600)
    const asked = box()
    const [first, again] = await Promise.all([lin.get(reserve, asked), lin.get(reserve, asked)])
    expect(again.payment.package).toBe(first.payment.package)
    expect(await balance(lin)).toBe(300)
    const other = { ...asked, rewardId: 'paid-coffee', points: 0, fen: 600 }
    expect(await lin.ask(reserve, other)).toEqual({ refused: 'REQUEST_ID_REUSED' })
    const { requestId: id } = asked
    const redeemed = { requestId: id, rewardId: 'mug', points: 680, shopId: 'hubin' }
    expect(await lin.ask(redeem, redeemed)).toMatchObject({ refused: expect.any(String) as string })
    await pay(brand, lin, first)
    expect(await lin.ask(reserve, asked)).toEqual({ refused: 'ALREADY_PAID' })
  })
})
