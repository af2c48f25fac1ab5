import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { join } from '../../contracts/member/join'
import { consentVersion } from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { HUB_ENV, SENDERS, type HttpEvent } from '../../../testing/scenes/webhooks/senders'
import { saidOf } from '../../../testing/scenes/alert-words'

const env: Record<string, string> = { ...FUNCTION_ENV, ...HUB_ENV }

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ functionEnv: env })
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

let nonces = 0
const at = () => ({
  now: brand.cloud.clock.now(),
  nonce: `transport-${String((nonces += 1)).padStart(16, '0')}`,
})
async function send(event: HttpEvent) {
  const answer = (await brand.cloud.call('hub', event, { source: 'wx_http' })) as {
    statusCode: number
    body: string
  }
  return { statusCode: answer.statusCode, said: JSON.parse(answer.body) as unknown }
}
const order = (orderNo: string, more: object = {}) => ({
  channel: 'tmall',
  orderNo,
  status: 'completed',
  paidFen: 8880,
  ...more,
})
const stored = (id: string) => brand.cloud.database.get('orders', `shanyu:${id}`)
const till = (...orders: unknown[]) => SENDERS['pos-hubin'](JSON.stringify({ orders }), at())

test('O9: of many orders the good ones are accepted, and the answer and an alert name the bad ones', async () => {
  const [first, bad, last] = ['2930679858170648201', '2930679858170648202', '2930679858170648203']
  const webhook = till(order(first), order(bad, { paidFen: -1 }), order(last), 7)
  expect(await send(webhook)).toEqual({
    statusCode: 200,
    said: {
      code: 2,
      msg: 'PARTLY_TAKEN',
      unread: [
        { place: 2, orderNo: bad, field: 'paidFen' },
        { place: 4, orderNo: null, field: null },
      ],
    },
  })
  const found = await Promise.all([first, bad, last].map((no) => stored(`tmall:${no}`)))
  expect(found.map(Boolean)).toEqual([true, false, true])
  const alerts = await brand.cloud.database.find('alerts', { subject: 'shanyu:pos-hubin' })
  expect(alerts.map(saidOf)).toEqual([
    `推送来源「pos-hubin」有 2 条记录看不懂，没有收下：第 2 条（订单 ${bad}）、第 4 条。` +
      '请对方改正后重发，或导入订单文件补上。',
  ])
  expect(await send(till(order(bad)))).toMatchObject({ statusCode: 200, said: { code: 0 } })
  expect(await stored(`tmall:${bad}`)).toBeDefined()
})

test('O9: a webhook with only bad orders is refused, and each is named', async () => {
  const webhook = till(order('2930679858170648204', { status: 'gone' }))
  expect(await send(webhook)).toEqual({
    statusCode: 400,
    said: {
      code: 1,
      msg: 'WEBHOOK_UNREADABLE',
      unread: [{ place: 1, orderNo: '2930679858170648204', field: 'status' }],
    },
  })
})

test('O9: one unreadable message of 抖店 does not hold up the others in its webhook', async () => {
  const body =
    '[{"tag":"101","msg_id":"t1","data":{"p_id":6917926768823643801,"pay_amount":8880,' +
    '"pay_time":1794272460}},{"tag":"103","msg_id":"t2","data":{"p_id":"?"}},' +
    '{"tag":"103","msg_id":"t3","data":{"p_id":6917926768823643801,"complete_time":1794445260}}]'
  expect(await send(SENDERS.douyin(body, at()))).toEqual({
    statusCode: 200,
    said: { code: 0, msg: 'success' },
  })
  expect(await stored('douyin:6917926768823643801')).toMatchObject({ status: 'completed' })
  expect(await brand.cloud.database.find('alerts', { subject: 'shanyu:douyin' })).toHaveLength(1)
})

test('O9: a million nested brackets are refused for their signature, and signed ones for their depth', async () => {
  for (const source of ['pos-hubin', 'youzan', 'douyin', 'weixin'] as const) {
    for (const body of ['['.repeat(1_000_000), `${'['.repeat(500_000)}${']'.repeat(500_000)}`]) {
      const forged = { ...SENDERS[source]('{}', at()), body }
      const since = performance.now()
      expect(await send(forged)).toMatchObject({ statusCode: 401 })
      if (source !== 'weixin') {
        expect(await send(SENDERS[source](body, at()))).toMatchObject({ statusCode: 400 })
      }
      // Parsing the brackets once took 3.8 s; half of that still leaves room for a slow machine.
      expect(performance.now() - since).toBeLessThan(1_900)
    }
  }
})

test('O9: only what is signed decides what happened: a header does not turn a webhook into another event', async () => {
  const tid = 'E20261120105338053904777'
  const trade = {
    full_order_info: {
      order_info: { tid, pay_time: '2026-11-20 09:01:00', created: '2026-11-20 09:00:00' },
      pay_info: { payment: '88.80' },
    },
  }
  const body = JSON.stringify({ msg_id: 'h1', type: 'trade_TradePaid', msg: JSON.stringify(trade) })
  const webhook = SENDERS.youzan(body, at())
  const forged = { ...webhook, headers: { ...webhook.headers, 'Event-Type': 'trade_TradeSuccess' } }
  expect(await send(forged)).toMatchObject({ statusCode: 200 })
  expect(await stored(`youzan:${tid}`)).toMatchObject({ status: 'paid' })
  const untyped = SENDERS.youzan(JSON.stringify({ msg_id: 'h2', msg: JSON.stringify(trade) }), at())
  const named = { ...untyped, headers: { ...untyped.headers, 'Event-Type': 'trade_TradeSuccess' } }
  expect(await send(named)).toMatchObject({ statusCode: 400 })
})

test('O9: the same bytes are recognised even after months, if they do not say when they were sent', async () => {
  const body =
    '[{"tag":"101","msg_id":"m1","data":{"p_id":6917926768823643802,"pay_amount":8880,' +
    '"pay_time":1794272460}}]'
  const [theirs, ours] = [SENDERS.douyin(body, at()), till(order('2930679858170648205'))]
  for (const webhook of [theirs, ours])
    expect(await send(webhook)).toMatchObject({ statusCode: 200 })
  const id = 'shanyu:douyin:m1'
  const note = await brand.cloud.database.get('pushes', id)
  expect(note).toBeDefined()
  brand.cloud.clock.set(TODAY + 100 * DAY_MS)
  await brand.job('cleaning')
  expect(await send(theirs)).toMatchObject({ statusCode: 200 })
  expect(await brand.cloud.database.get('pushes', id)).toEqual(note)
  expect(await send(ours)).toMatchObject({ statusCode: 401, said: { msg: 'TIMESTAMP_OLD' } })
})

const WEAK: [string, string, string][] = [
  ['one letter', 'x', '至少要'],
  ['32 equal letters', 'x'.repeat(32), '种不同的字符'],
  ['one word again and again', 'bakery-in-the-hills'.repeat(2), '重复'],
  ['digits again and again', '0123456789'.repeat(4), '重复'],
  ['what the demo publishes', 'only-for-the-embedded-cloud-0123456789', '公开'],
]
const good = 'Rk3vXn7Qe9Lw2Ty6Bz8Hc1Mf5Jd4Gs0P'

/** Changed settings take effect only in new processes. */
async function deployWith(setting: Record<string, string>, work: () => Promise<void>) {
  const before = { ...env }
  Object.assign(env, setting)
  await brand.cloud.snapshot('weak')
  await brand.cloud.restore('weak')
  try {
    await work()
  } finally {
    for (const name of Object.keys(setting)) Reflect.deleteProperty(env, name)
    Object.assign(env, before)
    await brand.cloud.restore('weak')
  }
}
const logged = () => JSON.stringify(brand.cloud.logs.list().flatMap((line) => line.lines))

test.each(WEAK)(
  'P3: %s is not accepted as a secret for members or for encryption',
  async (_, secret, why) => {
    const names = [
      ['JUSHA_SECRET', secret] as const,
      ['JUSHA_ENCRYPTION_KEYS', `k1:${secret}`] as const,
    ]
    for (const [name, value] of names) {
      await deployWith({ [name]: value }, async () => {
        const form = { requestId: requestId(), consentVersion: consentVersion(), nickname: '甲' }
        const phoneCode = `phone-13812345678-${requestId()}`
        const reply = await brand.person('weak').ask(join, { ...form, phoneCode })
        expect(reply).toHaveProperty('unavailable')
        expect(logged()).toMatch(new RegExp(`${name}[^"]*${why}`))
      })
    }
  },
)

test.each(WEAK)('O9: %s is not accepted as the key of a source', async (_, secret, why) => {
  const settings = [
    { connector: 'signed', id: 'pos-hubin', secret },
    { connector: 'youzan', id: 'yz', secret },
    { connector: 'douyin', id: 'dy', secret },
    { connector: 'weixin', id: 'wx', secret, aesKey: `${good}${good.slice(0, 11)}` },
  ]
  for (const setting of settings) {
    await deployWith({ JUSHA_HUB_POS_HUBIN: JSON.stringify(setting) }, async () => {
      const { statusCode } = await send(till(order('2930679858170648206')))
      expect(statusCode).toBe(503)
      expect(logged()).toMatch(new RegExp(`JUSHA_HUB_POS_HUBIN[^"]*${why}`))
    })
  }
})
