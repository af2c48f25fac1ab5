import { submitClaim } from '../../contracts/claim/claim'
import { openHome } from '../../contracts/member/home'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import type { Caller } from '../../../localcloud/cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { HUB_ENV, SENDERS, type SourceName } from '../../../testing/scenes/webhooks/senders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...HUB_ENV } })
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

const HTTP: Caller = { source: 'wx_http' }
const send = async (event: unknown, caller: Caller = HTTP) => {
  const answer = (await brand.cloud.call('hub', event, caller)) as {
    statusCode: number
    body: string
  }
  return { statusCode: answer.statusCode, said: answer.body }
}

let nonces = 0
const at = (now = TODAY) => ({ now, nonce: `nonce-${String((nonces += 1)).padStart(16, '0')}` })
const OK = { statusCode: 200, said: '{"code":0,"msg":"success"}' }
const refused = (statusCode: number, msg: string) => ({
  statusCode,
  said: JSON.stringify({ code: 1, msg }),
})

const FINISHED = {
  channel: 'tmall',
  status: 'completed',
  paidFen: 8880,
  completedAt: TODAY - 20 * DAY_MS,
}
const order = (orderNo: string, more: object = {}) =>
  JSON.stringify({
    orders: [{ ...FINISHED, orderNo, ...more }],
  })
const stored = (id: string) => brand.cloud.database.get('orders', `shanyu:${id}`)

async function balanceAfterClaiming(name: string, orderNo: string) {
  const lin = await brand.member(name)
  const { claim } = await lin.get(submitClaim, { requestId: requestId(), orderNo })
  return { lin, claim, balance: async () => (await lin.get(openHome, {})).card?.balance }
}

test('D8: a till pushes an order, a member claims it, and a refund takes its part back', async () => {
  const no = '2930679858170647101'
  expect(await send(SENDERS['pos-hubin'](order(no), at()))).toEqual(OK)
  const { claim, balance } = await balanceAfterClaiming('till', no)
  expect(claim).toMatchObject({ channel: 'tmall', state: 'credited', points: 88 })
  const refund = order(no, { refunds: [{ id: 'r1', fen: 1000 }] })
  expect(await send(SENDERS['pos-hubin'](refund, at()))).toEqual(OK)
  expect(await send(SENDERS['pos-hubin'](refund, at()))).toEqual(OK)
  expect(await balance()).toBe(78)
})

test('D8: a wrong signature, an old timestamp and a used nonce are refused and change nothing', async () => {
  const no = '2930679858170647102'
  const good = SENDERS['pos-hubin'](order(no), at())
  const forged = { ...good, body: good.body.replace('8880', '9990') }
  expect(await send(forged)).toEqual(refused(401, 'SIGNATURE_WRONG'))
  expect(await send({ ...good, headers: {} })).toEqual(refused(401, 'SIGNATURE_WRONG'))
  const early = SENDERS['pos-hubin'](order(no), at(TODAY - 301_000))
  expect(await send(early)).toEqual(refused(401, 'TIMESTAMP_OLD'))
  const late = SENDERS['pos-hubin'](order(no), at(TODAY + 301_000))
  expect(await send(late)).toEqual(refused(401, 'TIMESTAMP_OLD'))
  expect(await stored(`tmall:${no}`)).toBeUndefined()
  expect(await send(good)).toEqual(OK)
  expect(await send(good)).toEqual(refused(409, 'NONCE_REPLAYED'))
})

test.each<[SourceName, string, string, string, string]>([
  [
    'youzan',
    'E20201029105338053904125',
    JSON.stringify({
      msg_id: 'm1',
      type: 'trade_TradeSuccess',
      msg: encodeURIComponent(
        '{"full_order_info":{"order_info":{"tid":"E20201029105338053904125","status":"TRADE_SUCCESS",' +
          '"created":"2026-11-10 09:00:00","pay_time":"2026-11-10 09:01:00",' +
          '"success_time":"2026-11-12 09:01:00"},"pay_info":{"payment":"88.80","post_fee":"8.00"},' +
          '"orders":[{"title":"全麦吐司","num":1,"payment":"80.80"}]}}',
      ),
    }),
    '88.80',
    '89.80',
  ],
  [
    'douyin',
    '6917926768823643757',
    '[{"tag":"101","msg_id":"d1","data":{"p_id":6917926768823643757,"pay_amount":8880,' +
      '"pay_time":1794272460}},{"tag":"103","msg_id":"d2","data":{"p_id":6917926768823643757,' +
      '"complete_time":1794445260}}]',
    '8880',
    '8980',
  ],
])(
  'D8: %s reports a finished order, a repeat is answered and changes nothing, a forged webhook is refused',
  async (source, no, body, was, other) => {
    const webhook = SENDERS[source](body, at())
    const forged = { ...webhook, body: body.replace(encodeURIComponent(was), other) }
    expect(forged.body).not.toBe(body)
    expect(await send(forged)).toEqual(refused(401, 'SIGNATURE_WRONG'))
    expect(await send(webhook)).toEqual(OK)
    const { claim, balance } = await balanceAfterClaiming(source, no)
    expect(claim).toMatchObject({ channel: source, state: 'credited', points: 88 })
    const before = await stored(`${source}:${no}`)
    expect(await send(webhook)).toEqual(OK)
    expect(await stored(`${source}:${no}`)).toEqual(before)
    expect(await balance()).toBe(88)
  },
)

test('D8: 微信小店 names an order of 19 digits as a number, and it is the one that was claimed', async () => {
  const no = '3737550999277696001'
  const money = JSON.stringify({
    orders: [{ channel: 'weixin', orderNo: no, status: 'paid', paidFen: 8880 }],
  })
  await send(SENDERS['pos-hubin'](money, at()))
  const { claim, balance } = await balanceAfterClaiming('weixin', no)
  expect(claim).toMatchObject({ channel: 'weixin', state: 'waiting' })
  const event = `{"CreateTime":1794445260,"Event":"channels_ec_order_confirm","order_info":{"order_id":${no}}}`
  const webhook = SENDERS.weixin(event, at())
  const wrong = { ...webhook.queryStringParameters, nonce: '1' }
  expect(await send({ ...webhook, queryStringParameters: wrong })).toEqual(
    refused(401, 'SIGNATURE_WRONG'),
  )
  expect(await send(SENDERS.weixin(event, at(TODAY - 301_000)))).toEqual(
    refused(401, 'TIMESTAMP_OLD'),
  )
  const success = { statusCode: 200, said: 'success' }
  expect(await send(webhook)).toEqual(success)
  expect(await send(webhook)).toEqual(success)
  expect(await balance()).toBe(88)
})

test('D8: a body in Base64 is the same webhook', async () => {
  const webhook = SENDERS['pos-hubin'](order('2930679858170647103'), at())
  const body = Buffer.from(webhook.body).toString('base64')
  expect(await send({ ...webhook, body, isBase64Encoded: true })).toEqual(OK)
  const broken = Buffer.from([0xff, 0xfe]).toString('base64')
  expect(await send({ ...webhook, body: broken, isBase64Encoded: true })).toEqual(
    refused(400, 'WEBHOOK_UNREADABLE'),
  )
})

test('D8: a signed webhook that cannot be read is refused, and is not a bug', async () => {
  const bodies = ['', 'null', '[]', '{"orders":[]}', '{"orders":[{"channel":"tmall"}]}', '{']
  const sources = ['pos-hubin', 'youzan', 'douyin', 'weixin'] as const
  for (const source of sources) {
    for (const body of bodies) {
      if (source === 'douyin' && body === '[]') continue
      const answer = await send(SENDERS[source](body, at()))
      const { msg } = JSON.parse(answer.said) as { msg: string }
      const said = { ...answer, said: msg }
      expect([source, body, said]).toEqual([
        ...[source, body],
        { statusCode: 400, said: 'WEBHOOK_UNREADABLE' },
      ])
    }
  }
  const float = order('x').replace('"x"', '2930679858170647104')
  expect(await send(SENDERS['pos-hubin'](float, at()))).toEqual(OK)
  expect(await stored('tmall:2930679858170647104')).toBeDefined()
})

test('A1: the hub takes nothing from a WeChat user, from a timer or from an unknown source', async () => {
  const webhook = SENDERS['pos-hubin'](order('2930679858170647105'), at())
  const mine = { openid: 'wx-lin', source: 'wx_client' }
  expect(await send(webhook, mine)).toEqual(refused(403, 'CALLER_UNKNOWN'))
  expect(await send(webhook, { source: 'wx_trigger' })).toEqual(refused(403, 'CALLER_UNKNOWN'))
  for (const path of ['/hub/other', '/hub/', '/hub/__proto__', '/hub/POS_HUBIN']) {
    expect(await send({ ...webhook, path })).toEqual(refused(404, 'SOURCE_UNKNOWN'))
  }
  for (const event of [null, 7, 'text', [], {}, { action: 'member.home', input: {} }]) {
    expect(await send(event)).toEqual(refused(400, 'WEBHOOK_UNREADABLE'))
  }
})

test('O9: a webhook that is cut off at any step is sent again and brings its points once', async () => {
  const lin = await brand.member('cut')
  let cuts = 0
  let unanswered = 0
  for (const fault of ['crashAfter', 'replyLost'] as const) {
    for (let request = 1; request <= 17; request++) {
      const no = `29306798581706472${String(cuts++).padStart(2, '0')}`
      await lin.get(submitClaim, { requestId: requestId(), orderNo: no })
      // The claims of a day are limited.
      brand.cloud.clock.set(TODAY + cuts * DAY_MS)
      const now = brand.cloud.clock.now()
      brand.cloud.faults.set([{ function: 'hub', request, fault }])
      const first = await send(SENDERS['pos-hubin'](order(no), at(now))).catch(() => null)
      if (first?.statusCode !== 200) unanswered++
      brand.cloud.faults.clear()
      // By the time a sender tries again, the cloud has ended the transaction that was left open.
      brand.cloud.expireTransactions()
      expect(await send(SENDERS['pos-hubin'](order(no), at(now)))).toEqual(OK)
    }
  }
  expect(unanswered).toBeGreaterThan(20)
  expect((await lin.get(openHome, {})).card?.balance).toBe(88 * cuts)
})
test('O1: a receipt that the till pushes is claimed by the number on the paper, once', async () => {
  const no = 'HB20261120-0107'
  const [lin, xu] = [await brand.member('paper-1'), await brand.member('paper-2')]
  const request = (orderNo: string) => ({ requestId: requestId(), orderNo })
  expect((await lin.get(submitClaim, request(no))).claim).toMatchObject({ state: 'waiting' })
  expect(await send(SENDERS['pos-hubin'](order(no, { channel: 'pos' }), at()))).toEqual(OK)
  expect((await lin.get(openHome, {})).card?.balance).toBe(88)
  const again = await xu.ask(submitClaim, request(' hb20261120-0107 '))
  expect(again).toMatchObject({ refused: 'ALREADY_CLAIMED' })
})
