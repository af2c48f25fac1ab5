import {
  openBrandCloud,
  TODAY,
  type BrandCloud,
  DAY_MS,
  requestId,
} from '../../../testing/brand-cloud'
import { submitClaim } from '../../contracts/claim/claim'
import { openHome } from '../../contracts/member/home'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { HUB_ENV, SENDERS, type HttpEvent } from '../../../testing/scenes/webhooks/senders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...HUB_ENV } })
})
afterAll(() => brand.close())

const TAKEN = expect.objectContaining({ statusCode: 200 })
const send = (event: HttpEvent) => brand.cloud.call('hub', event, { source: 'wx_http' })
const stored = (id: string) => brand.cloud.database.get('orders', `shanyu:${id}`)

let nonces = 0
const FINISHED = {
  channel: 'tmall',
  status: 'completed',
  paidFen: 8880,
  completedAt: TODAY - 20 * DAY_MS,
}
/** What a till says about some orders, of which the first may be partly refunded. */
function tillSays(orderNos: string[], more: object = {}): HttpEvent {
  const orders = orderNos.map((orderNo, i) => ({ ...FINISHED, orderNo, ...(i === 0 ? more : {}) }))
  const nonce = `redelivery-${String((nonces += 1)).padStart(12, '0')}`
  return SENDERS['pos-hubin'](JSON.stringify({ orders }), { now: TODAY, nonce })
}

test('O9: two messages that bring one new order at once are both taken, and nothing they say is lost', async () => {
  const lin = await brand.member('at-once')
  for (let round = 0; round < 8; round++) {
    const [first, shared, last] = [1, 2, 3].map((n) => `29306798581706481${round}${n}`)
    const both = [
      tillSays([shared, first] as string[]),
      tillSays([shared, last] as string[], { refunds: [{ id: 'r1', fen: 1000 }] }),
    ]
    expect(await Promise.all(both.map(send))).toEqual([TAKEN, TAKEN])
    for (const orderNo of [first, last]) expect(await stored(`tmall:${orderNo}`)).toBeDefined()
    const { claim } = await lin.get(submitClaim, { requestId: requestId(), orderNo: shared ?? '' })
    expect(claim.points).toBe(78)
  }
  expect((await lin.get(openHome, {})).card?.balance).toBe(78 * 8)
})

test('D8: a message that was cut off at any step is read when the very same one comes again', async () => {
  let unanswered = 0
  for (let request = 1; request <= 6; request++) {
    const tid = `E20201029105338053904${request}26`
    const order = `"full_order_info":{"order_info":{"tid":"${tid}","status":"TRADE_SUCCESS","created":"2026-11-10 09:00:00","pay_time":"2026-11-10 09:01:00","success_time":"2026-11-12 09:01:00"},"pay_info":{"payment":"88.80","post_fee":"8.00"},"orders":[{"title":"全麦吐司","num":1,"payment":"80.80"}]}`
    const message = {
      msg_id: tid,
      type: 'trade_TradeSuccess',
      msg: encodeURIComponent(`{${order}}`),
    }
    const webhook = SENDERS.youzan(JSON.stringify(message), { now: TODAY, nonce: '' })
    brand.cloud.faults.set([{ function: 'hub', request, fault: 'crashAfter' }])
    await send(webhook).catch(() => unanswered++)
    brand.cloud.faults.clear()
    brand.cloud.expireTransactions()
    expect(await send(webhook)).toEqual(TAKEN)
    expect([request, (await stored(`youzan:${tid}`))?.paidFen]).toEqual([request, 8880])
  }
  expect(unanswered).toBeGreaterThan(2)
})
