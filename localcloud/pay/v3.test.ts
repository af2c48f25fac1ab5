import { createDecipheriv, createSign, createVerify } from 'node:crypto'
import { generateMerchant } from '../cloud'
import { startFixture, type Fixture } from '../fixtures/fixture-cloud'

jest.setTimeout(30_000)

const merchant = generateMerchant()
const { appId, mchId, serial, privateKey, platform } = merchant
const NOTED = {
  code: `
const cloud = require(${JSON.stringify(require.resolve('wx-server-sdk'))})
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
exports.main = async (data) => {
  await cloud.database().collection('seen').add({ data: { ...data, host: process.env.PAY_HOST } })
  return { statusCode: 200, body: '' }
}`,
}

let fixture: Fixture
beforeAll(async () => {
  const functionEnv = { PAY_HOST: '{{cloud}}' }
  const seen = { permission: 'ADMINONLY' }
  fixture = await startFixture({ seen }, { notify: NOTED }, { merchant, functionEnv })
})
afterAll(() => fixture.close())

const sign = (lines: string[], key = privateKey) =>
  createSign('RSA-SHA256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .sign(key, 'base64')
const isSigned = (headers: Record<string, string>, body: string) =>
  createVerify('RSA-SHA256')
    .update(`${headers['wechatpay-timestamp']}\n${headers['wechatpay-nonce']}\n${body}\n`)
    .verify(platform.publicKey, headers['wechatpay-signature'] ?? '', 'base64')

function headersOf(reply: Response): Record<string, string> {
  const headers: Record<string, string> = {}
  reply.headers.forEach((value, name) => (headers[name] = value))
  return headers
}

async function ask(method: string, path: string, content: object | null, key = privateKey) {
  const body = content === null ? '' : JSON.stringify(content)
  const signature = sign([method, path, '1700000000', 'nonce', body], key)
  const fields = { mchid: mchId, nonce_str: 'nonce', timestamp: '1700000000', serial_no: serial }
  const list = Object.entries({ ...fields, signature }).map(([name, value]) => `${name}="${value}"`)
  const authorization = `WECHATPAY2-SHA256-RSA2048 ${list.join(',')}`
  const reply = await fetch(`${fixture.cloud.url}${path}`, {
    method,
    headers: { authorization },
    ...(body === '' ? {} : { body }),
  })
  const text = await reply.text()
  return {
    status: reply.status,
    said: text === '' ? null : (JSON.parse(text) as Record<string, unknown>),
    isSigned: isSigned(headersOf(reply), text),
  }
}

const order = (outTradeNo: string) => ({
  appid: appId,
  mchid: mchId,
  description: '礼盒',
  out_trade_no: outTradeNo,
  notify_url: 'https://shop.example/api/notify',
  amount: { total: 6320, currency: 'CNY' },
  payer: { openid: 'o-lin' },
})

async function paid(outTradeNo: string) {
  const { said } = await ask('POST', '/v3/pay/transactions/jsapi', order(outTradeNo))
  const prepay = `prepay_id=${String(said?.prepay_id)}`
  const payment = { timeStamp: '1', nonceStr: 'n', package: prepay, signType: 'RSA' }
  const paySign = sign([appId, '1', 'n', prepay])
  return fixture.cloud.pay.requestPayment({ ...payment, paySign }, 'o-lin')
}

describe('WeChat Pay by APIv3', () => {
  it('answers only the merchant, and signs every answer', async () => {
    const path = `/v3/pay/transactions/out-trade-no/unknown-0001?mchid=${mchId}`
    expect(await ask('GET', path, null)).toMatchObject({
      status: 404,
      said: { code: 'ORDER_NOT_EXIST' },
      isSigned: true,
    })
    const stranger = generateMerchant().privateKey
    expect(await ask('GET', path, null, stranger)).toMatchObject({ status: 401, isSigned: false })
  })

  it('calls the function that the address names, signed and encrypted with the merchant’s key', async () => {
    expect(await paid('trade-000001')).toEqual({ paid: true })
    const [seen] = await fixture.cloud.database.all('seen')
    const { headers, body, host } = seen as {
      headers: Record<string, string>
      body: string
      host: string
    }
    expect([isSigned(headers, body), host]).toEqual([true, fixture.cloud.url])
    const { resource } = JSON.parse(body) as { resource: Record<string, string> }
    const bytes = Buffer.from(resource.ciphertext ?? '', 'base64')
    const decipher = createDecipheriv('aes-256-gcm', merchant.apiV3Key, resource.nonce ?? '')
    decipher.setAAD(Buffer.from(resource.associated_data ?? ''))
    decipher.setAuthTag(bytes.subarray(-16))
    const text = decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')
    expect(JSON.parse(text)).toMatchObject({
      out_trade_no: 'trade-000001',
      trade_state: 'SUCCESS',
      amount: { total: 6320 },
      payer: { openid: 'o-lin' },
    })
  })

  it('closes, gives back and says how a refund stands', async () => {
    await ask('POST', '/v3/pay/transactions/jsapi', order('trade-000002'))
    const close = (no: string) =>
      ask('POST', `/v3/pay/transactions/out-trade-no/${no}/close`, { mchid: mchId })
    expect(await close('trade-000002')).toEqual({ status: 204, said: null, isSigned: true })
    await paid('trade-000003')
    expect(await close('trade-000003')).toMatchObject({ status: 400, said: { code: 'ORDERPAID' } })
    const asked = {
      out_trade_no: 'trade-000003',
      out_refund_no: 'refund-0001',
      amount: { refund: 6320, total: 6320, currency: 'CNY' },
    }
    expect(await ask('POST', '/v3/refund/domestic/refunds', asked)).toMatchObject({
      status: 200,
      said: { status: 'PROCESSING' },
    })
    await fixture.cloud.pay.endRefunds()
    expect(await ask('GET', '/v3/refund/domestic/refunds/refund-0001', null)).toMatchObject({
      said: { status: 'SUCCESS', amount: { refund: 6320 } },
      isSigned: true,
    })
    fixture.cloud.pay.faults.set([{ fault: 'down', call: 'query' }])
    const path = `/v3/pay/transactions/out-trade-no/trade-000003?mchid=${mchId}`
    expect(await ask('GET', path, null)).toMatchObject({ status: 500 })
    expect(await ask('GET', path, null)).toMatchObject({ said: { trade_state: 'REFUND' } })
  })
})
