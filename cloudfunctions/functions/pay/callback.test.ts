import type { OutputOf } from '../../contracts/action'
import { checkReservation, reserve } from '../../contracts/mall/reservation'
import { TODAY, type Asker, type BrandCloud } from '../../../testing/brand-cloud'
import { saidOf } from '../../../testing/scenes/alert-words'
import { box, openPayingBrand, pay, stored, type Way } from '../../../testing/scenes/pay/brand-pay'
import { richMember } from '../../../testing/scenes/rich-members'

describe.each<Way>(['cloud', 'v3'])('callbacks by %s', (way) => {
  let brand: BrandCloud
  beforeAll(async () => {
    brand = await openPayingBrand(way)
    await brand.cloud.snapshot('open')
  })
  beforeEach(async () => {
    brand.cloud.pay.faults.clear()
    await brand.cloud.restore('open')
    brand.cloud.clock.set(TODAY)
  })
  afterAll(() => brand.close())

  const reserved = async (name = 'lin'): Promise<[Asker, Made]> => {
    const lin = await richMember(brand, `${name}-${way}`, 300)
    return [lin, await lin.get(reserve, box())]
  }
  type Made = OutputOf<typeof reserve>
  const state = async (made: Made) => (await stored(brand, made))?.state
  const alerts = async () =>
    (await brand.cloud.database.find('alerts', { topic: 'pay' })).map(saidOf)

  test('M2: a callback alone makes what was paid for, in at most 7 database calls', async () => {
    const calls = () =>
      brand.cloud.logs
        .list()
        .filter((each) => each.function === 'pay')
        .at(-1)
    // The first one reads the programme, which every instance keeps.
    const [warm, first] = await reserved()
    await pay(brand, warm, first)
    const [lin, made] = await reserved('next')
    await pay(brand, lin, made)
    expect(await state(made)).toBe('fulfilled')
    expect(calls()?.databaseCalls).toBeLessThanOrEqual(7)
    expect(await alerts()).toEqual([])
  })

  test('L7: cut off at any database request and sent again, a callback makes one thing', async () => {
    for (let request = 1; request <= 9; request++) {
      for (const fault of ['crashAfter', 'conflict', 'replyLost'] as const) {
        await brand.cloud.restore('open')
        brand.cloud.clock.set(TODAY)
        const [lin, made] = await reserved()
        brand.cloud.faults.set([{ function: 'pay', request, fault }])
        await pay(brand, lin, made)
        brand.cloud.faults.clear()
        brand.cloud.expireTransactions()
        await brand.cloud.pay.deliver()
        expect({ request, fault, state: await state(made) }).toMatchObject({ state: 'fulfilled' })
        await brand.audit()
      }
    }
  })

  test.each(['forged', 'altered'] as const)(
    'M2: a %s callback pays for nothing; the genuine one still does',
    async (fault) => {
      const [lin, made] = await reserved()
      brand.cloud.pay.faults.set([{ fault }])
      await pay(brand, lin, made)
      // An altered event of a cloud call only says which payment to ask about.
      const isOnlyAsked = way === 'cloud' && fault === 'altered'
      expect(await state(made)).toBe(isOnlyAsked ? 'fulfilled' : 'reserved')
      expect((await alerts()).length).toBe(isOnlyAsked ? 0 : 1)
      await brand.cloud.pay.deliver()
      expect(await state(made)).toBe('fulfilled')
    },
  )

  test.each([
    ['another sum', { fen: 989 }, '对不上的是金额。'],
    ['another person', { payer: 'wechat:somebody' }, '对不上的是付款的微信。'],
    ['another merchant', { mchId: '1900000110' }, '对不上的是商户号。'],
    ['another app', { appId: 'wx1111111111111111' }, '对不上的是小程序。'],
  ])(
    'M2: a payment of %s is not the one that was agreed: nothing is made, and staff are told',
    async (_what, change, said) => {
      const [lin, made] = await reserved()
      await brand.cloud.database.patch('reservations', made.reservation.reservationId, change)
      await pay(brand, lin, made)
      await lin.ask(checkReservation, { reservationId: made.reservation.reservationId })
      expect(await state(made)).toBe('reserved')
      expect(await brand.cloud.database.all('redemptions')).toEqual([])
      const [alert = ''] = await alerts()
      expect(alert).toContain(said)
      await brand.cloud.database.patch('reservations', made.reservation.reservationId, {
        fen: 990,
        mchId: '1900000109',
        appId: 'wx0000000000000000',
      })
      await brand.cloud.restore('open')
    },
  )

  test('a call that WeChat Pay did not make is refused, and writes nothing but an alert', async () => {
    const [, made] = await reserved()
    const number = String((await stored(brand, made))?.outTradeNo)
    const event = {
      outTradeNo: number,
      totalFee: 990,
      returnCode: 'SUCCESS',
      resultCode: 'SUCCESS',
    }
    for (const source of ['wx_client', 'wx_http', 'scf,wx_client', 'wx_trigger']) {
      const answer = await brand.cloud.call('pay', event, { source, openid: 'wx-thief' })
      expect(answer).toMatchObject({ errcode: 403 })
    }
    expect(await state(made)).toBe('reserved')
    expect((await alerts()).length).toBe(1)
  })

  test('what is no callback at all is refused', async () => {
    const ask = (event: unknown, source: string) => brand.cloud.call('pay', event, { source })
    expect(await ask({}, 'wx_paycallback')).toMatchObject({ errcode: 400 })
    expect(await ask(null, 'wx_paycallback')).toMatchObject({ errcode: 400 })
    const unknown = { outTradeNo: 'nobody-knows-this' }
    expect(await ask(unknown, 'wx_paycallback')).toMatchObject({ errcode: 0 })
    const http = { path: '/pay', httpMethod: 'POST', headers: {}, body: '{}' }
    expect(await ask(http, 'wx_http')).toMatchObject({ statusCode: way === 'v3' ? 401 : 403 })
    expect(await ask({ ...http, httpMethod: 'GET' }, 'wx_http')).toMatchObject({
      statusCode: way === 'v3' ? 400 : 403,
    })
  })
})
