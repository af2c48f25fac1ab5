import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { generateMerchant, startCloud, type Cloud } from '../../../localcloud/cloud'
import type { Payment } from '../../../localcloud/pay/pay-desk'

const merchant = generateMerchant()
const { appId, mchId, serial, privateKey, apiV3Key, platform } = merchant
const SETTINGS = {
  cloud: { driver: 'cloud', appId, mchId, envId: 'local' },
  v3: {
    driver: 'v3',
    appId,
    mchId,
    serial,
    privateKey,
    apiV3Key,
    platformKeys: { [platform.id]: platform.publicKey },
    notifyUrl: 'https://pay.shanyu.example/pay',
    host: '{{cloud}}',
  },
}
const NOON = Date.UTC(2026, 10, 20, 4)
const MINUTES_MS = 60_000
const LIN = 'wx-lin'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pay-'))
  await build({
    entryPoints: ['testing/scenes/pay/main.ts'],
    outfile: join(folder, 'functions/pay/index.js'),
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  })
  writeFileSync(join(folder, 'functions/pay/config.json'), '{}')
  writeFileSync(join(folder, 'collections.json'), '{"seen":{"permission":"ADMINONLY"}}')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(['cloud', 'v3'] as const)('the driver %s', (way) => {
  let cloud: Cloud
  beforeAll(async () => {
    cloud = await startCloud({
      dataDir: mkdtempSync(join(folder, 'data-')),
      functionsDir: join(folder, 'functions'),
      collectionsFile: join(folder, 'collections.json'),
      durability: 'relaxed',
      isolation: 'inline',
      merchant,
      functionEnv: { JUSHA_PAY: JSON.stringify(SETTINGS[way]) },
    })
    cloud.clock.set(NOON)
    await cloud.snapshot('empty')
  })
  beforeEach(async () => {
    cloud.pay.faults.clear()
    await cloud.restore('empty')
  })
  afterAll(() => cloud.stop())

  const ask = (call: string, input: unknown) => cloud.call('pay', { call, input })
  const prepayment = (more: object = {}) => ({
    outTradeNo: 'trade-000001',
    fen: 6320,
    description: '凤梨酥礼盒 12 枚',
    openId: LIN,
    expiresAt: cloud.clock.now() + 15 * MINUTES_MS,
    ...more,
  })
  const prepay = async (more?: object) =>
    (await ask('prepay', prepayment(more))) as { told: Payment; thrown?: string }
  async function payAs(openid: string) {
    const { told } = await prepay()
    return cloud.pay.requestPayment(told, openid)
  }
  const agreed = { outTradeNo: 'trade-000001', appId, mchId }
  const unpaid = { ...agreed, state: 'unpaid', transactionId: null, fen: null, openId: null }
  const paid = {
    ...agreed,
    state: 'paid',
    transactionId: expect.stringMatching(/^42000\d{23}$/) as string,
    fen: 6320,
    openId: LIN,
  }
  const refund = { outRefundNo: 'refund-000001', outTradeNo: 'trade-000001', fen: 6320 }
  const order = { ...refund, ofFen: 6320, reason: '没付上，退回' }
  const seen = () => cloud.database.all('seen')

  it('lets the member pay what was agreed, and is then told so', async () => {
    const { told } = await prepay()
    expect(told).toEqual({
      timeStamp: expect.stringMatching(/^\d{10}$/) as string,
      nonceStr: expect.any(String) as string,
      package: expect.stringMatching(/^prepay_id=wx/) as string,
      signType: way === 'v3' ? 'RSA' : 'MD5',
      paySign: expect.any(String) as string,
    })
    expect(await ask('query', 'trade-000001')).toEqual({ told: unpaid })
    expect(await cloud.pay.requestPayment(told, LIN)).toEqual({ paid: true })
    expect(await ask('query', 'trade-000001')).toEqual({ told: paid })
  })

  it('asked twice with the same content it gives the same payment, with another sum it is refused', async () => {
    const [first, again] = [await prepay(), await prepay()]
    expect(again.told.package).toBe(first.told.package)
    expect((await prepay({ fen: 1 })).thrown).toContain('PayRefused')
  })

  it('knows no number that was never asked for', async () => {
    expect(await ask('query', 'trade-000002')).toEqual({ told: null })
    expect(await ask('queryRefund', 'refund-000002')).toEqual({ told: null })
  })

  it('closes what nobody paid, and cannot close what was paid', async () => {
    const { told } = await prepay()
    expect(await ask('close', 'trade-000001')).toEqual({ told: true })
    expect(await ask('query', 'trade-000001')).toEqual({ told: { ...unpaid, state: 'closed' } })
    expect(await cloud.pay.requestPayment(told, LIN)).toEqual({ paid: false, why: 'ORDER_CLOSED' })
    await prepay({ outTradeNo: 'trade-000002' }).then((second) =>
      cloud.pay.requestPayment(second.told, LIN),
    )
    expect(await ask('close', 'trade-000002')).toEqual({ told: false })
  })

  it('takes no money after the time that was set, from nobody else, and not for a forged payment', async () => {
    const { told } = await prepay()
    const [, other] = [LIN, 'wx-su']
    expect(await cloud.pay.requestPayment(told, other)).toMatchObject({ why: 'OPENID_MISMATCH' })
    const forged = { ...told, timeStamp: '1' }
    expect(await cloud.pay.requestPayment(forged, LIN)).toMatchObject({ why: 'SIGN_ERROR' })
    cloud.clock.advance(15 * MINUTES_MS)
    expect(await cloud.pay.requestPayment(told, LIN)).toMatchObject({ why: 'ORDER_CLOSED' })
  })

  it('gives back once, however often it is asked, and never more than was paid', async () => {
    await payAs(LIN)
    const underWay = { told: { ...refund, state: 'underWay' } }
    expect(await ask('refund', order)).toEqual(underWay)
    expect(await ask('refund', order)).toEqual(underWay)
    const second = { ...order, outRefundNo: 'refund-000002', fen: 1 }
    expect(await ask('refund', second)).toMatchObject({
      thrown: expect.stringContaining('PayRefused') as string,
    })
    await cloud.pay.endRefunds()
    expect(await ask('queryRefund', 'refund-000001')).toEqual({
      told: { ...refund, state: 'done' },
    })
    expect(await ask('query', 'trade-000001')).toEqual({ told: { ...paid, state: 'refunded' } })
    expect(Object.keys(cloud.pay.books().refunds)).toEqual(['refund-000001'])
  })

  it('a refund that cannot arrive is told as failed', async () => {
    await payAs(LIN)
    await ask('refund', order)
    await cloud.pay.endRefunds('ABNORMAL')
    expect(await ask('queryRefund', 'refund-000001')).toMatchObject({ told: { state: 'failed' } })
  })

  it.each(['down', 'replyLost'] as const)(
    'WeChat Pay that is %s is an outage, and asking again is safe',
    async (fault) => {
      cloud.pay.faults.set([{ fault, call: 'prepay' }])
      expect((await prepay()).thrown).toContain('Unverified')
      expect((await prepay()).told.package).toContain('prepay_id=')
      expect(Object.keys(cloud.pay.books().trades)).toEqual(['trade-000001'])
    },
  )

  it('is called back once by itself; a lost callback comes again until it is taken', async () => {
    cloud.pay.faults.set([{ fault: 'lost' }])
    await payAs(LIN)
    expect([await seen(), cloud.pay.open]).toEqual([[], 1])
    expect(await cloud.pay.deliver()).toBe(1)
    expect([(await seen()).length, cloud.pay.open]).toEqual([1, 0])
  })

  it('is called back twice at once, and in the wrong order', async () => {
    cloud.pay.faults.set([{ fault: 'double' }])
    await payAs(LIN)
    expect(await seen()).toHaveLength(2)
    cloud.pay.faults.set([{ fault: 'lost', times: 2 }])
    const second = await prepay({ outTradeNo: 'trade-000002' })
    await cloud.pay.requestPayment(second.told, LIN)
    await ask('refund', { ...order, outTradeNo: 'trade-000002' })
    await cloud.pay.endRefunds()
    expect(await cloud.pay.deliver({ reversed: true })).toBe(2)
    const [, , third, fourth] = (await seen()).map((each) => JSON.stringify(each))
    expect(third).toContain('refund-000001')
    expect(fourth).not.toContain('refund-000001')
  })

  if (way === 'v3') {
    it('believes a callback that WeChat Pay signed, and no other', async () => {
      await payAs(LIN)
      expect(await seen()).toMatchObject([{ read: { trade: paid }, source: 'wx_http' }])
      await ask('refund', order)
      cloud.pay.faults.set([{ fault: 'forged' }])
      await cloud.pay.endRefunds()
      cloud.pay.faults.set([{ fault: 'altered' }])
      const second = await prepay({ outTradeNo: 'trade-000002' })
      await cloud.pay.requestPayment(second.told, LIN)
      const [, forged, altered] = await seen()
      expect(forged).toMatchObject({ read: { refused: 'SIGNATURE_WRONG' } })
      expect(altered).toMatchObject({ read: { refused: 'SIGNATURE_WRONG' } })
      expect(cloud.pay.open).toBe(2)
      expect(await cloud.pay.deliver()).toBe(2)
      const [, , , genuine] = await seen()
      expect(genuine).toMatchObject({ read: { refund: { ...refund, state: 'done' } } })
    })
  } else {
    it('is called back over the platform’s own line, in the platform’s words', async () => {
      await payAs(LIN)
      const source = 'wx_paycallback'
      expect(await seen()).toMatchObject([
        { read: { outTradeNo: 'trade-000001', totalFee: 6320, subOpenid: LIN }, source },
      ])
    })
  }
})

test.each([
  ['an answer that another key signed', { [platform.id]: merchant.publicKey }],
  ['an answer of a key that is not ours', { PUB_KEY_ID_2: platform.publicKey }],
])('%s is not believed', async (_what, platformKeys) => {
  const cloud = await startCloud({
    dataDir: mkdtempSync(join(folder, 'data-')),
    functionsDir: join(folder, 'functions'),
    collectionsFile: join(folder, 'collections.json'),
    durability: 'relaxed',
    merchant,
    functionEnv: { JUSHA_PAY: JSON.stringify({ ...SETTINGS.v3, platformKeys }) },
  })
  const answer = await cloud.call('pay', { call: 'query', input: 'trade-000001' })
  await cloud.stop()
  expect(answer).toEqual({ thrown: expect.stringContaining('SIGNATURE_WRONG') as string })
})
