import fc from 'fast-check'
import type { Channel } from '../../contracts/order/channel'
import { submitClaim } from '../../contracts/claim/claim'
import { openHome } from '../../contracts/member/home'
import { openBrandCloud, requestId, TODAY, type BrandCloud } from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { recordedWebhooks } from '../../../testing/scenes/webhooks/recorded'
import { HUB_ENV, SENDERS } from '../../../testing/scenes/webhooks/senders'

jest.setTimeout(120_000)

/** What the recorded webhooks and one export say together: payment less refunds. */
const POINTS: Record<string, number> = {
  'youzan:E20261110090000053904125': 68,
  'douyin:6917926768823643751': 78,
  'weixin:3737550999277696001': 50,
  'tmall:2930679858170647101': 76,
}
const EXPORT = tmallExport([{ orderNo: '2930679858170647101', paid: '88.80', refunded: '12.00' }])

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...HUB_ENV } })
  await brand.member('lin')
  await brand.cloud.snapshot('start')
})
afterAll(() => brand.close())

let nonces = 0
/** Sends the webhook until it is taken, as every sender does. */
async function sendWebhook({ source, body }: { source: keyof typeof SENDERS; body: string }) {
  for (let attempt = 0; attempt < 10; attempt++) {
    const nonce = `replay-${String((nonces += 1)).padStart(16, '0')}`
    const event = SENDERS[source](body, { now: TODAY, nonce })
    const answer = await brand.cloud.call('hub', event, { source: 'wx_http' })
    if (JSON.stringify(answer).includes('"statusCode":200')) return
    expect(answer).toMatchObject({ statusCode: 503 })
  }
  throw new Error('the hub did not take it in ten tries')
}

const claims = Object.keys(POINTS).map((id) => {
  const [channel, orderNo] = id.split(':')
  const input = { requestId: requestId(), orderNo: orderNo ?? '', channel: channel as Channel }
  return () => brand.person('lin').get(submitClaim, input)
})
const events = [
  ...recordedWebhooks().map((each) => () => sendWebhook(each)),
  ...claims,
  () => importFile(brand, 'tmall.csv', EXPORT),
]

async function expectTheOneState() {
  const found = Object.keys(POINTS).map(async (id) => {
    const order = await brand.cloud.database.get('orders', `shanyu:${id}`)
    const claim = order?.claim as { points: number; state: string } | null
    return [id, claim?.state, claim?.points]
  })
  const wanted = Object.entries(POINTS).map(([id, points]) => [id, 'credited', points])
  expect(await Promise.all(found)).toEqual(wanted)
  const { card } = await brand.person('lin').get(openHome, {})
  expect(card?.balance).toBe(Object.values(POINTS).reduce((sum, points) => sum + points))
  await brand.audit()
}

async function start() {
  await brand.cloud.restore('start', { keepProcesses: true })
  brand.cloud.clock.set(TODAY)
}

test('D8: the recorded webhooks of every source are read', () => {
  const sources = new Set(recordedWebhooks().map(({ source }) => source))
  expect([...sources].sort()).toEqual(Object.keys(SENDERS).sort())
})

test('O9 and D8: imports, webhooks, claims and repeats in 15 random orders end in one state', async () => {
  const mixed = fc.tuple(
    fc.shuffledSubarray(events, { minLength: events.length }),
    fc.shuffledSubarray(events, { maxLength: 5 }),
  )
  const run = fc.asyncProperty(mixed, async ([all, repeats]) => {
    await start()
    for (const event of [...all, ...repeats]) await event()
    await expectTheOneState()
  })
  await fc.assert(run, { numRuns: 15, endOnFailure: true })
})

test('O9: all of them at the same time, each twice, end in the same state', async () => {
  for (let i = 0; i < 3; i++) {
    await start()
    await Promise.all(recordedWebhooks().flatMap((each) => [sendWebhook(each), sendWebhook(each)]))
    for (const event of events) await event()
    await expectTheOneState()
  }
})
