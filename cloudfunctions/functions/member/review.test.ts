import { openHome } from '../../contracts/member/home'
import { reverseEntry } from '../../contracts/books/correction'
import { openReviews, submitReview } from '../../contracts/task/review'
import { openStatement } from '../../contracts/ledger/statement'
import { buy, refundAll } from '../../../testing/scenes/task-orders'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'

const TASK = { id: 'review', kind: 'review', title: '写一条购后评价', points: 30, perDay: 2 }
const WORDS = '早上现烤的，外脆里软，孩子一口气吃了两片。'
/** WeChat's own sample of what does not pass. */
const RISKY = '特3456书yuuo莞6543李zxcz蒜7782法fgnv级'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  expect(await brand.edit('programs', 'shanyu', { tasks: [TASK] })).toMatch(/^已发布/)
})
beforeEach(() => brand.cloud.clock.set(TODAY))
afterAll(() => brand.close())

const balanceOf = async (who: Asker) => (await who.get(openHome, {})).card?.balance
const review = (who: Asker, orderNo: string, more: object = {}) =>
  who.ask(submitReview, {
    requestId: requestId(),
    channel: 'tmall',
    orderNo,
    stars: 2,
    text: WORDS,
    ...more,
  })

test('E5: a review of one’s own order earns once, even when it is sent 50 times at the same time', async () => {
  const lin = await brand.member('lin')
  const [orderNo = ''] = await buy(brand, lin, [{ paid: '50.00' }])
  const before = await lin.get(openReviews, {})
  expect(before).toMatchObject({ points: 30, leastLetters: 15, orders: [{ orderNo }] })
  const replies = await Promise.all(Array.from({ length: 50 }, () => review(lin, orderNo)))
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect(await balanceOf(lin)).toBe(80)
  expect(await review(lin, orderNo)).toEqual({ refused: 'ORDER_REVIEWED' })
  expect((await lin.get(openReviews, {})).orders).toEqual([])
  const ids = (await brand.cloud.database.all('ledger')).map(({ _id }) => _id)
  expect(ids).toContain(`shanyu:${lin.memberId}:task:review:order:tmall:${orderNo}`)
})

test('E5: one star earns what five earn', async () => {
  const lin = await brand.member('frank')
  const orders = await buy(brand, lin, [{ paid: '50.00' }, { paid: '50.00' }])
  const earned = []
  for (const [i, orderNo] of orders.entries()) {
    earned.push(await review(lin, orderNo, { stars: i === 0 ? 1 : 5 }))
  }
  expect(earned).toMatchObject([{ ok: { earned: 30 } }, { ok: { earned: 30 } }])
})

test('E5: too few words, forbidden words and orders of others bring nothing', async () => {
  const lin = await brand.member('writer')
  const other = await brand.member('other')
  const [orderNo = ''] = await buy(brand, lin, [{ paid: '50.00' }])
  expect(await review(lin, orderNo, { text: '好 吃 \n 好 吃 好 吃' })).toEqual({
    refused: 'REVIEW_TOO_SHORT',
    detail: { least: 15 },
  })
  const forbidden = await review(lin, orderNo, { text: `${WORDS}${RISKY}` })
  expect(forbidden).toEqual({ refused: 'REVIEW_NOT_ALLOWED' })
  expect(await review(other, orderNo)).toEqual({ refused: 'ORDER_NOT_REVIEWABLE' })
  expect(await review(lin, '1930679858170699999')).toEqual({ refused: 'ORDER_NOT_REVIEWABLE' })
  expect(await brand.cloud.database.find('reviews', { _id: `shanyu:tmall:${orderNo}` })).toEqual([])
  expect(await balanceOf(lin)).toBe(50)
})

test('T7: a full refund takes the review’s reward back once; a partial one leaves it', async () => {
  const lin = await brand.member('returns')
  const [one = '', two = ''] = await buy(brand, lin, [{ paid: '50.00' }, { paid: '40.00' }])
  await review(lin, one)
  await review(lin, two)
  expect(await balanceOf(lin)).toBe(150)
  for (const _ of [1, 2]) await refundAll(brand, one, '50.00')
  expect(await balanceOf(lin)).toBe(70)
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines[0]).toMatchObject({ source: 'task', title: '任务奖励扣回', points: -30 })
  expect(await review(lin, one)).toEqual({ refused: 'ORDER_NOT_REVIEWABLE' })
})

test('L8: a review’s reward goes with its order, and staff cannot reverse it separately', async () => {
  const lin = await brand.member('kept')
  const [orderNo = ''] = await buy(brand, lin, [{ paid: '50.00' }])
  await review(lin, orderNo)
  const [line] = (await lin.get(openStatement, { filter: 'all' })).lines
  const by = { operator: '店长', reason: '发错了', memberId: lin.memberId, entry: line?.seq ?? 0 }
  expect(await brand.console.ask(reverseEntry, by)).toMatchObject({ refused: 'ORDER_ENTRY' })
})

test('E6: a set number of reviews a day earn, and the next day again', async () => {
  const lin = await brand.member('many')
  const orders = await buy(
    brand,
    lin,
    [1, 2, 3].map((i) => ({ paid: `${i}0.00` })),
  )
  const [one = '', two = '', three = ''] = orders
  await review(lin, one)
  await review(lin, two)
  expect(await review(lin, three)).toEqual({ refused: 'REVIEWS_USED_UP', detail: { perDay: 2 } })
  brand.cloud.clock.advance(DAY_MS)
  expect(await review(lin, three)).toMatchObject({ ok: { earned: 30 } })
})

test('the same request gets its first answer, with other words it is refused', async () => {
  const lin = await brand.member('repeat')
  const [orderNo = ''] = await buy(brand, lin, [{ paid: '50.00' }])
  const same = { requestId: requestId() }
  brand.cloud.faults.set([{ request: 'database.commitTransaction', fault: 'crashAfter' }])
  await expect(review(lin, orderNo, same)).rejects.toThrow()
  const first = await review(lin, orderNo, same)
  expect(first).toMatchObject({ ok: { earned: 30, balance: 80 } })
  expect(await review(lin, orderNo, same)).toEqual(first)
  expect(await review(lin, orderNo, { ...same, stars: 5 })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
})
