import { startFixture, type Fixture } from '../fixtures/fixture-cloud'

jest.setTimeout(30_000)

const CALLBACK = {
  code: `
const cloud = require(${JSON.stringify(require.resolve('wx-server-sdk'))})
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
exports.main = async (event) => {
  const { SOURCE } = cloud.getWXContext()
  if (SOURCE !== 'wx_paycallback') return { errcode: 1, errmsg: 'not WeChat Pay' }
  await cloud.database().collection('paid').add({ data: { fen: event.totalFee ?? event.refundFee } })
  return { errcode: 0, errmsg: 'ok' }
}`,
}
const ORDER = `{
  body: '礼盒', outTradeNo: 'trade-000001', spbillCreateIp: '127.0.0.1', subMchId: '1900000109',
  nonceStr: 'n', totalFee: 6320, subOpenid: 'o-lin', envId: 'local', functionName: 'callback' }`

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture({ paid: { permission: 'ADMINONLY' } }, { callback: CALLBACK })
  await fixture.cloud.snapshot('empty')
})
beforeEach(() => fixture.cloud.restore('empty'))
afterAll(() => fixture.close())

const order = (more = '') =>
  fixture.run(`return cloud.cloudPay.unifiedOrder({ ...${ORDER}${more} })`) as Promise<{
    resultCode: string
    errCode: number
    errCodeDes?: string
    payment: Parameters<typeof fixture.cloud.pay.requestPayment>[0]
  }>

describe('WeChat Pay by cloud calls', () => {
  it('makes a payment for the phone, takes the money once and calls the named function', async () => {
    const { payment } = await order()
    const { pay, database } = fixture.cloud
    expect(await pay.requestPayment(payment, 'o-lin')).toEqual({ paid: true })
    expect(await pay.requestPayment(payment, 'o-lin')).toEqual({ paid: false, why: 'ORDERPAID' })
    expect(await database.all('paid')).toMatchObject([{ fen: 6320 }])
  })

  it('says no in its own words, over which the SDK writes its errCode', async () => {
    await order()
    const again = await order(', totalFee: 1')
    expect(again).toMatchObject({
      returnCode: 'SUCCESS',
      resultCode: 'FAIL',
      errCode: 0,
      errCodeDes: '商户订单号重复',
    })
  })

  it('gives back, and tells the function when the money has arrived', async () => {
    const { payment } = await order()
    await fixture.cloud.pay.requestPayment(payment, 'o-lin')
    const answer = await fixture.run(`
      const common = { subMchId: '1900000109', nonceStr: 'n', outRefundNo: 'refund-000001' }
      await cloud.cloudPay.refund({ ...common, outTradeNo: 'trade-000001', totalFee: 6320, refundFee: 320,
        envId: 'local', functionName: 'callback' })
      return cloud.cloudPay.queryRefund(common)`)
    expect(answer).toMatchObject({ refundStatus_0: 'PROCESSING', refundFee_0: 320 })
    expect(await fixture.cloud.pay.endRefunds()).toBe(1)
    expect(await fixture.cloud.database.all('paid')).toMatchObject(
      expect.arrayContaining(
        [{ fen: 6320 }, { fen: 320 }].map((each) => expect.objectContaining(each)),
      ),
    )
  })

  it('a forged callback comes from elsewhere, and the genuine one follows', async () => {
    fixture.cloud.pay.faults.set([{ fault: 'forged' }])
    const { payment } = await order()
    await fixture.cloud.pay.requestPayment(payment, 'o-lin')
    expect(await fixture.cloud.database.all('paid')).toEqual([])
    expect(await fixture.cloud.pay.deliver()).toBe(1)
    expect(await fixture.cloud.database.all('paid')).toHaveLength(1)
  })

  it('a late callback arrives after its time, and paying waits for it', async () => {
    fixture.cloud.pay.faults.set([{ fault: 'late', ms: 30 }])
    const { payment } = await order()
    const began = performance.now()
    await fixture.cloud.pay.requestPayment(payment, 'o-lin')
    expect(performance.now() - began).toBeGreaterThanOrEqual(29)
    expect(await fixture.cloud.database.all('paid')).toHaveLength(1)
  })

  it('forgets with a restored snapshot what was paid after it', async () => {
    await order()
    expect(Object.keys(fixture.cloud.pay.books().trades)).toEqual(['trade-000001'])
    await fixture.cloud.restore('empty')
    expect(fixture.cloud.pay.books()).toEqual({ trades: {}, refunds: {} })
  })

  it('is driven over HTTP by a page or a test in another process', async () => {
    const { payment } = await order()
    const ask = async (method: string, path: string, body?: object) => {
      const answer = await fetch(`${fixture.cloud.url}/_cloud/${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return (await answer.json()) as { result: unknown }
    }
    await ask('PUT', 'pay-faults', { rules: [{ fault: 'lost' }] })
    expect(await ask('POST', 'pay', { payment, openid: 'o-lin' })).toEqual({
      result: { paid: true },
    })
    expect(await ask('GET', 'pay')).toMatchObject({
      result: { open: 1, trades: { 'trade-000001': { state: 'SUCCESS' } } },
    })
    expect(await ask('POST', 'pay-callbacks', {})).toEqual({ result: { taken: 1 } })
    expect(await ask('POST', 'refunds', {})).toEqual({ result: { ended: 0 } })
    expect(await ask('PUT', 'pay-faults', { rules: [{ fault: 'stolen' }] })).toMatchObject({
      error: { code: 'INVALID_PARAM' },
    })
  })
})
