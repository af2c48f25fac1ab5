import { submitClaim } from '../../contracts/claim/claim'
import { openHome } from '../../contracts/member/home'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { HUB_ENV, SENDERS, type SourceName } from '../../../testing/scenes/webhooks/senders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...HUB_ENV } })
})
afterAll(() => brand.close())

let nonces = 0
async function sendWebhook(source: SourceName, body: string): Promise<void> {
  const nonce = `untold-${String((nonces += 1)).padStart(16, '0')}`
  const event = SENDERS[source](body, { now: brand.cloud.clock.now(), nonce })
  const answer = await brand.cloud.call('hub', event, { source: 'wx_http' })
  expect(answer).toMatchObject({ statusCode: 200 })
}

async function claimed(orderNo: string) {
  const lin = await brand.member(`of-${orderNo.slice(-6)}`)
  const { claim } = await lin.get(submitClaim, { requestId: requestId(), orderNo })
  return { claim, card: async () => (await lin.get(openHome, {})).card }
}

const youzan = (tid: string, times: string) =>
  JSON.stringify({
    msg_id: `m-${tid}`,
    type: 'trade_TradeSuccess',
    msg: encodeURIComponent(
      `{"full_order_info":{"order_info":{"tid":"${tid}"${times}},` +
        '"pay_info":{"payment":"88.80","post_fee":"0"},"orders":[]}}',
    ),
  })

test('O12: a finished order that 有赞 reports without pay_time was paid', async () => {
  const no = 'E20201029105338053904126'
  await sendWebhook('youzan', youzan(no, ',"success_time":"2026-10-12 09:01:00"'))
  const { claim } = await claimed(no)
  expect(claim).toMatchObject({ state: 'credited', points: 88 })
})

test('O12: a finished order whose amount nobody has reported is not worth 0: the claim waits for the amount', async () => {
  const no = '3737550999277696002'
  const event = `{"CreateTime":${String((TODAY - 30 * DAY_MS) / 1000)},"Event":"channels_ec_order_confirm","order_info":{"order_id":${no}}}`
  await sendWebhook('weixin', event)
  const { claim, card } = await claimed(no)
  expect(claim).toMatchObject({ state: 'waiting', points: 0 })
  const order = { channel: 'weixin', orderNo: no, status: 'paid', paidFen: 8880 }
  await sendWebhook('pos-hubin', JSON.stringify({ orders: [order] }))
  expect(await card()).toMatchObject({ balance: 88 })
})

test('O12: 抖店 may report the finish first, and the payment after it', async () => {
  const no = '6917926768823643758'
  const ended = String((TODAY - 30 * DAY_MS) / 1000)
  await sendWebhook(
    'douyin',
    `[{"tag":"103","msg_id":"${no}3","data":{"p_id":${no},"complete_time":${ended}}}]`,
  )
  const { claim, card } = await claimed(no)
  expect(claim).toMatchObject({ state: 'waiting', points: 0 })
  await sendWebhook(
    'douyin',
    `[{"tag":"101","msg_id":"${no}1","data":{"p_id":${no},"pay_amount":8880}}]`,
  )
  expect(await card()).toMatchObject({ balance: 88 })
})

test('O11: a finished order without its day posts a set number of days after we heard of it, not after the payment', async () => {
  const no = 'E20201029105338053904127'
  await sendWebhook('youzan', youzan(no, ',"pay_time":"2026-10-12 09:01:00"'))
  const { claim, card } = await claimed(no)
  expect(claim).toMatchObject({ state: 'pending', points: 88, postsOn: '2026-11-27' })
  brand.cloud.clock.set(TODAY + 6 * DAY_MS)
  await brand.job('posting')
  expect(await card()).toMatchObject({ balance: 0, pending: 88 })
  brand.cloud.clock.set(TODAY + 7 * DAY_MS)
  await brand.job('posting')
  expect(await card()).toMatchObject({ balance: 88, pending: 0 })
})

test('O1: a receipt of a till is finished when it is paid', async () => {
  const no = 'HB20261020-0108'
  const paidAt = TODAY - 20 * DAY_MS
  const order = { channel: 'pos', orderNo: no, status: 'completed', paidFen: 8880, paidAt }
  await sendWebhook('pos-hubin', JSON.stringify({ orders: [order] }))
  expect((await claimed(no)).claim).toMatchObject({ state: 'credited', points: 88 })
})
