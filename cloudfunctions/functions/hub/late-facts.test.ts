import { submitClaim } from '../../contracts/claim/claim'
import { openHome } from '../../contracts/member/home'
import { openBrandCloud, requestId, TODAY, type BrandCloud } from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { HUB_ENV, SENDERS } from '../../../testing/scenes/webhooks/senders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...HUB_ENV } })
  await brand.edit('programs', 'shanyu', { earn: await earnWith(5) })
})
afterAll(() => brand.close())

/** Rates by which cakes earn this many points per yuan and everything else one. */
async function earnWith(points: number) {
  const { earn } = await brand.program()
  const categories = [{ id: 'cake', name: '蛋糕', words: ['蛋糕'] }]
  const rate = { name: '蛋糕多倍', channels: [], tiers: [], categories: ['cake'], perFen: 100 }
  return { ...earn, categories, rates: [{ ...rate, points }] }
}

let nonces = 0
async function sendWebhook(orderNo: string, more: object) {
  const nonce = `late-${String((nonces += 1)).padStart(16, '0')}`
  const body = JSON.stringify({ orders: [{ channel: 'tmall', orderNo, paidFen: 0, ...more }] })
  const event = SENDERS['pos-hubin'](body, { now: brand.cloud.clock.now(), nonce })
  const answer = await brand.cloud.call('hub', event, { source: 'wx_http' })
  expect(answer).toMatchObject({ statusCode: 200 })
}

const ITEMS = [
  { title: '生日蛋糕 6 寸', quantity: 1, paidFen: 10_000 },
  { title: '吐司', quantity: 2, paidFen: 5_000 },
]
const PAID = { status: 'paid', paidAt: TODAY }
const MONEY = { status: 'paid', paidFen: 15_000 }
const FULL = { status: 'paid', paidFen: 15_000, items: ITEMS }
const DONE = { status: 'completed', completedAt: TODAY - 30 * 24 * 3_600_000 }

test.each([
  ['all at once', [{ ...PAID, ...FULL }], [DONE]],
  ['the money after the claim', [{ ...PAID }], [MONEY, FULL, DONE]],
  ['the items after the money', [{ ...PAID, ...MONEY }], [FULL, FULL, DONE]],
  ['everything with the end', [{ ...PAID }], [{ ...FULL, ...DONE }]],
])('O9: with %s, a claim brings the points of the whole order', async (_, before, after) => {
  const orderNo = `29306798581706${60_000 + nonces}`
  const lin = await brand.member(`lin${nonces}`)
  for (const facts of before) await sendWebhook(orderNo, facts)
  const first = await lin.get(submitClaim, { requestId: requestId(), orderNo })
  expect(first.claim).toMatchObject({ state: 'waiting', points: 0 })
  for (const facts of after) await sendWebhook(orderNo, facts)
  expect((await lin.get(openHome, {})).card?.balance).toBe(550)
  // Once something is credited, later reports about the items change nothing.
  await sendWebhook(orderNo, {
    ...FULL,
    items: [...ITEMS, { title: '蛋糕', quantity: 1, paidFen: 1 }],
  })
  expect((await lin.get(openHome, {})).card?.balance).toBe(550)
})

test('O9: facts that come late are counted under the rules of the day of the claim, not of today', async () => {
  const lin = await brand.member('promised')
  const orderNo = '2930679858170661234'
  await sendWebhook(orderNo, PAID)
  await lin.get(submitClaim, { requestId: requestId(), orderNo })
  expect(await brand.edit('programs', 'shanyu', { earn: await earnWith(2) })).toContain('已发布')
  await sendWebhook(orderNo, { ...FULL, ...DONE })
  expect((await lin.get(openHome, {})).card?.balance).toBe(550)
})
