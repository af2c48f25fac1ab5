import { submitClaim } from '../../contracts/claim/claim'
import type { Channel } from '../../contracts/order/channel'
import { openHome } from '../../contracts/member/home'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import {
  KEY,
  startMarketplaces,
  type MarketplaceServer,
  type SoldOrder,
} from '../../../testing/scenes/marketplace-server'
import { saidOf } from '../../../testing/scenes/alert-words'

const MINUTE_MS = 60_000
const CHANNELS = ['tmall', 'pdd', 'jd', 'douyin', 'kuaishou', 'xhs'] as const
const NUMBERS: Record<(typeof CHANNELS)[number], string> = {
  tmall: '2930679858170647101',
  pdd: '260922-999000000000001',
  jd: '389592175015',
  douyin: '6917926768823643757',
  kuaishou: '2421300093168518',
  xhs: 'P802335189951019482',
}

let brand: BrandCloud
let marketplaces: MarketplaceServer
beforeEach(async () => {
  marketplaces = await startMarketplaces(() => brand.cloud.clock.now())
  const { endpoint } = marketplaces
  const keys = CHANNELS.map((channel) => [
    `JUSHA_API_${channel.toUpperCase()}`,
    JSON.stringify({ ...KEY, endpoint }),
  ])
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...Object.fromEntries(keys) } })
})
afterEach(async () => {
  await marketplaces.close()
  await brand.close()
})

function sold(orderNo: string, more: Partial<SoldOrder> = {}): void {
  marketplaces.orders.set(orderNo, {
    orderNo,
    state: 'finished',
    paidFen: 8880,
    title: '全麦吐司',
    boughtAt: TODAY - 20 * DAY_MS,
    finishedAt: TODAY - 10 * DAY_MS,
    ...more,
  })
}

async function waitFor(name: string, channel: Channel, orderNo: string) {
  const lin = await brand.member(name)
  const { claim } = await lin.get(submitClaim, { requestId: requestId(), orderNo, channel })
  expect(claim).toMatchObject({ channel, state: 'waiting' })
  return async () => (await lin.get(openHome, {})).card
}

const ask = () => brand.job('orderApis')
const stored = (id: string) => brand.cloud.database.get('orders', `shanyu:${id}`)

test.each(CHANNELS)(
  'O3: %s is asked about a number that waits, and its order brings points',
  async (channel) => {
    const orderNo = NUMBERS[channel]
    const card = await waitFor('lin', channel, orderNo)
    sold(orderNo)
    expect(await ask()).toMatchObject({ ok: { ordersFound: 1 } })
    expect(await card()).toMatchObject({ balance: 88 })
    expect(marketplaces.asked).toEqual([orderNo])
    expect(await stored(`${channel}:${orderNo}`)).toMatchObject({
      status: 'completed',
      paidFen: 8880,
      items: [{ title: '全麦吐司', quantity: 1 }],
      paidAt: TODAY - 20 * DAY_MS,
      completedAt: TODAY - 10 * DAY_MS,
    })
  },
)

test.each(CHANNELS)(
  'D8: %s refuses a wrong secret; staff get an alert, which is resolved when the secret works again',
  async (channel) => {
    const card = await waitFor('lin', channel, NUMBERS[channel])
    sold(NUMBERS[channel])
    marketplaces.token = 'renewed'
    await ask()
    const [alert] = await brand.cloud.database.find('alerts', { topic: 'orderApi' })
    expect(alert).toMatchObject({ subject: `shanyu:${channel}`, state: 'open' })
    expect(saidOf(alert)).toMatch(/订单接口拒绝了查询（.+），请在开放平台检查授权和应用权限/)
    expect(await card()).toMatchObject({ balance: 0 })
    marketplaces.token = KEY.accessToken
    brand.cloud.clock.advance(11 * MINUTE_MS)
    await ask()
    expect(await brand.cloud.database.find('alerts', { topic: 'orderApi' })).toMatchObject([
      { state: 'resolved' },
    ])
    expect(await card()).toMatchObject({ balance: 88 })
  },
)

test('O3: an unknown number is asked about at once, after ten minutes, an hour, and then daily', async () => {
  await waitFor('lin', 'jd', NUMBERS.jd)
  const askedAfter = async (ms: number) => {
    brand.cloud.clock.advance(ms)
    await ask()
    await ask()
    return marketplaces.asked.length
  }
  expect(await askedAfter(0)).toBe(1)
  expect(await askedAfter(9 * MINUTE_MS)).toBe(1)
  expect(await askedAfter(2 * MINUTE_MS)).toBe(2)
  expect(await askedAfter(30 * MINUTE_MS)).toBe(2)
  expect(await askedAfter(31 * MINUTE_MS)).toBe(3)
  expect(await askedAfter(20 * 60 * MINUTE_MS)).toBe(3)
  expect(await askedAfter(5 * 60 * MINUTE_MS)).toBe(4)
})

test('O5: an order that is found before it is finished is asked about until its points have posted', async () => {
  const card = await waitFor('lin', 'tmall', NUMBERS.tmall)
  const bought = { boughtAt: TODAY - DAY_MS }
  sold(NUMBERS.tmall, { ...bought, state: 'paid', finishedAt: undefined })
  await ask()
  expect(await card()).toMatchObject({ balance: 0, pending: 0 })
  sold(NUMBERS.tmall, { ...bought, finishedAt: TODAY })
  brand.cloud.clock.advance(DAY_MS)
  await ask()
  expect(await card()).toMatchObject({ balance: 0, pending: 88 })
  sold(NUMBERS.tmall, { ...bought, finishedAt: TODAY, refundedFen: 8880 })
  brand.cloud.clock.advance(DAY_MS)
  await ask()
  expect(await card()).toMatchObject({ balance: 0, pending: 0 })
})

test('O3: an unreadable, overlong or missing answer changes nothing, and the question is asked again', async () => {
  const card = await waitFor('lin', 'douyin', NUMBERS.douyin)
  sold(NUMBERS.douyin)
  for (const nonsense of [
    '',
    '<html>502</html>',
    '{"code":10000,"data":{}}',
    'x'.repeat(2_000_000),
  ]) {
    marketplaces.says = nonsense
    await ask()
    brand.cloud.clock.advance(DAY_MS)
  }
  expect(await stored(`douyin:${NUMBERS.douyin}`)).toBeUndefined()
  marketplaces.says = null
  await ask()
  expect(await card()).toMatchObject({ balance: 88 })
})

test('O9: a look-up that is cut off at any step, or runs twice at the same time, brings the points once', async () => {
  await waitFor('lin', 'xhs', NUMBERS.xhs)
  sold(NUMBERS.xhs)
  await brand.cloud.snapshot('start')
  for (let at = 1; ; at++) {
    await brand.cloud.restore('start', { keepProcesses: true })
    brand.cloud.faults.set([{ function: 'jobs', fault: 'crashAfter', request: at }])
    const cut = await ask().then(
      () => false,
      () => true,
    )
    brand.cloud.faults.clear()
    brand.cloud.expireTransactions()
    brand.cloud.clock.advance(11 * MINUTE_MS)
    await Promise.all([ask(), ask()])
    const { card } = await brand.person('lin').get(openHome, {})
    expect(card).toMatchObject({ balance: 88 })
    await brand.audit()
    if (!cut) break
    expect(at).toBeLessThan(40)
  }
})

test('D8: a source with a malformed key fails loudly, and does not hold up other jobs', async () => {
  const broken = await openBrandCloud({
    functionEnv: { ...FUNCTION_ENV, JUSHA_API_JD: '{"appKey":"only"}' },
  })
  const lin = await broken.member('lin')
  await lin.get(submitClaim, { requestId: requestId(), orderNo: NUMBERS.jd })
  expect(await broken.job('orderApis')).toMatchObject({ unavailable: true })
  expect(await broken.job('closing')).toMatchObject({ ok: {} })
  await broken.close()
})
