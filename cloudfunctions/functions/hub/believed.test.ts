import { DAY_MS, openBrandCloud, TODAY, type BrandCloud } from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { HUB_ENV, SENDERS, type HttpEvent } from '../../../testing/scenes/webhooks/senders'

const till = JSON.parse(HUB_ENV.JUSHA_HUB_POS_HUBIN) as { channels?: string[] }
const { channels: _all, ...tillOnly } = till
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
  nonce: `believed-${String((nonces += 1)).padStart(16, '0')}`,
})
async function send(event: HttpEvent) {
  const answer = await brand.cloud.call('hub', event, { source: 'wx_http' })
  const { statusCode, body } = answer as { statusCode: number; body: string }
  return { statusCode, said: JSON.parse(body) as unknown }
}
const stored = (id: string) => brand.cloud.database.get('orders', `shanyu:${id}`)
const fromTill = (...orders: object[]) =>
  send(SENDERS['pos-hubin'](JSON.stringify({ orders }), at()))
const orderNo = (n: number) => `29306798585${String(71_300_017 + n * 53)}`
const finished = { channel: 'tmall', status: 'completed', paidFen: 10_000 }

const NEVER: [string, (now: number) => number][] = [
  ['1970', () => 0],
  ['seconds instead of milliseconds', (now) => Math.floor(now / 1000)],
  ['microseconds', (now) => now * 1000],
  ['the year 10000', () => 253_402_300_800_000],
  ['the largest integer', () => Number.MAX_SAFE_INTEGER],
  ['the day after tomorrow', (now) => now + 2 * DAY_MS],
  ['before the marketplace opened', () => Date.UTC(2001, 0, 1)],
]

describe.each(['createdAt', 'paidAt', 'completedAt'])(
  'O9: a webhook with an impossible %s',
  (field) => {
    test.each(NEVER)('(%s) is reported to its sender and not accepted', async (_, when) => {
      const [bad, good] = [orderNo((nonces += 1)), orderNo((nonces += 1))]
      const told = { ...finished, orderNo: bad, [field]: when(brand.cloud.clock.now()) }
      expect(await fromTill({ ...finished, orderNo: good }, told)).toEqual({
        statusCode: 200,
        said: { code: 2, msg: 'PARTLY_TAKEN', unread: [{ place: 2, orderNo: bad, field }] },
      })
      expect(await stored(`tmall:${bad}`)).toBeUndefined()
      expect(await stored(`tmall:${good}`)).toBeDefined()
    })
  },
)

test('O9: a time a few hours ahead comes from an inaccurate clock, and is accepted', async () => {
  const told = { ...finished, orderNo: orderNo(9000), completedAt: TODAY + DAY_MS / 2 }
  expect(await fromTill(told)).toMatchObject({ statusCode: 200, said: { code: 0 } })
})

test('O9: the same limits on dates hold for the messages of marketplaces', async () => {
  const youzan = JSON.stringify({
    msg_id: 'never-1',
    type: 'trade_TradeSuccess',
    msg: JSON.stringify({
      full_order_info: {
        order_info: { tid: 'E20260922999001', success_time: '2062-10-19 08:47:40' },
        pay_info: { payment: '88.80' },
      },
    }),
  })
  const unread = [{ place: 1, orderNo: null, field: 'completedAt' }]
  const refused = { statusCode: 400, said: { code: 1, msg: 'WEBHOOK_UNREADABLE', unread } }
  expect(await send(SENDERS.youzan(youzan, at()))).toEqual(refused)
  const douyin =
    '[{"tag":"103","msg_id":"n1","data":{"p_id":6917926768823643809,"complete_time":4102444800}}]'
  expect(await send(SENDERS.douyin(douyin, at()))).toEqual(refused)
  const weixin = JSON.stringify({
    Event: 'channels_ec_order_confirm',
    CreateTime: 4_102_444_800,
    order_info: { order_id: 3700000000000000099 },
  }).replace('3700000000000000000', '3700000000000000099')
  expect(await send(SENDERS.weixin(weixin, at()))).toMatchObject({ statusCode: 400 })
  for (const id of ['youzan:E20260922999001', 'douyin:6917926768823643809']) {
    expect(await stored(id)).toBeUndefined()
  }
})

test('O9: a till may report its receipts, but no order of a marketplace', async () => {
  env.JUSHA_HUB_POS_HUBIN = JSON.stringify(tillOnly)
  // A function reads its settings when it starts.
  await brand.cloud.snapshot('till')
  await brand.cloud.restore('till')
  const receipt = { ...finished, channel: 'pos', orderNo: 'hubin-20261120-0007' }
  const foreign = { ...finished, orderNo: orderNo(9001), paidFen: 1_000_000_000 }
  expect(await fromTill(receipt, foreign)).toEqual({
    statusCode: 200,
    said: {
      code: 2,
      msg: 'PARTLY_TAKEN',
      unread: [{ place: 2, orderNo: foreign.orderNo, field: 'channel' }],
    },
  })
  expect(await stored(`tmall:${foreign.orderNo}`)).toBeUndefined()
})
